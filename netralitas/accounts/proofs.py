"""What a session remembers about proofs: who is half way in, when a proof was last given, and by which way in."""

import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from netralitas.access.models import User
from netralitas.accounts.models import WayIn
from netralitas.accounts.queries.factors import has_factor, owes_factor

FRESH_SECONDS = 10 * 60
_HALF_IN_SECONDS = 10 * 60
_HALF_IN, _PROVED_AT, _HAS_FACTOR, _WAY_IN = "_half_in", "_proved_at", "_has_factor", "_way_in"


@dataclass(frozen=True)
class HalfIn:
    """An account whose password was right and whose second factor is still to come."""

    user: User
    name: str
    way: str
    target: str


def hold(request: HttpRequest, user: User, *, name: str, way: str, target: str) -> None:
    """Remember who is half way in; the session has a new key, so an old one planted here is worth nothing."""
    request.session.cycle_key()
    facts = {"user": user.pk, "hash": user.get_session_auth_hash(), "name": name, "way": way, "target": target}
    request.session[_HALF_IN] = facts | {"at": int(time.time())}


def half_in(request: HttpRequest) -> HalfIn | None:
    """Who is half way in, for ten minutes and while password and roles stay as they were."""
    kept = request.session.get(_HALF_IN)
    if not kept or time.time() - kept["at"] > _HALF_IN_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["hash"]:
        return None
    return HalfIn(user, kept["name"], kept["way"], kept["target"])


def note(request: HttpRequest, *, with_factor: bool, way_in: WayIn | None = None) -> None:
    """Remember a proof just given, by second factor or by the best the account has."""
    session: Any = request.session
    session.pop(_HALF_IN, None)
    session[_PROVED_AT] = int(time.time())
    if way_in is not None:  # just come in: nothing of an earlier stay counts
        session[_WAY_IN] = way_in.value
        session.pop(_HAS_FACTOR, None)
    if with_factor:
        session[_HAS_FACTOR] = True


def way_in(request: HttpRequest) -> WayIn:
    """How the account signed in on this device."""
    return WayIn(request.session.get(_WAY_IN, WayIn.PASSWORD))


def is_confined(request: HttpRequest) -> bool:
    """Whether a privileged account has shown no second factor in this session."""
    return not request.session.get(_HAS_FACTOR) and owes_factor(request.user)


def is_stale(request: HttpRequest, *, for_everybody: bool) -> bool:
    """Whether an act needs a proof anew, since ten minutes are over: of accounts that owe or have a second factor,
    or `for_everybody`, also of those that have only a password to prove themselves with.
    """
    if time.time() - request.session.get(_PROVED_AT, 0) <= FRESH_SECONDS:
        return False
    return for_everybody or owes_factor(request.user) or has_factor(request.user)
