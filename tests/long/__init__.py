"""Crash, load and statistical tests: `make test-long`."""
