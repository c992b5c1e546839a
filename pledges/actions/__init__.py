"""Every write of the pledge room."""
