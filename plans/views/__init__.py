"""Requests enter, pages leave: one module a room."""
