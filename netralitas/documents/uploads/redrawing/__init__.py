"""The child process that redraws a file of a stranger: locked in first, then reading; it never touches the portal."""
