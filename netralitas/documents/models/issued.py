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
        PIAGAM = "piagam", "Sertifikat Ikrar Netralitas"
        LETTER = "surat", "Surat"

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
    """The work of making a document's file (pembuatan berkas): state, times, tries and failures.

    Made by the worker when it begins. `sent_at` is written before a file leaves for a sealing service and cleared when
    the service says what became of it: a row that still has it is never sent again by itself.
    """

    class State(models.TextChoices):
        """Where it stands between the register and the stored, sealed file; no row yet means queued."""

        RENDERING = "rendering", "Sedang dibuat"
        SEALING = "sealing", "Sedang disegel"
        WAITING = "waiting", "Menunggu segel"
        STORED = "stored", "Bersegel dan tersimpan"
        FAILED = "failed", "Gagal, akan diulang"
        UNCERTAIN = "uncertain", "Periksa: hasil segel belum diketahui"
        PARKED = "parked", "Perlu diperiksa"

    document = models.OneToOneField(Document, models.DO_NOTHING, primary_key=True, related_name="rendition")
    state = models.CharField(max_length=10, choices=State, default=State.RENDERING, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    leased_until = models.DateTimeField(null=True)
    rendered_at = models.DateTimeField(null=True)
    rendered_sha256 = models.CharField(max_length=64, blank=True)
    rendered_size = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    stored_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)


class Drawing(models.Model):
    """The pictures of a document, QR and signature, drawn once (gambar dokumen). Written by `documents.drawings`.

    Under the document's row key, so that a lawful purge ends them too; what is lost is drawn again from the facts.
    `plain_reason` says why the file could not be stamped; empty when it was.
    """

    document = models.OneToOneField(Document, models.DO_NOTHING, primary_key=True, related_name="drawing")
    ciphertext = models.BinaryField()
    plain_reason = models.CharField(max_length=100, blank=True)


class IssuedFile(SealedModel):
    """The file of a document as published (berkas terbit): hash, place and seal. Written by documents.actions, sealed.

    `sealer` names who sealed it ("" before the portal had a seal), `seal_fingerprint` the seal's certificate.
    """

    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="file")
    storage_name = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    page_count = models.PositiveSmallIntegerField(default=1)
    rendered_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    sealer = models.CharField(max_length=20, blank=True)
    seal_fingerprint = models.CharField(max_length=64, blank=True)


class SealRevocation(SealedModel):
    """A seal's certificate declared unfit from a moment on (pencabutan segel). Written by `revoke_seal`, sealed.

    What the register says was sealed before that moment stays good.
    """

    fingerprint = models.CharField(max_length=64, db_index=True)
    revoked_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)


class Voidance(SealedModel):
    """A document declared void (pencabutan): a new fact beside the unchanged document. Sealed."""

    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="voidance")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
