"""What the room keeps: the dated catalogue, the calendar of working days, the register of reports."""

from sanctions.models.calendar import Holiday
from sanctions.models.catalogue import Act, Authority, CatalogueVersion, Level, Measure, Supervisor, TimeLimit, Track
from sanctions.models.reports import Report, ReportedPerson, ReporterIdentity, Triage

__all__ = [
    "Act", "Authority", "CatalogueVersion", "Holiday", "Level", "Measure", "Report", "ReportedPerson",
    "ReporterIdentity", "Supervisor", "TimeLimit", "Track", "Triage",
]  # fmt: skip
