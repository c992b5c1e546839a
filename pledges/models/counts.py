"""Counters that move with each roster event, so that a roll-up never counts persons."""

from django.db import models

from netralitas.registry.models import Opd
from netralitas.registry.models.staff import VILLAGE
from pledges.models.campaigns import Campaign

VILLAGE_KINDS = sorted(VILLAGE)


class CounterQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def of_offices(self) -> "CounterQuerySet":
        """The main figure: everybody but village government, which is counted in a table of its own."""
        return self.exclude(category__in=VILLAGE_KINDS)

    def of_villages(self) -> "CounterQuerySet":
        """Kepala desa, perangkat desa and BPD."""
        return self.filter(category__in=VILLAGE_KINDS)


class Counter(models.Model):
    """How many stand where, in one cell: unit × kind × jenjang × head (penghitung).

    Written by pledges.actions.counting only. A unit has cells in two recap rows after its own row came or went.
    `excluded` is outside the denominator; obliged = waiting + signed + paper + hindered.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    recap_unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    category = models.CharField(max_length=14)
    jenjang = models.CharField(max_length=20, blank=True)
    is_opd_head = models.BooleanField(default=False)
    waiting = models.IntegerField(default=0)  # belum, tak terhubung, belum bersedia, dibatalkan
    signed = models.IntegerField(default=0)
    paper = models.IntegerField(default=0)
    hindered = models.IntegerField(default=0)
    excluded = models.IntegerField(default=0)

    objects = CounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "recap_unit", "category", "jenjang", "is_opd_head"],
                name="counter_cell_once",
            )
        ]
        indexes = [models.Index(fields=["campaign", "recap_unit"], name="counter_recap")]


class DayCount(models.Model):
    """What changed on one day in one recap row: for the rise and the line over time, without village government.

    Written by pledges.actions.counting only.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    recap_unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    day = models.DateField()
    signed_change = models.IntegerField(default=0)
    obliged_change = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "recap_unit", "day"], name="day_count_once")]
