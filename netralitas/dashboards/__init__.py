"""WHERE WE STAND: the pemda's page, the drill-down, the desks, the projector, the weekly report.

Reads the other rooms only, writes its own frozen reports; nobody imports it.
"""
