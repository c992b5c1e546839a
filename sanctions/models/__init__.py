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
from sanctions.models.clocks import Clock, ClockReminder
from sanctions.models.decisions import Appeal, CouncilRecommendation, Decision, DecisionVerdict, Delivery, Handover
from sanctions.models.evidence import CustodyEntry, Exhibit, ViewingCopy
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
    "Appeal",
    "AssignmentEnd",
    "Authority",
    "Case",
    "CaseAssignment",
    "CasePerson",
    "CaseRole",
    "CaseStep",
    "CatalogueVersion",
    "Clock",
    "ClockReminder",
    "ConflictDeclaration",
    "CouncilRecommendation",
    "CustodyEntry",
    "Decision",
    "DecisionVerdict",
    "Delivery",
    "Element",
    "Examination",
    "Exhibit",
    "Finding",
    "FrozenFacts",
    "Handover",
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
    "ViewingCopy",
]  # fmt: skip
