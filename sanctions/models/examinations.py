"""Summonses, examinations (BAP) and the report on them (LHP)."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from netralitas.db import FreezableModel, PublicIdField, SealedModel
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from sanctions.models.catalogue import Level
from sanctions.models.parties import Allegation, CasePerson
from sanctions.models.steps import CaseStep


class Summons(SealedModel):
    """A written call to an examination (surat panggilan I atau II). Sealed."""

    public_id = PublicIdField()
    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="summonses")
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, related_name="summons")
    order = models.PositiveSmallIntegerField("panggilan ke")
    letter_number = models.CharField("nomor surat", max_length=80)
    letter_date = models.DateField("tanggal surat")
    exam_on = models.DateField("tanggal pemeriksaan")
    exam_at = models.TimeField("pukul")
    place = models.CharField("tempat", max_length=200)
    is_virtual = models.BooleanField("secara virtual", default=False)

    class Meta:
        verbose_name = "surat panggilan"


class SecretDraft(FreezableModel):
    """A paper written in drafts and then frozen, its words encrypted under a key of its own."""

    public_id = PublicIdField()
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    ciphertext = models.BinaryField()
    content_sha256 = models.CharField(max_length=64, blank=True)  # of the frozen words, also in the ledger
    ledger_seq = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.CharField(max_length=200)
    frozen_by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def content(self) -> dict[str, Any]:
        """The words in clear; raises vault.Erased after a lawful purge."""
        return vault.unseal(bytes(self.ciphertext), vault.open_key(RowKey.objects.filter(pk=self.row_key_id).first()))


class Examination(SecretDraft):
    """The record of an examination (BAP). Written by sanctions.actions.examinations; sealed once signed or refused.

    A further hearing (BAP tambahan, sanctions.actions.supplements) is a row of its own that `supplements` the first.
    `content`: {"pemeriksa": [names], "tanya_jawab": [{"tanya", "jawab"}], "penutup"}, of a further one also "alasan"
    (why) and "panggilan" (by which letter).
    """

    class Outcome(models.TextChoices):
        """What the examined person did with it."""

        SIGNED = "ditandatangani", "Ditandatangani"
        REFUSED = "tidak_bersedia", "Tidak bersedia menandatangani"

    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="examinations")
    held_on = models.DateField("tanggal pemeriksaan")
    held_at = models.TimeField("pukul", null=True, blank=True)
    place = models.CharField("tempat", max_length=200)
    is_virtual = models.BooleanField("secara virtual", default=False)
    outcome = models.CharField("penandatanganan", max_length=16, choices=Outcome, blank=True)
    refusal_note = models.CharField("alasan tidak bersedia", max_length=400, blank=True)
    copy_given_on = models.DateField("salinan diserahkan", null=True, blank=True)
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, null=True, related_name="examination")
    supplements = models.ForeignKey("self", models.DO_NOTHING, null=True, blank=True, related_name="further")
    order = models.PositiveSmallIntegerField("BAP tambahan ke", default=0)  # 0: the first hearing

    class Meta:
        verbose_name = "BAP"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="one_open_examination",
                condition=models.Q(frozen_at__isnull=True, supplements__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person"], name="one_open_supplement",
                condition=models.Q(frozen_at__isnull=True, supplements__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["supplements", "order"], name="supplement_numbered_once",
                condition=models.Q(supplements__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"BAP Tambahan {self.order}" if self.supplements_id else "BAP"

    def get_absolute_url(self) -> str:
        return reverse("sanctions:examination", args=[self.public_id])

    @property
    def transition(self) -> str:
        """The step of sanctions.transitions that closes it."""
        return "bap_tambahan" if self.supplements_id else "bap"


class InvestigationReport(SecretDraft):
    """The report on the examination of one person (LHP). Sealed once handed to the competent official.

    `content`: {"fakta", "analisis", "kesimpulan", "pertimbangan"} in words.
    """

    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="investigation_reports")
    number = models.CharField("nomor LHP", max_length=80, blank=True)
    dated_on = models.DateField("tanggal LHP", null=True, blank=True)
    proposed_level = models.CharField("usul tingkat", max_length=14, choices=Level, blank=True)
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, null=True, related_name="investigation_report")

    class Meta:
        verbose_name = "LHP"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(frozen_at__isnull=True), name="one_open_investigation_report"
            )
        ]


class Finding(SealedModel):
    """What the LHP says of one allegation (kesimpulan per dugaan). Sealed."""

    report = models.ForeignKey(InvestigationReport, models.DO_NOTHING, related_name="findings")
    allegation = models.ForeignKey(Allegation, models.DO_NOTHING, related_name="findings")
    is_proven = models.BooleanField("terbukti")
    note = models.CharField("pertimbangan", max_length=1000, blank=True)

    class Meta:
        verbose_name = "kesimpulan per dugaan"
        constraints = [models.UniqueConstraint(fields=["report", "allegation"], name="finding_once_per_allegation")]
