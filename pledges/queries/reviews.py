"""What a page about one round shows: its numbers, the head's word, what changed since, what was decided before."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from netralitas.documents.models import Letter
from netralitas.documents.queries.letters import of_subject
from netralitas.registry.models import Difference, Opd, Reconciliation
from netralitas.registry.models.staff import StaffCategory
from pledges import completion_letters as kinds
from pledges.models import Campaign, Completion, CompletionSnapshot, Review, ReviewPoint, Statement

COMPARED_FIRST = 20  # findings shown on the page; all of them are in Rekonsiliasi


@dataclass(frozen=True)
class Part:
    """One line of the frozen numbers: a kind of employee or a unit."""

    name: str
    waiting: int
    signed: int
    paper: int
    hindered: int
    excluded: int
    row: str = ""  # of a unit: its row in the recap

    @property
    def done(self) -> int:
        """The numerator."""
        return self.signed + self.paper

    @property
    def obliged(self) -> int:
        """The denominator."""
        return self.waiting + self.done + self.hindered


@dataclass(frozen=True)
class Findings:
    """What the last comparison with BKPSDM's export says of one OPD and nobody has followed up: how many, the first."""

    run: Reconciliation
    count: int
    first: list[Difference]


def rounds_within(completions: QuerySet[Completion]) -> QuerySet[Completion]:
    """Rounds with what pages show of them."""
    return completions.select_related("campaign", "opd__kind")


def kinds_of(snapshot: CompletionSnapshot) -> list[Part]:
    """The frozen numbers by kind of employee; no query."""
    return [Part(str(StaffCategory(kind).label), *counts) for kind, *counts in snapshot.kinds]


def units_of(snapshot: CompletionSnapshot) -> list[Part]:
    """The frozen numbers by unit, in the order of the tree; no query."""
    return [Part(name, *counts, row=row) for _, name, row, *counts in snapshot.units]


def villages_of(snapshot: CompletionSnapshot) -> Part | None:
    """Village government, which is in no other sum; no query."""
    return Part("Pemerintah desa", *snapshot.villages) if snapshot.villages else None


def current_statement(completion: Completion, snapshot: CompletionSnapshot) -> Statement | None:
    """The statement over the newest numbers, with scan check and review; one query."""
    rows = Statement.objects.filter(completion=completion, snapshot=snapshot)
    return rows.select_related("scan_check", "review").first()


def history(completion: Completion) -> list[Statement]:
    """Every statement of the OPD in this campaign, the newest first, with review, points and answers; three queries."""
    rows = Statement.objects.filter(
        completion__campaign=completion.campaign_id, completion__opd=completion.opd_id
    ).select_related("completion", "snapshot", "scan_check", "review")
    return list(rows.prefetch_related("review__points__answer").order_by("-pk"))


def open_points(completion: Completion) -> list[ReviewPoint]:
    """What was sent back and is not answered yet, in the order of the page; one query."""
    rows = ReviewPoint.objects.filter(review__statement__completion=completion, answer__isnull=True)
    return list(rows.order_by("pk"))


def letter_of_snapshot(snapshot: CompletionSnapshot) -> Letter | None:
    """The statement's letter, the newest first; one query."""
    return of_subject(kinds.ABOUT_SNAPSHOT, snapshot.public_id).first()


def statement_letters(campaign: Campaign, opd: Opd) -> list[Letter]:
    """The statement of an OPD and its addenda as papers that hold, in their order; two queries a round and one more."""
    found = []
    for one in Completion.objects.filter(campaign=campaign, opd=opd).order_by("number"):
        letters = of_subject(kinds.ABOUT_SNAPSHOT, one.snapshots.latest("pk").public_id)
        found += letters.filter(document__isnull=False, document__voidance__isnull=True)[:1]
    return found


def letter_of_review(review: Review) -> Letter | None:
    """Bakesbangpol's answer by letter; one query."""
    return of_subject(kinds.ABOUT_REVIEW, review.public_id).first()


def findings_of(opd: Opd) -> Findings | None:
    """What the newest comparison found about an OPD and waits for a step; None before the first; three queries."""
    compared = Reconciliation.objects.filter(state=Reconciliation.State.COMPARED)
    run = compared.order_by("-compared_at").first()
    if run is None:
        return None
    rows = run.differences.waiting().filter(Q(unit__opd=opd) | Q(other_unit__opd=opd))
    shown = rows.select_related("unit", "other_unit").order_by("kind", "name")[:COMPARED_FIRST]
    return Findings(run, rows.count(), list(shown))
