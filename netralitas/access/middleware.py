"""Sessions end after a time without use, and after twelve hours in any case; private pages are not cached."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

_STARTED, _SEEN, _PRIVILEGED, _ENDED = "_started", "_seen", "_privileged", "_ended"
_WRITE_EVERY = 60  # seconds: a page view seldom needs to touch the session row


def begin(request: HttpRequest, *, is_privileged: bool) -> None:
    """Start the clocks of a session just signed in."""
    now = int(time.time())
    request.session.pop(_ENDED, None)
    request.session.update({_STARTED: now, _SEEN: now, _PRIVILEGED: is_privileged})


def has_ended(request: HttpRequest) -> bool:
    """Whether this browser was signed out for want of use."""
    return bool(request.session.get(_ENDED))


def last_seen(session: Mapping[str, Any]) -> int:
    """Unix seconds of the last use that a session remembers, to the minute; 0 when it does not know."""
    return int(session.get(_SEEN, 0))


class SessionLimitMiddleware:
    """Signs out sessions that were idle too long; privileged roles have half the time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check before the view; a stranger without a session costs no query."""
        if not request.session.session_key or not request.user.is_authenticated:
            return self.get_response(request)
        if _is_over(request):
            logout(request)
            request.session[_ENDED] = True  # the sign-in page says why
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")  # "back" after signing out shows nothing
        return response


def _is_over(request: HttpRequest) -> bool:
    """Whether idle or absolute time has passed; remembers the time of use at most once a minute."""
    now, session = int(time.time()), request.session
    started, seen = session.setdefault(_STARTED, now), session.get(_SEEN, now)
    is_privileged = session.get(_PRIVILEGED, True)
    idle = settings.SESSION_IDLE_SECONDS_PRIVILEGED if is_privileged else settings.SESSION_IDLE_SECONDS
    if now - seen > idle or now - started > settings.SESSION_COOKIE_AGE:
        return True
    if now - seen >= _WRITE_EVERY or _SEEN not in session:
        session[_SEEN] = now
    return False
