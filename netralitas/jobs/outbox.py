"""The outbox: messages are rows first, then e-mails; addresses and links are looked up at sending and never stored."""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.jobs import events, gateway, queue
from netralitas.jobs.models import Message

EMAIL = "email"
MAX_TRIES = 6
BATCH = 100
_BACK_OFF = (1, 5, 30, 120, 480)  # minutes after the first, second, … failure
_LEASE = timedelta(minutes=5)
_logger = logging.getLogger("netralitas.jobs")


class NotNeeded(Exception):
    """Raised by a resolver: meanwhile there is no reason to send the message any more."""


@dataclass(frozen=True)
class Recipient:
    """Where a message goes, and what its template needs beyond the stored context (names, fresh links)."""

    address: str
    context: dict[str, Any] = field(default_factory=dict)


Resolver = Callable[[str, dict[str, Any]], Recipient | None]
_resolvers: dict[str, Resolver] = {}


def resolver(recipient_type: str) -> Callable[[Resolver], Resolver]:
    """Declare how recipients of a type are found: `fn(recipient_key, context) -> Recipient | None`."""

    def declare(function: Resolver) -> Resolver:
        _resolvers[recipient_type] = function
        return function

    return declare


def send(template: str, /, *, recipient_type: str, recipient_key: str, channel: str = EMAIL, **context: Any) -> Message:
    """Put a message into the outbox; it leaves after the commit of the present transaction.

    Texts: templates/messages/<template>.subject.txt and .body.txt; of a channel to phones .phone.txt. `context` is JSON
    without secrets or links.
    """
    if recipient_type not in _resolvers:
        raise LookupError(f"nobody resolves recipients of type {recipient_type!r}")
    message = Message.objects.create(
        template=template, recipient_type=recipient_type, recipient_key=recipient_key, context=context,
        channel=channel,
    )  # fmt: skip
    queue.nudge("jobs.deliver")
    return message


def deliver_due() -> int:
    """Send what is due, one after the other; returns how many left. A dead worker's message is tried again."""
    due = Message.objects.filter(state=Message.State.QUEUED, next_at__lte=timezone.now()).order_by("next_at", "pk")
    batch = list(due[:BATCH])
    sent = sum(_deliver(message) for message in batch)
    if len(batch) == BATCH:  # thousands of links at once: go on without waiting for the next minute
        queue.nudge("jobs.deliver")
    return sent


def _deliver(message: Message) -> bool:
    claimed = Message.objects.filter(pk=message.pk, state=Message.State.QUEUED, next_at=message.next_at)
    if not claimed.update(next_at=timezone.now() + _LEASE, attempts=F("attempts") + 1):
        return False
    message.attempts += 1
    if message.left_at:  # the worker died between the request and its answer
        return _settle(message, Message.State.UNKNOWN, "terputus sebelum ada jawaban")
    try:
        recipient = _resolvers[message.recipient_type](message.recipient_key, message.context)
        if recipient is None or not recipient.address:
            reason = "tidak ada alamat surel" if message.channel == EMAIL else "tidak ada nomor HP"
            return _settle(message, Message.State.FAILED, reason)
        if message.channel != EMAIL:
            return _hand_over(message, recipient)
        _email(message, recipient).send()
    except NotNeeded:
        return _settle(message, Message.State.UNNEEDED)
    except smtplib.SMTPRecipientsRefused:
        return _settle(message, Message.State.BOUNCED, "alamat ditolak penyedia surel")
    except Exception as problem:  # noqa: BLE001 any trouble with one message must not stop the others
        # the text of the problem may hold the address: only its kind is kept
        _logger.warning("message failed", extra={"facts": {"id": message.public_id, "problem": type(problem).__name__}})
        return _postpone(message, type(problem).__name__)
    return _settle(message, Message.State.SENT)


def _email(message: Message, recipient: Recipient) -> EmailMessage:
    context = Context({**message.context, **recipient.context}, autoescape=False)  # plain text
    subject, body = (
        get_template(f"messages/{message.template}.{part}.txt").template.render(context) for part in ("subject", "body")
    )
    return EmailMessage(" ".join(subject.split()), body, to=[recipient.address])


def _hand_over(message: Message, recipient: Recipient) -> bool:
    """Give the message to the gateway; an answer that is not known is kept as such and never asked again."""
    service = gateway.gateway()
    if service is None:
        return _settle(message, Message.State.FAILED, "layanan pesan tidak dipasang")
    context = Context({**message.context, **recipient.context}, autoescape=False)  # plain text
    text = get_template(f"messages/{message.template}.phone.txt").template.render(context).strip()
    Message.objects.filter(pk=message.pk).update(left_at=timezone.now())
    answer = service.deliver(number=recipient.address, text=text, key=message.public_id)
    if answer.outcome == gateway.Outcome.LATER:
        Message.objects.filter(pk=message.pk).update(left_at=None)
        return _postpone(message, answer.reason)
    Message.objects.filter(pk=message.pk).update(reference=answer.reference)
    return _settle(message, _STATES[answer.outcome], answer.reason)


_STATES = {
    gateway.Outcome.ACCEPTED: Message.State.SENT,
    gateway.Outcome.REFUSED: Message.State.BOUNCED,
    gateway.Outcome.UNKNOWN: Message.State.UNKNOWN,
}


def _settle(message: Message, state: Message.State, error: str = "") -> bool:
    is_sent = state == Message.State.SENT
    sent_at = timezone.now() if is_sent else None
    Message.objects.filter(pk=message.pk).update(state=state, error=error, sent_at=sent_at)
    return is_sent


def _postpone(message: Message, error: str) -> bool:
    if message.attempts >= MAX_TRIES:
        return _settle(message, Message.State.FAILED, error)
    minutes = _BACK_OFF[message.attempts - 1]
    later = timezone.now() + timedelta(minutes=minutes)
    Message.objects.filter(pk=message.pk).update(next_at=later, error=error)
    return False


@transaction.atomic
def mark_bounced(message: Message, *, by: Actor, reason: str = "") -> None:
    """Note that a sent message came back. *Refuses* nothing. *Records* `jobs.message_bounced`."""
    Message.objects.filter(pk=message.pk).update(state=Message.State.BOUNCED, error=(reason or "kembali")[:200])
    record(events.MESSAGE_BOUNCED, by=by, subject=message, template=message.template)
