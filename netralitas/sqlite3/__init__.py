"""SQLite as the portal uses it: Django's own backend, but each statement's placeholders are rewritten only once."""
