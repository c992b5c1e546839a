"""WHAT IS PROVEN: the append-only log of texts, rosters, pledges, voids and certificates; keys of sealed rows."""
