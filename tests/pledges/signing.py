"""Signing in tests: one call with everything in order, each part of it replaceable."""

import secrets
from typing import Any

from netralitas.access.actors import Actor
from netralitas.accounts.models import WayIn
from netralitas.registry.models import Staff
from pledges import ink
from pledges.actions import signatures
from pledges.models import Campaign, Signature
from pledges.queries import texts
from tests.pledges.factory import obligation_of
from tests.pledges.strokes import ink_text

EVIDENCE = {"device": "d" * 64, "seconds_on_text": 41, "network": "3g"}


def form_key() -> str:
    """A fresh key as the server makes them."""
    return secrets.token_urlsafe(18)


def signing(staff: Staff, campaign: Campaign, **parts: Any) -> dict[str, Any]:
    """The arguments of `signatures.sign` for a person who does everything right."""
    text = texts.current_text(campaign, obligation_of(staff, campaign).audience)
    return {
        "staff": staff,
        "campaign": campaign,
        "text_public_id": text.public_id,
        "form_key": form_key(),
        "points_agreed": range(len(text.points)),
        "method": Signature.Method.DRAWN,
        "ink": ink.parse(ink_text()),
        "typed_name": "",
        "way_in": WayIn.PERSONAL_LINK,
        "is_shared_device": False,
        "is_via_operator": False,
        "evidence": EVIDENCE,
        "by": Actor("visit", staff.public_id, staff.full_name),
    } | parts


def sign(staff: Staff, campaign: Campaign, **parts: Any) -> Signature:
    """Sign with everything in order but `parts`."""
    return signatures.sign(**signing(staff, campaign, **parts))
