"""Getting back into an account with the word of two persons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from netralitas.db import PublicIdField


class ResetRequest(models.Model):
    """A request to reset password and second factor of somebody who lost both (permohonan pemulihan). Not sealed.

    Written by accounts.actions.resets: one person proposes, another one confirms; one open request per account.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "diajukan", "Menunggu orang kedua"
        CONFIRMED = "disetujui", "Disetujui"
        REFUSED = "tidak_disetujui", "Tidak disetujui"
        CANCELLED = "dibatalkan", "Dibatalkan"

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reset_requests")
    state = models.CharField(max_length=16, choices=State, default=State.PROPOSED)
    reason = models.CharField("alasan", max_length=200)
    checked_how = models.CharField("cara memastikan orangnya", max_length=200)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField("catatan", max_length=200, blank=True)

    class Meta:
        verbose_name = "permohonan pemulihan"
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="diajukan"), name="reset_one_open_per_account")
        ]
