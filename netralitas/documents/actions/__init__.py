"""Every write of the documents room."""
