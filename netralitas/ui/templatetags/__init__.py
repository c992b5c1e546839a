"""Template tags loaded everywhere (see settings.TEMPLATES builtins)."""
