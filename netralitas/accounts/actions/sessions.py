"""Keeping the list of devices signed in, and ending sessions."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.models import OpenSession
from netralitas.audit import actions as audit


def list_session(*, user: User, session_key: str, device: str, way: str) -> OpenSession:
    """Note a device that just signed in; part of entering, which is recorded there."""
    return OpenSession.objects.create(user=user, session_key=session_key, device=device, way=way)


def unlist_session(session_key: str | None) -> None:
    """Forget a device that left; part of signing out, which is recorded there."""
    OpenSession.objects.filter(session_key=session_key or "").delete()


def follow_session(*, user: User, old_key: str, new_key: str, by: Actor) -> None:
    """Keep a device on the list when its session got a new key. *Refuses* and *records* nothing."""
    OpenSession.objects.filter(user=user, session_key=old_key).update(session_key=new_key)


def end_sessions(user: User) -> None:
    """Make every open session of the account worthless at its next request (one statement)."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


@transaction.atomic
def end_session(*, session: OpenSession, by: Actor) -> None:
    """Sign one device out at once. *Refuses* nothing. *Records* accounts.device_ended."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    audit.record(events.DEVICE_ENDED, by=by, subject=session.user, device=session.device)


@transaction.atomic
def end_others(*, user: User, besides: str, by: Actor) -> int:
    """Sign every other device out; answers how many. *Refuses* nothing. *Records* accounts.devices_ended."""
    others = OpenSession.objects.filter(user=user).exclude(session_key=besides)
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    end_sessions(user)
    audit.record(events.DEVICES_ENDED, by=by, subject=user, count=len(keys))
    return len(keys)


def forget_ended(*, by: Actor) -> int:
    """Drop the rows whose session is gone; answers how many. *Refuses* and *records* nothing."""
    return OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
