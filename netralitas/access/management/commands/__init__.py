"""Commands of the access room."""
