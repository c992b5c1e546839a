"""Devices signed in to an account, as its owner recognises them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from netralitas.access.middleware import last_seen
from netralitas.access.models import User
from netralitas.accounts.models import OpenSession

# the first that fits names it: Edge and Opera also say Chrome, Chrome also says Safari
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class Device:
    """One signed-in device: which browser, how and since when, when last used, and whether it is this one."""

    public_id: str
    name: str
    way: str
    opened_at: datetime
    seen_at: datetime
    is_here: bool


def device_name(user_agent: str) -> str:
    """`Chrome di Android`: family and system only, nothing that tells one phone from the next."""
    words = re.sub(r"[^ -~]", "", user_agent)[:400]
    browser = next((name for mark, name in _BROWSERS if mark in words), "Peramban")
    system = next((name for mark, name in _SYSTEMS if mark in words), "perangkat lain")
    return f"{browser} di {system}"


def devices_of(user: User, here: str | None) -> list[Device]:
    """The devices still signed in, last used first; two queries. `here` is the session key of the asking one."""
    rows = {row.session_key: row for row in OpenSession.objects.filter(user=user)}
    living = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    found = []
    for session in living:
        kept, row = session.get_decoded(), rows[session.session_key]
        if not constant_time_compare(kept.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            continue  # ended by a new password or role: worthless already
        seen_at = datetime.fromtimestamp(last_seen(kept) or row.opened_at.timestamp(), UTC)
        found.append(Device(row.public_id, row.device, row.way, row.opened_at, seen_at, row.session_key == here))
    return sorted(found, key=lambda device: (device.is_here, device.seen_at), reverse=True)
