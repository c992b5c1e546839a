"""Penugasan: who holds which post in which unit, from when to when."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from netralitas.db import PublicIdField
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import Staff


class AssignmentQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """In force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def heads(self) -> "AssignmentQuerySet":
        """Heads of units."""
        return self.filter(is_head=True)

    def leading(self, day: date) -> "AssignmentQuerySet":
        """The one head of each unit on a day: while a Plh. replaces the definitive head, the Plh. leads."""
        of_unit = Assignment.objects.heads().on(day).filter(unit=OuterRef("unit"))
        later = Q(starts_on__gt=OuterRef("starts_on")) | Q(starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk"))
        return self.heads().on(day).filter(~Exists(of_unit.filter(later)))

    def overlapping(self, starts_on: date, ends_on: date | None) -> "AssignmentQuerySet":
        """In force on any day from `starts_on` to `ends_on` (None: without end)."""
        found = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
        return found if ends_on is None else found.filter(starts_on__lte=ends_on)


class Assignment(models.Model):
    """A post held by a person (penugasan): definitive or Plt./Plh./Pj., by which SK.

    Written by registry.actions.assignments; each change leaves an OpdEvent.

    A person counts once, in the home unit, whatever posts are held elsewhere.
    """

    class Kind(models.TextChoices):
        """How the post is held."""

        DEFINITIVE = "definitif", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        PJ = "pj", "Pj."

    public_id = PublicIdField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Opd, models.PROTECT, related_name="assignments")
    kind = models.CharField("cara memegang jabatan", max_length=10, choices=Kind, default=Kind.DEFINITIVE)
    title = models.CharField("jabatan", max_length=160)  # "Kepala Dinas Pendidikan dan Kebudayaan"
    is_head = models.BooleanField("pimpinan unit", default=True)
    letter_number = models.CharField("nomor SK", max_length=80, blank=True)
    starts_on = models.DateField("sejak")
    ends_on = models.DateField("sampai", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        prefix = "" if self.kind == self.Kind.DEFINITIVE else f"{self.get_kind_display()} "
        return f"{prefix}{self.title}"
