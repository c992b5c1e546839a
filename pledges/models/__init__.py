"""What the pledge room keeps."""

from pledges.models.campaigns import Campaign
from pledges.models.completion import Completion, CompletionSnapshot
from pledges.models.counts import Counter, DayCount
from pledges.models.disputes import Dispute, DisputeRuling
from pledges.models.elections import Election, Stage
from pledges.models.obligations import Obligation, RosterEvent, RosterSnapshot
from pledges.models.reminders import Reminder, ReminderPlan, ReminderRun
from pledges.models.reviews import PointAnswer, Review, ReviewPoint
from pledges.models.signals import SignalCheck, SignalFinding, SignalThreshold
from pledges.models.signatures import Signature, SignatureVoid
from pledges.models.statements import ScanCheck, Statement
from pledges.models.texts import PledgeText
from pledges.models.verifications import RosterDue, RosterStatement
from pledges.models.voids import VoidProposal

__all__ = [
    "Campaign", "Completion", "CompletionSnapshot", "Counter", "DayCount", "Dispute", "DisputeRuling", "Election",
    "Obligation", "PledgeText", "PointAnswer", "Reminder", "ReminderPlan", "ReminderRun", "Review", "ReviewPoint",
    "RosterDue", "RosterEvent", "RosterSnapshot", "RosterStatement", "ScanCheck", "SignalCheck", "SignalFinding",
    "SignalThreshold", "Signature", "SignatureVoid", "Stage", "Statement", "VoidProposal",
]  # fmt: skip
