"""What the registry keeps: pemda, regions, the OPD tree, staff and their history."""

from netralitas.registry.models.assignments import Assignment
from netralitas.registry.models.history import OpdEvent, StaffEvent
from netralitas.registry.models.opd import Kecamatan, Opd, OpdKind, UnitAlias
from netralitas.registry.models.pemda import Pemda
from netralitas.registry.models.staff import Staff, StaffCategory, StaffStatus
from netralitas.registry.models.transfers import Transfer

__all__ = [
    "Assignment", "Kecamatan", "Opd", "OpdEvent", "OpdKind", "Pemda", "Staff", "StaffCategory",
    "StaffEvent", "StaffStatus", "Transfer", "UnitAlias",
]  # fmt: skip
