"""WHERE WE STAND: the pemda's page, the drill-down, the desks, the projector. Reads only; nobody imports it."""
