"""Rows of a plan leave as a table, and what people did to the table comes back as changes."""
