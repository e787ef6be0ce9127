"""Learns what extraction weighs from the labelled documents of the project."""
