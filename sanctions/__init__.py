"""THE BREACH: what counts as a breach, the reports that come in, and the working-day clocks of a case."""
