"""Who did what, from where and when: written by one door, never changed, read by few."""
