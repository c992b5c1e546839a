"""Surat Pernyataan Kelengkapan: who stated, in which post, on screen or on paper."""

from django.db import models
from django.db.models import Q

from netralitas.db import PublicIdField, SealedModel
from netralitas.registry.models import Staff
from pledges.models.completion import Completion, CompletionSnapshot


class Statement(SealedModel):
    """The head's word that a Perangkat Daerah is complete (surat pernyataan kelengkapan), over one snapshot. Sealed.

    Written by pledges.actions.statements. On screen it is given by the head's own account; *basah* it is signed and
    stamped on paper, scanned by the operator (`recorded_by`) and checked by Bakesbangpol. `post` is how the head held
    the post on that day.
    """

    class Way(models.TextChoices):
        """How it was given."""

        SCREEN = "layar", "Di layar"
        PAPER = "basah", "Tanda tangan basah"

    public_id = PublicIdField()
    completion = models.ForeignKey(Completion, models.DO_NOTHING, related_name="statements")
    snapshot = models.OneToOneField(CompletionSnapshot, models.DO_NOTHING, related_name="statement")
    way = models.CharField(max_length=6, choices=Way)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    head = models.ForeignKey(Staff, models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=300)
    post = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=200)
    recorder_key = models.CharField(max_length=64)
    scan_name = models.CharField(max_length=80, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "surat pernyataan kelengkapan"
        constraints = [
            models.CheckConstraint(
                condition=(Q(way="layar", scan_name="") | (Q(way="basah") & ~Q(scan_name=""))),
                name="paper_statement_has_scan",
            )
        ]

    @property
    def is_paper(self) -> bool:
        """Whether it was signed on paper."""
        return self.way == self.Way.PAPER


class ScanCheck(SealedModel):
    """Bakesbangpol has held the scan of a *basah* statement against the snapshot (pindaian dicocokkan). Sealed."""

    statement = models.OneToOneField(Statement, models.DO_NOTHING, related_name="scan_check")
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
    by_key = models.CharField(max_length=64)

    class Meta:
        verbose_name = "pencocokan pindaian"
