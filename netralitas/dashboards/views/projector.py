"""The apel's screen: the total, and only those units that are complete; no personal data."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.figures import total
from netralitas.dashboards.queries.rollup import rollup
from netralitas.dashboards.queries.units import desk_rollup

SHOWN = 6  # more neither fit nor can be read from ten metres; the others have their turn
TURN_SECONDS = 10  # as often as the screen asks anew


@require(Permission.ROLLUP_VIEW)
@require_GET
def projector(request: HttpRequest) -> HttpResponse:
    """The whole screen."""
    return render(request, "dashboards/projector/screen.html", _screen(request))


@require(Permission.ROLLUP_VIEW)
@require_GET
def projector_figures(request: HttpRequest) -> HttpResponse:
    """The moving part."""
    return render(request, "dashboards/projector/_figures.html", _screen(request))


def _screen(request: HttpRequest) -> dict[str, object]:
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return {"campaign": None, "figures_url": address(request, "projector-figures")}
    rows = rollup(chosen.current).rows if request.scope.is_all else desk_rollup(chosen.current, request.scope)
    complete = [row.name for row in rows if row.figures.is_complete]
    return {
        "campaign": chosen.current,
        "whole": total(row.figures for row in rows),
        "complete": _turn(complete),
        "complete_count": len(complete),
        "figures_url": address(request, "projector-figures"),
        "now": timezone.now(),
    }


def _turn(names: list[str]) -> list[str]:
    """The names whose turn it is now."""
    pages = [names[start : start + SHOWN] for start in range(0, len(names), SHOWN)] or [[]]
    return pages[int(time.time()) // TURN_SECONDS % len(pages)]
