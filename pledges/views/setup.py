"""*Persiapan*: the first day, step by step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from pledges.queries.setup import steps


@require(Permission.SETUP_VIEW)
@require_safe
def setup_page(request: HttpRequest) -> HttpResponse:
    """The checklist of an empty portal; the first step not done is the next one."""
    found = steps(request.user)
    following = next((step for step in found if not step.is_done), None)
    context = {"steps": found, "following": following, "done_count": sum(step.is_done for step in found)}
    return render(request, "pledges/setup/page.html", context)
