"""Entering, checking, importing and publishing figures of a bureau."""
