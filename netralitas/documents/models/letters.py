"""Letters of the offices: versions of their wording, the letters, and what was written down about them later."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from netralitas.db import FreezableModel, PublicIdField, SealedModel
from netralitas.documents.models.issued import Document
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey


class LetterTemplate(SealedModel):
    """One version of the wording of a kind of letter (naskah surat). Written by actions.letter_templates, sealed.

    `heading` are the centred lines of a paper that has them, `number_pattern` is "" where numbers come by hand.
    """

    public_id = PublicIdField()
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField("versi")
    heading = models.CharField("judul", max_length=600, blank=True)
    subject = models.CharField("hal", max_length=300)
    body = models.TextField("isi", max_length=20_000)
    number_pattern = models.CharField("pola nomor", max_length=80, blank=True)
    paper = models.CharField("kertas", max_length=4, default="F4")
    note = models.CharField("alasan perubahan", max_length=200)
    is_default = models.BooleanField(default=False)  # came with the portal, no person wrote it
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "naskah surat"
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="letter_template_version_once")]


class LetterQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def with_state(self) -> "LetterQuerySet":
        """Letters with what their number, date and state need; no further query."""
        return self.select_related("document__voidance", "entered", "template", "row_key").annotate(
            shown_number=Coalesce(NullIf("number", models.Value("")), "entered__number", models.Value("")),
            shown_on=Coalesce("entered__dated_on", "dated_on"),
        )


class Letter(FreezableModel):
    """A letter (surat): a draft until it is issued, then frozen. Written by actions.letters; frozen rows are sealed.

    `content_ciphertext` holds values, kop, addressee, signers and copies under `row_key`; the register shows only what
    stands beside it. `subject_type` and `subject_key` say what it is about, in the words of the room above.
    """

    class State(models.TextChoices):
        """Where it stands; computed, not stored."""

        DRAFT = "konsep", "Konsep"
        ISSUED = "terbit", "Terbit"
        UNNUMBERED = "tanpa_nomor", "Terbit, nomor belum dicatat"
        VOIDED = "dibatalkan", "Dibatalkan"

    public_id = PublicIdField()
    kind = models.CharField(max_length=40, db_index=True)
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="+")
    title = models.CharField("hal", max_length=300)
    office = models.CharField("kop", max_length=300)  # whose agenda the number comes from
    addressed_to = models.CharField("kepada", max_length=300, blank=True)  # "" where it would name a person
    subject_type = models.CharField(max_length=60, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)
    opd_id = models.BigIntegerField(null=True, db_index=True)
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    content_ciphertext = models.BinaryField()
    number = models.CharField("nomor", max_length=80, blank=True, db_index=True)
    dated_on = models.DateField("tanggal surat", null=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="letter")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="letter_by_subject")]

    def __str__(self) -> str:
        return self.title

    def content(self) -> dict[str, Any]:
        """What the room above handed down, in clear; raises `ledger.vault.Erased` after a lawful purge."""
        return vault.unseal(self.content_ciphertext, vault.open_key(self.row_key))

    def get_absolute_url(self) -> str:
        """The page of the letter."""
        return reverse("documents:letter", args=[self.public_id])

    @property
    def full_number(self) -> str:
        """The number on the letter or entered later; "" while there is none."""
        return self.number or (self.entered.number if hasattr(self, "entered") else "")

    @property
    def date(self) -> Any:
        """The day of the letter; None while it has none."""
        return self.entered.dated_on if hasattr(self, "entered") else self.dated_on

    @property
    def state(self) -> "Letter.State":
        """Where it stands; needs `with_state` to be free of queries."""
        if self.document is None:
            return self.State.DRAFT
        if hasattr(self.document, "voidance"):
            return self.State.VOIDED
        return self.State.ISSUED if self.full_number else self.State.UNNUMBERED


class LetterNumber(SealedModel):
    """The number of a letter that was issued without one (nomor agenda): entered once. Sealed."""

    letter = models.OneToOneField(Letter, models.DO_NOTHING, related_name="entered")
    number = models.CharField("nomor", max_length=80, db_index=True)
    dated_on = models.DateField("tanggal surat")
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)


class LetterScan(SealedModel):
    """A scan of the signed and stamped paper (pindaian surat), redrawn and encrypted by `uploads`. Sealed."""

    public_id = PublicIdField()
    letter = models.ForeignKey(Letter, models.DO_NOTHING, related_name="scans")
    scan_name = models.CharField(max_length=80, unique=True)
    scan_sha256 = models.CharField(max_length=64)
    page_count = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
