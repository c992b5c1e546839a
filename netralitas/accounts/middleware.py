"""Who is at the other end: `request.visit` (a link-opened stay) and `request.actor` (for actions), both read when asked."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from netralitas.access.actors import Actor
from netralitas.accounts.models import Visit
from netralitas.accounts.queries.visits import visit_of


class VisitMiddleware:
    """Adds `request.visit` and `request.actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach both lazily: a page that does not ask costs no query."""
        request.visit = SimpleLazyObject(partial(visit_of, request))
        request.actor = SimpleLazyObject(partial(_actor, request))
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if request.user.is_authenticated:
        return Actor.of_user(request.user, request.id)
    visit: Visit | None = request.visit
    if visit:
        return Actor("visit", visit.staff.public_id, visit.staff.full_name, request_id=request.id)
    return Actor("visit", "", "Pengunjung", request_id=request.id)
