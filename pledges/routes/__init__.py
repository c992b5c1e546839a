"""Addresses of the pledge room, one module a noun, each with a list `routes`."""
