"""Forms of the pledge room."""
