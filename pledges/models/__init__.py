"""What the pledge room keeps."""

from pledges.models.campaigns import Campaign
from pledges.models.counts import Counter, DayCount
from pledges.models.elections import Election, Stage
from pledges.models.obligations import Obligation, RosterEvent, RosterSnapshot
from pledges.models.signatures import Signature, SignatureVoid
from pledges.models.texts import PledgeText
from pledges.models.verifications import RosterDue, RosterStatement
from pledges.models.voids import VoidProposal

__all__ = [
    "Campaign", "Counter", "DayCount", "Election", "Obligation", "PledgeText", "RosterDue", "RosterEvent",
    "RosterSnapshot", "RosterStatement", "Signature", "SignatureVoid", "Stage", "VoidProposal",
]  # fmt: skip
