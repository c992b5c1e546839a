"""Kelengkapan: where each Perangkat Daerah stands on its way to *Lengkap*, and the frozen numbers it speaks of."""

from django.db import models
from django.db.models import Q

from netralitas.access.scopes import Scope
from netralitas.db import PublicIdField, SealedModel
from netralitas.registry.models import Opd
from pledges.models.campaigns import Campaign


class CompletionQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "CompletionQuerySet":
        """Of Perangkat Daerah inside a scope."""
        if scope.is_all:
            return self
        return self.filter(opd__in=Opd.objects.within(scope).values("pk"))

    def awaiting_review(self) -> "CompletionQuerySet":
        """In the queue of Bakesbangpol."""
        return self.filter(state=Completion.State.AWAITING_REVIEW)


class Completion(models.Model):
    """One round of stating and reviewing the completeness of a Perangkat Daerah (kelengkapan). Not sealed.

    Written by pledges.actions.{completion,statements,reviews}; everything decided in it is a sealed row of its own.
    Number 0 is the statement itself, 1, 2, … are addenda: changes of the roster after *Lengkap*.
    """

    class State(models.TextChoices):
        """Where the round stands; the last three states of a Perangkat Daerah in wording.md, and the one before."""

        AWAITING_STATEMENT = "awaiting_statement", "Menunggu pernyataan Kepala OPD"
        AWAITING_REVIEW = "awaiting_review", "Menunggu verifikasi Kesbangpol"
        RETURNED = "returned", "Dikembalikan untuk perbaikan"
        COMPLETE = "complete", "Lengkap"

    class Act(models.TextChoices):
        """What somebody does in a round."""

        PREPARE = "siapkan", "menyiapkan pernyataan"
        STATE = "nyatakan", "menyatakan kelengkapan"
        HAND_IN = "serahkan", "menyerahkan pindaian"
        CHECK_SCAN = "cocokkan", "mencocokkan pindaian"
        SEND_BACK = "kembalikan", "mengembalikan dengan catatan"
        ACCEPT = "lengkap", "menyatakan lengkap"

    # from which states an act is possible, and where it leads; "" is a round that does not exist yet
    TRANSITIONS: dict[str, tuple[tuple[str, ...], str]] = {
        Act.PREPARE: (("", State.AWAITING_STATEMENT, State.RETURNED), State.AWAITING_STATEMENT),
        Act.STATE: ((State.AWAITING_STATEMENT,), State.AWAITING_REVIEW),
        Act.HAND_IN: ((State.AWAITING_STATEMENT,), State.AWAITING_REVIEW),
        Act.CHECK_SCAN: ((State.AWAITING_REVIEW,), State.AWAITING_REVIEW),
        Act.SEND_BACK: ((State.AWAITING_REVIEW,), State.RETURNED),
        Act.ACCEPT: ((State.AWAITING_REVIEW,), State.COMPLETE),
    }

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="completions")
    opd = models.ForeignKey(Opd, models.PROTECT, related_name="completions")
    number = models.PositiveSmallIntegerField("addendum ke", default=0)
    state = models.CharField("keadaan", max_length=20, choices=State, default=State.AWAITING_STATEMENT)
    state_at = models.DateTimeField("sejak")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = "kelengkapan"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "opd", "number"], name="completion_round_once"),
            models.UniqueConstraint(
                fields=["campaign", "opd"], condition=~Q(state="complete"), name="one_open_completion_round"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "state", "state_at"], name="completion_queue")]

    @property
    def is_addendum(self) -> bool:
        """Whether it speaks of changes after *Lengkap*."""
        return self.number > 0

    @property
    def title(self) -> str:
        """What the round is called."""
        return f"Addendum ke-{self.number}" if self.number else "Pernyataan Kelengkapan"


class CompletionSnapshot(SealedModel):
    """The numbers a statement speaks of, frozen (cuplikan kelengkapan). Written by pledges.actions.completion, sealed.

    Counts are those of the recap, without village government; `units`, `kinds`, `reasons` and `villages` say the same
    in parts. `members` is who stood where: [obligation, unit, column of the counters, reason], so that later changes
    can be told. `ledger_seq` is the roster's entry in the evidence log: everybody counted as signed stands before it.
    """

    public_id = PublicIdField()
    completion = models.ForeignKey(Completion, models.DO_NOTHING, related_name="snapshots")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200)
    taker_key = models.CharField(max_length=64)
    waiting = models.PositiveIntegerField()
    signed = models.PositiveIntegerField()
    paper = models.PositiveIntegerField()
    hindered = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField()
    kinds = models.JSONField()  # [[kind, waiting, signed, paper, hindered, excluded], …]
    units = models.JSONField()  # [[public id, name, waiting, signed, paper, hindered, excluded], …]
    reasons = models.JSONField()  # [[column, why in words, persons], …] of those hindered or excluded
    villages = models.JSONField()  # waiting, signed, paper, hindered, excluded; [] without village government
    members = models.JSONField()
    note = models.TextField(blank=True)  # why some have not signed, without names
    verified_at = models.DateTimeField()  # when the operator stated that the data is right
    open_count = models.PositiveIntegerField()  # changes of the roster that waited for a second person
    sha256 = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)

    class Meta:
        verbose_name = "cuplikan kelengkapan"

    @property
    def done(self) -> int:
        """The numerator: electronic and on paper."""
        return self.signed + self.paper

    @property
    def obliged(self) -> int:
        """The denominator (Wajib)."""
        return self.waiting + self.signed + self.paper + self.hindered

    @property
    def fingerprint(self) -> str:
        """The first characters of the hash, as papers and pages show it."""
        return self.sha256[:12]
