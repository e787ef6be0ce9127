"""Programs that read and write through the data interface, and the tokens that let them in."""
