"""Writing the log: an event in the action's own transaction, a read in a short one of its own."""

from typing import Any

from django.db import models, transaction

from netralitas.access.actors import Actor
from netralitas.audit.catalogue import EventType
from netralitas.audit.events import LOG_EXPORTED
from netralitas.audit.models import Access, Event


def record(
    event: EventType, *, by: Actor, subject: models.Model | None = None, opd_id: int | None = None, **details: Any
) -> Event:
    """Write one event; must be called inside the transaction of the change it tells of.

    `details` fill the event's sentence and must be JSON without NIP, NIK or links.
    """
    written = Event(
        event=event.key,
        actor_kind=by.kind,
        actor_key=by.key,
        actor_label=by.label,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_key=str(getattr(subject, "public_id", subject.pk)) if subject is not None else "",
        opd_id=opd_id,
        details=details,
        request_id=by.request_id,
    )
    written.save()
    return written


def record_access(what: str, *, by: Actor, subject: models.Model, reason: str = "") -> None:
    """Write that `by` looked at sensitive data of `subject`; survives a failing view."""
    with transaction.atomic():
        Access.objects.create(
            what=what,
            actor_kind=by.kind,
            actor_key=by.key,
            actor_label=by.label,
            subject_type=subject._meta.label_lower,
            subject_key=str(getattr(subject, "public_id", subject.pk)),
            reason=reason,
            request_id=by.request_id,
        )


@transaction.atomic
def record_export(*, title: str, narrowing: str, count: int, by: Actor) -> None:
    """Write that a log was taken away as a file, in a transaction of its own. *Records* `audit.log_exported`."""
    record(LOG_EXPORTED, by=by, log=title.lower(), count=count, narrowing=narrowing)
