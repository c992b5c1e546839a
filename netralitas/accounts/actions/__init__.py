"""Every write of the accounts room."""
