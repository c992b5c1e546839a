"""The desk of an operator or a kepala OPD: how many signed, who is missing, what to do next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.dashboards import summaries
from netralitas.dashboards.links import address
from netralitas.dashboards.people_lists import MISSING, PeopleList, in_state, people_list
from netralitas.dashboards.queries import people
from netralitas.dashboards.queries.campaigns import Choice, choice
from netralitas.dashboards.queries.desk import Step, completion_steps, desk_scope, group_link, next_steps, without_door
from netralitas.dashboards.queries.figures import total
from netralitas.dashboards.queries.rollup import Row
from netralitas.dashboards.queries.units import desk_rollup
from netralitas.dashboards.views.empty import empty
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from pledges.queries import mailings
from pledges.queries.completion import Standing, standing_of


@require(Permission.MISSING_VIEW)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """One's own units, or one of them (`?meja=`)."""
    inside = Opd.objects.within(request.scope)
    asked = request.GET.get("meja", "")
    unit = get_object_or_404(inside, public_id=asked.replace("\0", "")) if asked else None
    if unit is None and request.scope.is_all:
        return redirect("dashboards:overview")
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    scope = desk_scope(request.scope, unit)
    units = list(inside.within(scope).order_by("path"))
    everybody = people.people(chosen.current, signers=scope, missing=scope)
    listing = people_list(request, mailings.with_mail(everybody), chosen.current, units, status=MISSING)
    if listing.wants_export:
        return _export(request, listing, units[0])
    record_access("dashboards.missing", by=request.actor, subject=units[0])
    context = {"choice": chosen, "campaign": chosen.current, "listing": listing, "unit": unit or units[0]}
    rows = desk_rollup(chosen.current, scope)
    unreached = people.without_contact(in_state(everybody, MISSING))
    context |= _desk(request, chosen, context["unit"], rows, unreached)
    context["without_door"] = without_door(request.user, scope, chosen.current)
    context["may_mail"] = context["may_hand_out"] and mailings.is_possible(chosen.current)
    return render(request, "dashboards/desk/desk.html", context)


def _desk(request: HttpRequest, chosen: Choice, unit: Opd, rows: list[Row], unreached: int) -> dict[str, object]:
    whole, heads = total(row.figures for row in rows), total(row.heads for row in rows)
    by_share = sorted(rows, key=lambda row: (row.share, -row.figures.waiting))
    link = group_link(request.user, unit, chosen.current, settings.BASE_URL)
    standing = standing_of(chosen.current, unit) if unit.parent_id is None else None
    return {
        "whole": whole,
        "heads": heads,
        "rows": [(row, address(request, "desk", meja=row.key)) for row in by_share] if len(rows) > 1 else [],
        "steps": _steps(request, standing) + next_steps(chosen, whole, heads, rows, unreached),
        "message": summaries.group_message(unit.name, whole, chosen.current, link),
        "people_url": address(request, "people", unit.public_id),
        "unit_url": address(request, "unit", unit.public_id),
        "has_unit_link": link != settings.BASE_URL,
        "may_hand_out": request.user.has_perm(Permission.LINK_ISSUE),
        "may_print": request.user.has_perm(Permission.CERTIFICATE_PRINT),
        "verification": standing.data if standing else None,
        "completion": standing,
        "may_see_completion": request.user.has_perm(Permission.COMPLETION_VIEW),
        "now": timezone.now(),
    }


def _steps(request: HttpRequest, standing: Standing | None) -> list[Step]:
    """What the way to Lengkap asks of this person."""
    user = request.user
    if standing is None or not user.has_perm(Permission.COMPLETION_PREPARE, standing.opd):
        return []
    return completion_steps(standing, may_state=user.has_perm(Permission.COMPLETION_STATE, standing.opd))


def _export(request: HttpRequest, listing: PeopleList, unit: Opd) -> HttpResponse:
    record_access("dashboards.missing_export", by=request.actor, subject=unit)
    title = f"Daftar Belum {unit.name} (Terbatas), keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
    return listing.export(writers.xlsx_response, title=title)
