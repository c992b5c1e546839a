"""Sessions end after a time without use, and after twelve hours in any case."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

_STARTED, _SEEN = "_started", "_seen"
_WRITE_EVERY = 60  # seconds: a page view seldom needs to touch the session row


class SessionLimitMiddleware:
    """Signs out sessions that were idle too long; privileged roles have half the time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check before the view; remember the time of use at most once a minute."""
        if request.session.session_key and request.user.is_authenticated:
            now = int(time.time())
            started = request.session.setdefault(_STARTED, now)
            seen = request.session.get(_SEEN, now)
            privileged = request.session.get("_privileged", True)
            idle = settings.SESSION_IDLE_SECONDS_PRIVILEGED if privileged else settings.SESSION_IDLE_SECONDS
            if now - seen > idle or now - started > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif now - seen >= _WRITE_EVERY or _SEEN not in request.session:
                request.session[_SEEN] = now
        return self.get_response(request)
