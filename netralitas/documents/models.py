"""The register of what was issued, the work of rendering it, and the files that came of it."""

from typing import Any

from django.db import models

from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey


class NumberSeries(models.Model):
    """A counter row for register numbers: one per kind, campaign and year (nomor register)."""

    key = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)


class DocumentQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def unrendered(self) -> "DocumentQuerySet":
        """Issued facts without a finished file."""
        return self.filter(file__isnull=True)


class Document(SealedModel):
    """One issued paper (dokumen): frozen facts, number, verification code.

    Written by documents.actions.register, sealed.

    `facts_ciphertext` holds all that the paper shows, under `row_key`; `public_facts` is what the public page may show.
    """

    class Kind(models.TextChoices):
        """Which paper; its template is registered by the room above."""

        PAKTA = "pakta", "Pakta Integritas Netralitas"

    public_id = PublicIdField()
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField("nomor register", max_length=60, unique=True)
    code = models.CharField("kode verifikasi", max_length=24, unique=True)
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    facts_ciphertext = models.BinaryField()
    public_facts = models.JSONField()
    issued_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"

    def facts(self) -> dict[str, Any]:
        """The frozen facts in clear; raises `ledger.vault.Erased` after a lawful purge."""
        return vault.unseal(self.facts_ciphertext, vault.open_key(self.row_key))


class Rendition(models.Model):
    """The work of making a document's file (pembuatan berkas): tries and failures.

    Made by the worker when it begins.
    """

    class State(models.TextChoices):
        """Where it stands; a later issue adds sealing between rendered and stored."""

        RENDERING = "rendering", "Sedang dibuat"
        RENDERED = "rendered", "Selesai dibuat"
        FAILED = "failed", "Gagal, akan diulang"
        PARKED = "parked", "Perlu diperiksa"

    document = models.OneToOneField(Document, models.DO_NOTHING, primary_key=True, related_name="rendition")
    state = models.CharField(max_length=10, choices=State, default=State.RENDERING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    leased_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)


class IssuedFile(SealedModel):
    """The file of a document as stored (berkas terbit): hash and place. Written by documents.actions, sealed."""

    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="file")
    storage_name = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    page_count = models.PositiveSmallIntegerField(default=1)
    rendered_at = models.DateTimeField()


class Voidance(SealedModel):
    """A document declared void (pencabutan): a new fact beside the unchanged document. Sealed."""

    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="voidance")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
