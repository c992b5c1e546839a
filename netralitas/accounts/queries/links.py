"""Addresses of personal and unit links, which link an address means, and what it still opens.

An address is a public id and a MAC under the link key over id and generation, so nothing secret is stored:
slips, mails and messages are derived again whenever they are needed (architecture.md 11).
"""

import base64
import hmac
import re
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from netralitas.accounts.models import PersonalLink, UnitLink
from netralitas.keys import link_mac
from netralitas.registry.models import Opd, Staff

_MAC_BYTES = 15  # 120 bits; 24 letters without padding
_TOKEN = re.compile(r"([2-9a-z]{16})-([a-z2-7]{24})")
_FORMER_GENERATIONS = 20  # how far back a replaced link is still recognised, to name its operator

Link = PersonalLink | UnitLink


def personal_token(link: PersonalLink) -> str:
    """What stands behind `/t/`."""
    return _token("personal", link.public_id, link.generation)


def unit_token(link: UnitLink) -> str:
    """What stands behind `/u/`."""
    return _token("unit", link.public_id, link.generation)


def personal_address(link: PersonalLink) -> str:
    """The whole address of a personal link; no query."""
    return f"{settings.BASE_URL}/t/{personal_token(link)}"


def unit_address(link: UnitLink) -> str:
    """The whole address of a unit link; no query."""
    return f"{settings.BASE_URL}/u/{unit_token(link)}"


def resolve_personal(token: str) -> PersonalLink | None:
    """The link of a token with person and unit while it opens anything; None when forged, replaced or over. One query.

    Past its end it opens for reading only: ask `is_usable`.
    """
    link, generation = _found("personal", token)
    return link if link and generation == link.generation and is_readable(link) else None


def resolve_unit(token: str) -> UnitLink | None:
    """The open link of a token with its unit; None when forged, replaced, closed, expired, or its unit is gone.

    One query.
    """
    link, generation = _found("unit", token)
    is_open = link is not None and generation == link.generation and is_usable(link) and link.unit.closed_on is None
    return link if is_open else None


def formerly_personal(token: str) -> PersonalLink | None:
    """The link a token once was genuine for, whatever became of it. One query."""
    return _found("personal", token)[0]


def formerly_unit(token: str) -> UnitLink | None:
    """The link a token once was genuine for, whatever became of it. One query."""
    return _found("unit", token)[0]


def is_usable(link: Link) -> bool:
    """Neither closed nor past its end."""
    return link.is_active and (link.expires_at is None or link.expires_at > timezone.now())


def reading_time() -> timedelta:
    """How long after its end a personal link still opens history and certificates."""
    return timedelta(days=settings.LINK_READING_DAYS)


def readable_until(link: PersonalLink) -> datetime | None:
    """Until when an ended link opens *Ikrar Saya* for reading; None for one that has not ended or never will."""
    ended_at = link.expires_at if link.is_active else link.closed_at
    return ended_at + reading_time() if ended_at else None


def is_readable(link: PersonalLink) -> bool:
    """Usable, or ended not long ago."""
    if is_usable(link):
        return True
    until = readable_until(link)
    return until is not None and until > timezone.now()


def is_within_hours(link: UnitLink, now: time | None = None) -> bool:
    """Whether the unit link is open at this hour; hours may cross midnight, none means always."""
    opens, closes = link.opens_at_hour, link.closes_at_hour
    if opens is None or closes is None or opens == closes:
        return True
    now = now or timezone.localtime().time()
    return opens <= now < closes if opens < closes else now >= opens or now < closes


def link_of(staff: Staff) -> PersonalLink | None:
    """The person's open personal link. One query."""
    link = PersonalLink.objects.filter(staff=staff).select_related("staff__unit__opd").first()
    return link if link and is_usable(link) else None


def unit_link_for(unit: Opd) -> UnitLink | None:
    """The open link of the unit or of the nearest unit above it. One query."""
    above = [int(step) for step in unit.path.split("/") if step.isdigit()]
    links = UnitLink.objects.filter(unit__in=above).select_related("unit__opd")
    return max((link for link in links if is_usable(link)), key=lambda link: len(link.unit.path), default=None)


def _token(kind: str, public_id: str, generation: int) -> str:
    mac = link_mac(f"{kind}:{public_id}:{generation}")[:_MAC_BYTES]
    return f"{public_id}-{base64.b32encode(mac).decode().lower()}"


def _found(kind: str, token: str) -> tuple[Link | None, int]:
    """The link and the generation the token was made for; a stranger's guess costs the same work as a real token."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None, 0
    model, person = (PersonalLink, "staff__unit__opd") if kind == "personal" else (UnitLink, "unit__opd")
    link = model.objects.filter(public_id=match[1]).select_related(person).first()
    newest = link.generation if link else 1
    found = 0
    for generation in range(newest, max(0, newest - _FORMER_GENERATIONS), -1):
        if hmac.compare_digest(_token(kind, match[1], generation), token):
            found = generation
            break
    return (link, found) if link and found else (None, 0)
