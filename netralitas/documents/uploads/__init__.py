"""Files from people: told apart, redrawn in a locked-in child process, kept encrypted, and sent so that nothing runs.

What screens show is always the copy the portal drew itself; the original lies apart and is only handed out as bytes.
`kinds` tells files apart, `asking` has them redrawn by the child (`redrawing`), `keeping` stores, `answers` sends,
`fields` is the form field for a scan (reliability.md 3.12, A13, G-I2).
"""
