"""What asks for a question about a unit's signatures (*titip tanda tangan*?): never a verdict, never on other pages."""

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from netralitas.registry.models import Opd
from pledges.models import Campaign, SignalCheck, SignalFinding, SignalThreshold, Signature
from pledges.signal_rules import KINDS, THRESHOLDS, Kind, Threshold


@dataclass(frozen=True)
class Signal:
    """One kind of pattern found among the signatures of a Perangkat Daerah: the question, why it is asked, how many.

    `code` names the page with the rows behind it.
    """

    code: str
    question: str
    reason: str
    ordinary: str
    groups: int
    signatures: int


@dataclass(frozen=True)
class Limit:
    """A threshold as it holds now, and what was noted when it was set otherwise."""

    threshold: Threshold
    kind: Kind
    value: int
    changed: SignalThreshold | None


@dataclass(frozen=True)
class Standing:
    """One OPD of a campaign: its signatures, and what the last check found; `check` None before the first."""

    opd: Opd
    signatures: int
    last_seq: int
    check: SignalCheck | None

    @property
    def is_due(self) -> bool:
        """Whether signatures came or were voided since the last check."""
        seen = (self.check.signature_count, self.check.last_seq) if self.check else (0, 0)
        return seen != (self.signatures, self.last_seq)

    @property
    def kinds(self) -> int:
        """How many kinds of patterns were found."""
        return self.check.kind_count if self.check else 0

    @property
    def found(self) -> int:
        """How many signatures stand in them."""
        return self.check.found_count if self.check else 0


def signals_for(*, campaign: Campaign, opd: Opd) -> list[Signal]:
    """The patterns the last check found for one OPD, the most signatures first; empty when none. One query."""
    rows = SignalFinding.objects.filter(check_row__campaign=campaign, check_row__opd=opd).order_by()
    counts = rows.values("code").annotate(groups=Count("group", distinct=True), signatures=Count("pk"))
    found = [_signal(KINDS[row["code"]], row["groups"], row["signatures"]) for row in counts]
    return sorted(found, key=lambda signal: -signal.signatures)


def _signal(kind: Kind, groups: int, signatures: int) -> Signal:
    return Signal(kind.code, kind.question, kind.reason, kind.ordinary, groups, signatures)


def last_check(*, campaign: Campaign, opd: Opd) -> SignalCheck | None:
    """The last look at an OPD's signatures, None before the first; one query."""
    return SignalCheck.objects.filter(campaign=campaign, opd=opd).first()


def standings(campaign: Campaign) -> list[Standing]:
    """Every OPD with signatures, by protocol order; three queries."""
    rows = Signature.objects.valid().filter(campaign=campaign).order_by().values("unit__opd_id")
    counts = {row["unit__opd_id"]: row for row in rows.annotate(many=Count("pk"), last=Max("ledger_seq"))}
    checks = SignalCheck.objects.filter(campaign=campaign).annotate(
        found_count=Count("findings__signature", distinct=True), kind_count=Count("findings__code", distinct=True)
    )
    by_opd = {check.opd_id: check for check in checks}
    opds = Opd.objects.filter(pk__in=counts).order_by("protocol_order", "name")
    return [Standing(opd, counts[opd.pk]["many"], counts[opd.pk]["last"], by_opd.get(opd.pk)) for opd in opds]


def findings(check: SignalCheck, code: str) -> QuerySet[SignalFinding]:
    """The signatures of one kind with person, unit and paper, group by group; one query."""
    related = ("signature__staff", "signature__unit", "signature__document")
    sealed = ("signature__facts_ciphertext", "signature__document__facts_ciphertext")
    return check.findings.filter(code=code).select_related(*related).defer(*sealed)


def limits() -> list[Limit]:
    """Every threshold as it holds now; one query."""
    changed = {row.code: row for row in SignalThreshold.objects.all()}
    return [
        Limit(one, KINDS[one.kind], changed[one.code].value if one.code in changed else one.default,
              changed.get(one.code))
        for one in THRESHOLDS.values()
    ]  # fmt: skip
