"""Who is at the other end: `request.visit` (a link-opened stay), `request.device_key` and `request.actor`."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from netralitas.access.actors import Actor
from netralitas.accounts import cookies
from netralitas.accounts.models import Visit
from netralitas.accounts.queries.visits import open_visit


class VisitMiddleware:
    """Adds the three, and keeps the pages of a visit out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach them lazily: a page that does not ask costs no query."""
        request.visit = SimpleLazyObject(partial(_visit, request))
        request.device_key = cookies.device_key(request)
        request.actor = SimpleLazyObject(partial(_actor, request))
        response = self.get_response(request)
        if cookies.VISIT_COOKIE in request.COOKIES:
            response.setdefault("Cache-Control", "no-store, private")
        return response


def _visit(request: HttpRequest) -> Visit | None:
    return open_visit(cookies.visit_id(request))


def _actor(request: HttpRequest) -> Actor:
    if request.user.is_authenticated:
        return Actor.of_user(request.user, request.id)
    visit: Visit | None = request.visit
    if visit:
        return Actor("visit", visit.staff.public_id, visit.staff.full_name, request_id=request.id)
    return Actor("visit", "", "Pengunjung", request_id=request.id)
