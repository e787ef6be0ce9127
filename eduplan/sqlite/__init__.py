"""SQLite as it is today, for Django 5.2."""
