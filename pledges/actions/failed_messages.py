"""Messages that did not arrive: sent again by a person's decision, or noted as come back."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Message
from pledges import events
from pledges.models import Campaign, Obligation
from pledges.queries import failed_messages as queries


@transaction.atomic
def send_again(obligation: Obligation, *, message_id: str, by: Actor) -> Message:
    """Put the message that did not arrive into the outbox once more.

    *Refuses* when another one came after it or its owner has signed. *Records* `pledges.message_sent_again`.
    """
    Obligation.objects.select_for_update(of=("self",)).get(pk=obligation.pk)
    mine = Message.objects.filter(recipient_type__in=queries.KINDS, recipient_key=obligation.public_id)
    last = mine.order_by("-pk").first()
    is_missing = Obligation.objects.missing().filter(pk=obligation.pk).exists()
    if last is None or last.public_id != message_id or last.state not in queries.BAD or not is_missing:
        raise DomainError("Pesan ini sudah tidak perlu dikirim lagi. Muat ulang halamannya.")
    fresh = jobs.send(
        last.template, recipient_type=last.recipient_type, recipient_key=last.recipient_key, channel=last.channel,
        **last.context,
    )  # fmt: skip
    record(
        events.MESSAGE_SENT_AGAIN, by=by, subject=obligation, opd_id=obligation.unit.opd_id,
        person=obligation.staff.full_name, before=Message.State(last.state).label.lower(),
    )  # fmt: skip
    return fresh


@transaction.atomic
def note_bounce(address: str, *, campaign: Campaign, scope: Scope, by: Actor) -> Message:
    """Note that the last mail to an address came back to the office's mailbox.

    *Refuses* an address nobody inside the scope was written to. *Records* what `mark_bounced` records.
    """
    message = queries.last_sent_to(address.strip(), campaign, scope)
    if message is None:
        raise DomainError("Tidak ada surel terkirim ke alamat ini untuk pegawai di wilayah Bapak/Ibu.")
    jobs.mark_bounced(message, by=by, reason="dilaporkan kembali oleh petugas")
    return message
