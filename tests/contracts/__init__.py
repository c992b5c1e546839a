"""Tests about the house itself: sizes, names, directions, doors, seals, words."""
