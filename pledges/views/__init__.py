"""Screens of the pledge room."""
