"""Verifikasi kelengkapan: what Bakesbangpol decided about a statement, point by point, and what was answered."""

from django.db import models

from netralitas.db import PublicIdField, SealedModel
from pledges.models.statements import Statement


class Review(SealedModel):
    """Bakesbangpol's decision on one statement (hasil verifikasi): returned or *Lengkap*. Sealed.

    Written by pledges.actions.reviews. One statement has one decision.
    """

    class Outcome(models.TextChoices):
        """What was decided."""

        RETURNED = "returned", "Dikembalikan dengan catatan"
        ACCEPTED = "accepted", "Lengkap"

    public_id = PublicIdField()
    statement = models.OneToOneField(Statement, models.DO_NOTHING, related_name="review")
    outcome = models.CharField(max_length=10, choices=Outcome)
    decided_at = models.DateTimeField(db_index=True)
    decided_by = models.CharField(max_length=200)
    decider_key = models.CharField(max_length=64)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "hasil verifikasi"


class ReviewPoint(SealedModel):
    """One thing to put right (butir catatan) of a statement sent back. Sealed; answered by a PointAnswer."""

    class About(models.TextChoices):
        """What it is about, in the order of the review page."""

        COUNTS = "jumlah", "Jumlah pegawai yang wajib"
        EXCLUDED = "pengecualian", "Tidak termasuk wajib dan alasannya"
        HINDERED = "berhalangan", "Berhalangan sementara"
        WAITING = "belum", "Yang belum menandatangani"
        CHANGES = "perubahan", "Perubahan sesudah pernyataan"
        RECONCILIATION = "rekonsiliasi", "Temuan rekonsiliasi"
        SIGNALS = "cara", "Cara penandatanganan"
        LETTER = "surat", "Surat pernyataan atau pindaiannya"
        OTHER = "lain", "Lainnya"

    public_id = PublicIdField()
    review = models.ForeignKey(Review, models.DO_NOTHING, related_name="points")
    about = models.CharField(max_length=14, choices=About)
    note = models.CharField(max_length=500)

    class Meta:
        verbose_name = "butir catatan"
        constraints = [models.UniqueConstraint(fields=["review", "about"], name="review_point_once")]


class PointAnswer(SealedModel):
    """What the Perangkat Daerah did about one point (jawaban butir), given when it prepares again. Sealed."""

    point = models.OneToOneField(ReviewPoint, models.DO_NOTHING, related_name="answer")
    answer = models.CharField(max_length=500)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "jawaban butir"
