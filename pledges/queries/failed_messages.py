"""Messages to persons of a campaign that did not arrive, each with how to mend it."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from netralitas.access.scopes import Scope
from netralitas.jobs.models import Message
from pledges.models import Campaign, Obligation
from pledges.queries import mailings
from pledges.queries.reminders import RECIPIENT

State = Message.State
KINDS = (mailings.RECIPIENT, RECIPIENT)
BAD = (State.BOUNCED, State.FAILED, State.UNKNOWN)
MENDING = {
    State.BOUNCED: "Tanyakan alamat yang benar kepada orangnya, perbaiki datanya, lalu kirim lagi; atau serahkan "
                   "lembar tautan.",
    State.FAILED: "Periksa alamatnya. Bila benar, kirim lagi; bila tetap gagal, hubungi admin sistem.",
    State.UNKNOWN: "Tanyakan kepada orangnya apakah pesannya diterima. Kirim lagi hanya bila belum.",
}  # fmt: skip


def failed(campaign: Campaign, scope: Scope) -> QuerySet[Obligation]:
    """Persons inside a scope who have not signed and whose last message did not arrive; one query.

    Each with `message_id`, `message_state`, `message_error`, `message_at`, `message_channel`.
    """
    mine = Message.objects.filter(recipient_type__in=KINDS, recipient_key=OuterRef("public_id")).order_by("-pk")
    last = {
        f"message_{name}": Subquery(mine.values(field)[:1])
        for name, field in (
            ("id", "public_id"), ("state", "state"), ("error", "error"), ("channel", "channel"),
        )
    }  # fmt: skip
    at = Subquery(mine.annotate(at=Coalesce("sent_at", "left_at", "created_at")).values("at")[:1])
    rows = Obligation.objects.filter(campaign=campaign).within(scope).missing().annotate(**last, message_at=at)
    return rows.filter(message_state__in=BAD).select_related("staff", "unit")


def count(campaign: Campaign, scope: Scope) -> int:
    """How many; one query."""
    bad = Message.objects.filter(recipient_type__in=KINDS, recipient_key=OuterRef("public_id"), state__in=BAD)
    return failed(campaign, scope).filter(Exists(bad)).count()


def last_sent_to(address: str, campaign: Campaign, scope: Scope) -> Message | None:
    """The last e-mail that left for an address of somebody inside a scope; two queries."""
    rows = Obligation.objects.filter(campaign=campaign).within(scope).filter(staff__email__iexact=address)
    keys = list(rows.values_list("public_id", flat=True)[:50])
    sent = Message.objects.filter(recipient_type__in=KINDS, recipient_key__in=keys, state=State.SENT, channel="email")
    return sent.order_by(F("sent_at").desc(), "-pk").first()
