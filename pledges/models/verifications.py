"""Verifikasi data: by when each Perangkat Daerah says that its roster is right, and what it said."""

from django.db import models

from netralitas.db import PublicIdField, SealedModel
from netralitas.registry.models import Opd


class RosterDue(models.Model):
    """By when a Perangkat Daerah verifies its data (tenggat verifikasi data). Set by BKPSDM. Not sealed.

    Written by pledges.actions.verifications. A statement from before `asked_at` does not answer it.
    """

    opd = models.OneToOneField(Opd, models.PROTECT, related_name="roster_due")
    due_on = models.DateField("tenggat")
    asked_at = models.DateTimeField("diminta")
    asked_by = models.CharField(max_length=200)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "tenggat verifikasi data"


class RosterStatement(SealedModel):
    """*Nyatakan Data Benar*: what a Perangkat Daerah stated over a frozen snapshot of its people. Sealed.

    Written by pledges.actions.verifications. `counts` maps a kind of employee to persons; `members` are the persons'
    keys, so that later changes can be told; `sha256` covers persons, units, kinds and standings.
    """

    public_id = PublicIdField()
    opd = models.ForeignKey(Opd, models.DO_NOTHING, related_name="+")
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=200)
    stater_key = models.CharField(max_length=64)
    counts = models.JSONField()
    total_count = models.PositiveIntegerField()
    away_count = models.PositiveIntegerField()
    open_count = models.PositiveIntegerField()  # proposals that waited then
    members = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "pernyataan data benar"
        indexes = [models.Index(fields=["opd", "-id"], name="roster_statement_latest")]
