"""WHERE WE STAND: roll-ups for the Sekda, Bakesbangpol and the operators; reads only, nobody imports it."""
