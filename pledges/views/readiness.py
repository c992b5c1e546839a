"""*Kesiapan*: what is missing before people can sign, office by office, each with the place to mend it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from netralitas.ui.lists import Column, Filter, List
from pledges.models import Campaign
from pledges.queries import gaps, readiness
from pledges.queries.campaigns import current_campaign
from pledges.queries.completion import Place, places
from pledges.queries.gaps import PEOPLE_CHECKS, UNIT_CHECKS, Check

_SHOWN = [check for check in (*UNIT_CHECKS.values(), *PEOPLE_CHECKS.values()) if check.code != "closed"]


def _with_gap(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(**{f"gap_{code}__gt": 0})


class OfficeList(List):
    """Perangkat Daerah with what is missing in each."""

    columns = (
        Column("urut", "No. urut", sort=("kind__order", "protocol_order", "name"), value="code"),
        Column("nama", "Perangkat Daerah", sort=("name",), value="name"),
        Column("pegawai", "Pegawai", sort=("people",), value="people", css_class="number"),
        *(
            Column(check.code, check.column, sort=(f"gap_{check.code}",), value=f"gap_{check.code}", css_class="number")
            for check in _SHOWN
        ),
    )
    search_fields = ("name", "short_name", "code")
    filters = (Filter("kurang", "Yang kurang", [(check.code, check.label) for check in _SHOWN], _with_gap),)
    default_sort = "urut"
    noun = "Perangkat Daerah"


class UnitGapList(List):
    """Units one check finds."""

    columns = (
        Column("unit", "Unit", sort=("name",), value="name"),
        Column("opd", "Perangkat Daerah", sort=("opd__name", "name"), value="opd.name"),
        Column("jenis", "Jenis", sort=("kind__name", "name"), value="kind.name"),
    )
    search_fields = ("name", "code", "opd__name")
    default_sort = "opd"
    noun = "unit"


class PersonGapList(List):
    """Persons one check finds."""

    columns = (
        Column("nama", "Nama", sort=("name_key",), value="full_name"),
        Column("unit", "Unit", sort=("unit__name", "name_key"), value="unit.name"),
        Column("opd", "Perangkat Daerah", sort=("unit__opd__name", "unit__name", "name_key"), value="unit.opd.name"),
    )
    search_fields = ("name_key", "unit__name", "unit__opd__name")
    default_sort = "opd"
    noun = "pegawai"


@require(Permission.READINESS_VIEW)
@require_safe
def readiness_page(request: HttpRequest) -> HttpResponse:
    """Everything that is missing: in the portal, in the campaign, and by Perangkat Daerah."""
    day = timezone.localdate()
    listing = OfficeList(gaps.by_office(request.scope, day), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title="Kesiapan")
    sees_all = request.scope.is_all
    found = [*readiness.house_findings(), *readiness.election_findings()] if sees_all else []
    context = {
        "listing": listing,
        "rows": _rows(listing, request.scope, may_see_people=request.user.has_perm(Permission.STAFF_VIEW)),
        "found": found,
        "drafts": Campaign.objects.filter(state=Campaign.State.DRAFT) if sees_all else (),
        "totals": _totals(request, day),
        "checks": _SHOWN,
        "may_see_people": request.user.has_perm(Permission.STAFF_VIEW),
        "may_edit_pemda": request.user.has_perm(Permission.PEMDA_EDIT),
        "may_plan": request.user.has_perm(Permission.CAMPAIGN_EDIT),
    }
    return render(request, "pledges/readiness/page.html", context)


@require(Permission.READINESS_VIEW)
@require_safe
def readiness_units(request: HttpRequest, code: str) -> HttpResponse:
    """The units one check finds."""
    check = _check(UNIT_CHECKS, code)
    rows = check.rows(timezone.localdate()).within(request.scope).select_related("opd", "kind")
    listing = UnitGapList(_of_office(rows, request, "opd"), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=f"Kesiapan {check.label}")
    return render(request, "pledges/readiness/units.html", _context(request, check, listing))


@require(Permission.STAFF_VIEW)
@require_safe
def readiness_people(request: HttpRequest, code: str) -> HttpResponse:
    """The persons one check finds."""
    check = _check(PEOPLE_CHECKS, code)
    rows = check.rows(timezone.localdate()).within(request.scope).select_related("unit__opd")
    listing = PersonGapList(_of_office(rows, request, "unit__opd"), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=f"Kesiapan {check.label}")
    return render(request, "pledges/readiness/people.html", _context(request, check, listing))


@dataclass(frozen=True)
class Cell:
    """One count of one Perangkat Daerah, and its list when one may see it."""

    label: str
    count: int
    url: str


def _rows(
    listing: OfficeList, scope: Scope, *, may_see_people: bool
) -> list[tuple[Opd, bool, Place | None, list[Cell]]]:
    """The offices of the page: whether their own page may be opened, their state and their counts."""
    campaign = current_campaign()
    found = places(campaign, [office.pk for office in listing.page]) if campaign else {}
    return [
        (office, scope.covers(office), found.get(office.pk), [_cell(office, check, may_see_people) for check in _SHOWN])
        for office in listing.page
    ]


def _cell(office: Opd, check: Check, may_see_people: bool) -> Cell:
    is_unit = check.code in UNIT_CHECKS
    name = "pledges:readiness-units" if is_unit else "pledges:readiness-people"
    address = f"{reverse(name, args=[check.code])}?opd={office.public_id}" if is_unit or may_see_people else ""
    return Cell(check.label, getattr(office, f"gap_{check.code}"), address)


def _totals(request: HttpRequest, day: Any) -> list[tuple[Check, int, str]]:
    """Each check with its count in one's scope and the address of its list; one query a check."""
    checks = [(check, "pledges:readiness-units") for check in UNIT_CHECKS.values()]
    checks += [(check, "pledges:readiness-people") for check in PEOPLE_CHECKS.values()]
    return [(check, check.rows(day).within(request.scope).count(), address) for check, address in checks]


def _check(checks: dict[str, Check], code: str) -> Check:
    if code not in checks:
        raise Http404
    return checks[code]


def _of_office(rows: QuerySet, request: HttpRequest, field: str) -> QuerySet:
    """Only one Perangkat Daerah when the address asks for it."""
    asked = request.GET.get("opd", "").replace("\x00", "")
    return rows.filter(**{f"{field}__public_id": asked}) if asked else rows


def _context(request: HttpRequest, check: Check, listing: List) -> dict[str, Any]:
    asked = request.GET.get("opd", "").replace("\x00", "")
    return {
        "check": check,
        "listing": listing,
        "office": Opd.objects.filter(public_id=asked).first() if asked else None,
        "may_edit_units": request.user.has_perm(Permission.OPD_EDIT),
        "may_edit_accounts": request.user.has_perm(Permission.ACCOUNT_EDIT),
        "may_edit_people": request.user.has_perm(Permission.STAFF_EDIT),
    }
