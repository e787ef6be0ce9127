"""Filters of templates for indicators."""
