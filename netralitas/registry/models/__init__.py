"""What the registry keeps: pemda, regions, the OPD tree, staff and their history."""

from netralitas.registry.models.assignments import Assignment
from netralitas.registry.models.corrections import Correction
from netralitas.registry.models.history import OpdEvent, StaffEvent
from netralitas.registry.models.opd import Kecamatan, Opd, OpdKind, UnitAlias
from netralitas.registry.models.pemda import Pemda
from netralitas.registry.models.proposals import Proposal
from netralitas.registry.models.reconciliations import Difference, Reconciliation
from netralitas.registry.models.retirements import RetirementAge
from netralitas.registry.models.staff import FormerNumber, Staff, StaffCategory, StaffStatus
from netralitas.registry.models.transfers import Transfer

__all__ = [
    "Assignment", "Correction", "Difference", "FormerNumber", "Kecamatan", "Opd", "OpdEvent", "OpdKind", "Pemda",
    "Proposal", "Reconciliation", "RetirementAge", "Staff", "StaffCategory", "StaffEvent", "StaffStatus", "Transfer",
    "UnitAlias",
]  # fmt: skip
