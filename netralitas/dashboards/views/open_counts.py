"""*Data terbuka*: counts per unit as CSV, for those who see the pemda and, where the pemda says so, for everybody."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from netralitas.access.doors import public, require
from netralitas.access.permissions import Permission
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.figures import Figures, total
from netralitas.dashboards.queries.open_counts import SMALL, OpenOffice, open_counts
from netralitas.dashboards.queries.weekly import plan
from netralitas.exchange import writers
from pledges.models import Campaign
from pledges.queries.campaigns import current_campaign

COLUMNS = (
    "kegiatan", "keadaan_per", "tingkat", "perangkat_daerah", "unit", "wajib", "sudah", "berhalangan", "belum",
    "tidak_termasuk_wajib", "keterangan",
)  # fmt: skip
HIDDEN = f"disembunyikan (unit di bawah {SMALL} orang, atau pelindungnya)"


@require(Permission.ROLLUP_VIEW)
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """The file for those who see the whole pemda."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None or not request.scope.is_all:
        raise Http404
    return _file(chosen.current)


@public
@require_GET
def public_counts(request: HttpRequest) -> HttpResponse:
    """The file for everybody; not there unless the pemda opened it."""
    campaign = current_campaign() if plan().has_open_data else None
    if campaign is None or campaign.state == Campaign.State.DRAFT:
        raise Http404
    answer = _file(campaign)
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _file(campaign: Campaign) -> HttpResponse:
    return writers.csv_response(
        title=f"Data terbuka {campaign.title}", columns=COLUMNS, rows=_rows(campaign, open_counts(campaign))
    )


def _rows(campaign: Campaign, offices: list[OpenOffice]) -> Iterator[list[object]]:
    """The sum of all, then each office with its units; a hidden line keeps its name and no number."""
    head = [campaign.title, timezone.localtime().isoformat(timespec="minutes")]
    yield [*head, "pemda", "", "", *_numbers(total(office.total for office in offices)), ""]
    for office in offices:
        yield [*head, "perangkat daerah", office.name, "", *_shown(office.total, office.is_hidden)]
        if len(office.units) > 1 and not office.is_hidden:
            for row in office.units:
                yield [*head, "unit", office.name, row.unit, *_shown(row.figures, row.is_hidden)]


def _shown(figures: Figures, is_hidden: bool) -> list[object]:
    return [*[""] * 5, HIDDEN] if is_hidden else [*_numbers(figures), ""]


def _numbers(figures: Figures) -> list[int]:
    return [figures.obliged, figures.done, figures.hindered, figures.waiting, figures.excluded]
