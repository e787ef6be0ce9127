"""Figures typed or read from files: drafted, checked, reviewed, published."""
