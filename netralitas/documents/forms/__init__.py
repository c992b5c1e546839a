"""Forms of the documents room."""
