"""Addresses and codes of activations, derived under the link key, and which activation they mean."""

import base64
import hmac
import re

from django.conf import settings
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.models import Activation
from netralitas.keys import link_mac

_TOKEN = re.compile(r"([2-9a-z]{16})-([a-z2-7]{24})")
_CODE_LENGTH = 20  # 100 bits, on paper in fives
_LOOK_ALIKES = str.maketrans("018", "OIB")  # the code's alphabet has letters and 2-7 only


def activation_token(activation: Activation) -> str:
    """What stands behind `/akun/aktivasi/`."""
    return f"{activation.public_id}-{_derived('activation', activation, 24)}"


def activation_address(activation: Activation) -> str:
    """The whole address; no query."""
    return f"{settings.BASE_URL}/akun/aktivasi/{activation_token(activation)}/"


def letter_code(activation: Activation) -> str:
    """The code on the printed letter: `ABCDE-FGHIJ-KLMNO-PQRST`."""
    code = _derived("activation-letter", activation, _CODE_LENGTH).upper()
    return "-".join(code[start : start + 5] for start in range(0, _CODE_LENGTH, 5))


def resolve_activation(token: str) -> Activation | None:
    """The activation of a token while it can be used, with its account. One query."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    activation = _usable().filter(public_id=match[1]).first()
    expected = activation_token(activation) if activation else f"{match[1]}-{'a' * 24}"
    return activation if hmac.compare_digest(expected, token) and activation else None


def activation_by_code(user: User | None, typed: str) -> Activation | None:
    """The account's activation by letter that has this code; case, dashes and look-alikes are forgiven. One query."""
    typed = re.sub(r"[^A-Z0-9]", "", typed.upper()).translate(_LOOK_ALIKES)
    letters = _usable().filter(user=user, way=Activation.Way.LETTER) if user else _usable().none()
    activation = letters.order_by("-pk").first()
    expected = letter_code(activation).replace("-", "") if activation else "-" * _CODE_LENGTH
    return activation if hmac.compare_digest(expected, typed) and activation else None


def _usable() -> "Activation.objects":
    open_now = Activation.objects.filter(used_at__isnull=True, expires_at__gt=timezone.now(), user__is_active=True)
    return open_now.select_related("user__staff_link__staff")


def _derived(purpose: str, activation: Activation, length: int) -> str:
    return base64.b32encode(link_mac(f"{purpose}:{activation.public_id}")).decode().lower()[:length]
