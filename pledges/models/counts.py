"""Counters that move with each roster event, so that a roll-up never counts persons."""

from django.db import models

from netralitas.registry.models import Opd
from pledges.models.campaigns import Campaign


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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "recap_unit", "category", "jenjang", "is_opd_head"],
                name="counter_cell_once",
            )
        ]
        indexes = [models.Index(fields=["campaign", "recap_unit"], name="counter_recap")]


class DayCount(models.Model):
    """What changed on one day in one recap row: for the rise and the line over time.

    Written by pledges.actions.counting only.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    recap_unit = models.ForeignKey(Opd, models.PROTECT, related_name="+")
    day = models.DateField()
    signed_change = models.IntegerField(default=0)
    obliged_change = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "recap_unit", "day"], name="day_count_once")]
