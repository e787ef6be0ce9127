"""A seed enters, an invented library of plans leaves: to try the portal and to measure it."""
