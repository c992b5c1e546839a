"""Entries, the head they are appended under, and the keys of sealed rows."""

from django.db import models

from netralitas.db import SealedModel


class Entry(SealedModel):
    """One leaf of the evidence log (catatan bukti), RFC 6962 style. Written by ledger.actions.append, sealed.

    `body` is canonical JSON (RFC 8785) stored as hashed; `leaf` = SHA-256(0x00 ‖ SHA-256(salt ‖ body)).
    """

    class Kind(models.TextChoices):
        """What an entry speaks of."""

        TEXT = "text", "naskah"
        ROSTER = "roster", "daftar wajib"
        PLEDGE = "pledge", "ikrar"
        VOID = "void", "pembatalan ikrar"
        CERTIFICATE = "cert", "sertifikat"
        CERTIFICATE_REVOKED = "cert-revoke", "pencabutan sertifikat"
        KEY = "key", "kunci"
        CASE = "case", "perkara"
        PURGE = "purge", "penghapusan"

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.BigIntegerField("detik Unix UTC")
    leaf = models.BinaryField(max_length=32, unique=True)
    salt = models.BinaryField(max_length=16, null=True)
    body = models.TextField(null=True)  # noqa: DJ001

    class Meta:
        verbose_name = "catatan bukti"


class Head(models.Model):
    """The one row every append locks: size of the log and time of its last entry (Unix seconds)."""

    size = models.BigIntegerField(default=0)
    last_at = models.BigIntegerField(default=0)


class RowKey(models.Model):
    """The key of one sealed row's personal columns, kept apart so that lawful erasure deletes only this.

    `wrapped` is the key encrypted under the data key. Written by ledger.vault.
    """

    wrapped = models.BinaryField(max_length=80)
