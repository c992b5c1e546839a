"""WHO YOU ARE: sign-in, role assignments with scope and dates, personal and unit links, visits."""
