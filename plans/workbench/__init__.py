"""A user enters, what waits for him and what changed meanwhile leave."""
