"""Approved targets of schools enter, the county's figure, what is assigned, and letters leave."""
