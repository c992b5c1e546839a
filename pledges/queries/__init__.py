"""Reads of the pledge room."""
