"""What asks for a question about a unit's signatures (*titip tanda tangan*?): never a verdict, never on other pages."""

from dataclasses import dataclass

from netralitas.registry.models import Opd
from pledges.models import Campaign


@dataclass(frozen=True)
class Signal:
    """One kind of pattern found among the signatures of a Perangkat Daerah: the question, why it is asked, how many.

    `code` names the page with the rows behind it; `signatures` and `groups` are counts, `example` says the clearest
    one in words without a name.
    """

    code: str
    question: str
    reason: str
    groups: int
    signatures: int
    example: str = ""


def signals_for(*, campaign: Campaign, opd: Opd) -> list[Signal]:
    """The patterns the last check found for one OPD, the most signatures first; empty when there are none."""
    return []
