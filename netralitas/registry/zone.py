"""The pemda's time zone on every page, paper and task: WIB, WITA or WIT.

Unset, the server's own holds (NETRALITAS_TIME_ZONE); management commands always use the server's.
"""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from netralitas.registry.queries.pemda import current_pemda


def pemda_zone() -> ZoneInfo | None:
    """The zone chosen on *Identitas Pemda*, None when none was; no query but once a minute."""
    name = current_pemda().time_zone
    return ZoneInfo(name) if name else None


_PLAIN = ("/healthz", "/readyz", "/static/")  # answer without the database


class ZoneMiddleware:
    """Dates of a request are read and written in the pemda's zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the zone."""
        if request.path_info.startswith(_PLAIN):
            return self._get_response(request)
        with timezone.override(pemda_zone()):
            return self._get_response(request)


def begin_task(**kwargs: Any) -> None:
    """A task of the worker writes papers and sentences in the pemda's zone too."""
    zone = pemda_zone()
    timezone.activate(zone) if zone else timezone.deactivate()
