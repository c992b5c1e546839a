"""What the room keeps: the dated catalogue and the calendar of working days."""

from sanctions.models.calendar import Holiday
from sanctions.models.catalogue import Act, Authority, CatalogueVersion, Level, Measure, Supervisor, Track

__all__ = ["Act", "Authority", "CatalogueVersion", "Holiday", "Level", "Measure", "Supervisor", "Track"]
