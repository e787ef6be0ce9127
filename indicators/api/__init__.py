"""The data interface for programs: a request enters, rows of published figures leave."""
