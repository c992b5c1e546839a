"""Commands of the pledge room."""
