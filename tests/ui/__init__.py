"""Tests of the look: formats, tags, lists, theme, menu, error pages."""
