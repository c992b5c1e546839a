"""Signatures: what a person signed, sealed."""

from django.db import models

from netralitas.access.scopes import Scope
from netralitas.accounts.models import WayIn
from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from netralitas.documents.models import Document
from netralitas.ledger.models import RowKey
from netralitas.registry.models import Opd, Staff
from pledges.models.campaigns import Campaign
from pledges.models.obligations import Obligation
from pledges.models.texts import PledgeText


class SignatureQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "SignatureQuerySet":
        """Signatures whose frozen unit lies inside a scope."""
        if scope.is_all:
            return self
        return self.filter(unit__in=Opd.objects.within(scope).values("pk"))

    def valid(self) -> "SignatureQuerySet":
        """Not voided."""
        return self.filter(void__isnull=True)


class Signature(SealedModel):
    """One person's signature on one text version (tanda tangan ikrar). Written by pledges.actions.signatures, sealed.

    `facts_ciphertext` (under `row_key`) holds name, numbers, unit, text, strokes and the private evidence as they
    were at signing. `unit` is frozen: a later transfer does not move it. `form_key` makes a replay harmless.
    """

    class Method(models.TextChoices):
        """How the signature was given."""

        DRAWN = "drawn", "Digambar"
        TYPED = "typed", "Diketik"

    public_id = PublicIdField()
    obligation = models.ForeignKey(Obligation, models.DO_NOTHING, related_name="signatures")
    campaign = models.ForeignKey(Campaign, models.DO_NOTHING, related_name="signatures")
    staff = models.ForeignKey(Staff, models.DO_NOTHING, related_name="signatures")
    revision = models.PositiveSmallIntegerField()
    text = models.ForeignKey(PledgeText, models.DO_NOTHING, related_name="signatures")
    unit = models.ForeignKey(Opd, models.DO_NOTHING, related_name="+")
    document = models.OneToOneField(Document, models.DO_NOTHING, related_name="signature")
    ledger_seq = models.BigIntegerField(unique=True)
    signed_at = models.DateTimeField(db_index=True)
    way_in = models.CharField("cara pengenalan", max_length=14, choices=WayIn)
    is_shared_device = models.BooleanField("HP bersama", default=False)
    is_via_operator = models.BooleanField("Melalui operator", default=False)
    method = models.CharField(max_length=6, choices=Method)
    ink_sha256 = models.CharField(max_length=64)
    device_key = models.CharField(max_length=64, blank=True, db_index=True)
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    facts_ciphertext = models.BinaryField()
    form_key = models.CharField(max_length=40, unique=True)
    form_sha256 = models.CharField(max_length=64)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "tanda tangan ikrar"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "staff", "revision"], name="one_signature_per_person")
        ]  # fmt: skip


class SignatureVoid(SealedModel):
    """A signature declared void (pembatalan): a new fact beside the unchanged signature. Sealed."""

    signature = models.OneToOneField(Signature, models.DO_NOTHING, related_name="void")
    reason = models.CharField(max_length=200)
    ledger_seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    by_label = models.CharField(max_length=200)
