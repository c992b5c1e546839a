"""What the room keeps: the dated catalogue, the calendar of working days, the register of reports, the cases."""

from sanctions.models.calendar import Holiday
from sanctions.models.cases import ENDED, Case, Lead, State
from sanctions.models.catalogue import (
    Act,
    Authority,
    CatalogueVersion,
    Impact,
    Level,
    Measure,
    Supervisor,
    TimeLimit,
    Track,
)
from sanctions.models.examinations import Examination, Finding, InvestigationReport, Summons
from sanctions.models.parties import (
    Allegation,
    AllegationWithdrawal,
    AssignmentEnd,
    CaseAssignment,
    CasePerson,
    CaseRole,
    ConflictDeclaration,
    Element,
    FrozenFacts,
)
from sanctions.models.reports import Report, ReportedPerson, ReporterIdentity, Triage
from sanctions.models.steps import CaseStep

__all__ = [
    "ENDED",
    "Act",
    "Allegation",
    "AllegationWithdrawal",
    "AssignmentEnd",
    "Authority",
    "Case",
    "CaseAssignment",
    "CasePerson",
    "CaseRole",
    "CaseStep",
    "CatalogueVersion",
    "ConflictDeclaration",
    "Element",
    "Examination",
    "Finding",
    "FrozenFacts",
    "Holiday",
    "Impact",
    "InvestigationReport",
    "Lead",
    "Level",
    "Measure",
    "Report",
    "ReportedPerson",
    "ReporterIdentity",
    "State",
    "Summons",
    "Supervisor",
    "TimeLimit",
    "Track",
    "Triage",
]  # fmt: skip
