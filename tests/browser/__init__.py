"""Journeys through the running portal in a real Chromium."""
