"""WHO MAY DO WHAT: the user row, permissions and roles in code, doors for views, throttling."""
