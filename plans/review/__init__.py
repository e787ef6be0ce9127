"""A plan and what a reviewer asks for enter, the review desk leaves."""
