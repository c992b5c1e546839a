"""*Bukan Saya*: somebody says that a recorded signature is not theirs, and what came of the check."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from pledges.models.signatures import Signature, SignatureVoid
from pledges.models.voids import VoidProposal


class DisputeQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def open(self) -> "DisputeQuerySet":
        """Still being checked: neither ruled nor voided."""
        return self.filter(ruling__isnull=True, signature__void__isnull=True)

    def with_state(self) -> "DisputeQuerySet":
        """Each with `state`, one of Dispute.State; voiding outweighs an earlier ruling."""
        proposed = VoidProposal.objects.open().filter(signature=OuterRef("signature"))
        voided = SignatureVoid.objects.filter(signature=OuterRef("signature"))
        state = Dispute.State
        return self.annotate(
            state=models.Case(
                models.When(Exists(voided), then=models.Value(state.VOIDED)),
                models.When(Exists(proposed), then=models.Value(state.PROPOSED)),
                models.When(Q(ruling__isnull=False), then=models.Value(state.UPHELD)),
                default=models.Value(state.CHECKING),
                output_field=models.CharField(),
            )
        )


class Dispute(SealedModel):
    """A signature that its owner says is not theirs (ikrar disangkal). Written by pledges.actions.disputes, sealed.

    The signature holds, and counts, until a second person confirms its voiding. `identity_card` is what an operator
    was shown; empty when the person said so by the own link or account. Where it stands is computed, never stored.
    """

    class State(models.TextChoices):
        """Where it stands."""

        CHECKING = "diperiksa", "Sedang diperiksa"
        PROPOSED = "menunggu", "Diusulkan batal, menunggu orang kedua"
        VOIDED = "dibatalkan", "Ikrar dibatalkan"
        UPHELD = "tetap_sah", "Ikrar tetap sah"

    class Story(models.TextChoices):
        """What the person says happened: chosen, never written, so that nobody is named by accident."""

        NEVER_OPENED = "tidak_membuka", "Saya tidak pernah membuka halaman ikrar"
        NOT_SIGNED = "tidak_tanda_tangan", "Saya membukanya, tetapi tidak menandatangani"
        OTHER_HANDS = "orang_lain", "Tautan atau HP saya dipakai orang lain"
        PRESSED = "diminta", "Saya diminta menyerahkan tautan atau HP saya"
        OTHER = "lain", "Sebab lain; akan saya jelaskan kepada pemeriksa"

    class Card(models.TextChoices):
        """What proves who stands before the operator."""

        KTP = "ktp", "KTP"
        STAFF_CARD = "kartu_pegawai", "Kartu pegawai"
        SIM = "sim", "SIM"

    public_id = PublicIdField()
    signature = models.OneToOneField(Signature, models.DO_NOTHING, related_name="dispute")
    story = models.CharField("yang terjadi", max_length=20, choices=Story)
    identity_card = models.CharField("identitas yang ditunjukkan", max_length=14, choices=Card, blank=True)
    raised_at = models.DateTimeField(db_index=True)
    raised_by = models.CharField(max_length=200)
    raiser_key = models.CharField(max_length=64)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "ikrar disangkal"


class DisputeRuling(SealedModel):
    """A disputed signature found to hold, with the reason told to its owner (putusan tetap sah). Sealed.

    Written by pledges.actions.disputes. The other outcome is the voiding itself.
    """

    dispute = models.OneToOneField(Dispute, models.DO_NOTHING, related_name="ruling")
    reason = models.CharField("alasan", max_length=300)
    ruled_at = models.DateTimeField()
    ruled_by = models.CharField(max_length=200)
    ruler_key = models.CharField(max_length=64)
