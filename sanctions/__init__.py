"""THE BREACH: reports, cases and decisions. Not built yet; the room keeps its place in the house."""
