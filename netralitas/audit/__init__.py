"""WHO DID WHAT: typed events without foreign keys, each with its sentence; the log of sensitive reads."""
