"""Numbers for the screens: from counters only, a fixed number of SQL queries each."""
