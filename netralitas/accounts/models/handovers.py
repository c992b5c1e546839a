"""An operator's work given to a successor."""

from django.db import models
from django.utils import timezone

from netralitas.accounts.models.roles import RoleAssignment
from netralitas.db import PublicIdField


class HandOver(models.Model):
    """One operator's role given to the next person in one step (serah terima). Not sealed, never changed.

    Written by accounts.actions.operators. `open_work` is what waited on the day: pairs of words and a number.
    """

    public_id = PublicIdField()
    old = models.OneToOneField(RoleAssignment, models.PROTECT, related_name="handed_on")
    new = models.OneToOneField(RoleAssignment, models.PROTECT, related_name="taken_over")
    open_work = models.JSONField(default=list)
    handed_over_at = models.DateTimeField(default=timezone.now)
    handed_over_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "serah terima"
