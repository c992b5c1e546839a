"""*Rekap Senin*: the weekly reports, one of them, and the same page of this moment."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.dashboards import monday_papers, summaries
from netralitas.dashboards.actions import mondays as actions
from netralitas.dashboards.actions.monday_files import FORMS
from netralitas.dashboards.links import address
from netralitas.dashboards.models import WeeklyReport
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.recipients import deliveries_of
from netralitas.dashboards.queries.weekly import plan, report_now, reports_of
from netralitas.dashboards.views import own_mondays
from netralitas.dashboards.views.empty import empty
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from pledges.queries.campaigns import visible_campaigns

_SECOND = "%Y-%m-%dT%H:%M:%S"


@require(Permission.ROLLUP_VIEW)
@require_GET
def mondays(request: HttpRequest) -> HttpResponse:
    """Every weekly report of the pemda, or what they say of one's own Perangkat Daerah."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    if not request.scope.is_all:
        return own_mondays.page(request, chosen)
    found = [(row, Report(row.content)) for row in reports_of(chosen.current)[:60]]
    context = {
        "choice": chosen, "campaign": chosen.current, "reports": found, "plan": plan(),
        "live_url": address(request, "monday-live"), "may_arrange": request.user.has_perm(Permission.WEEKLY_EDIT),
    }  # fmt: skip
    return render(request, "dashboards/mondays/list.html", context)


@require(Permission.ROLLUP_VIEW)
@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """The report of this moment, only for those who see the whole pemda."""
    chosen = choice(request.user, request.GET.get("kegiatan", ""))
    if chosen is None:
        return empty(request)
    if not request.scope.is_all:
        return redirect("dashboards:mondays")
    context = {"choice": chosen, "campaign": chosen.current, "now": timezone.now(), "frozen": None}
    return render(request, "dashboards/mondays/report.html", context | _shown(request, report_now(chosen.current)))


@require(Permission.ROLLUP_VIEW)
@require_GET
def monday(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report as it was frozen."""
    row = get_object_or_404(_frozen(request), public_id=public_id)
    later = reports_of(row.campaign).filter(taken_at__gt=row.taken_at).order_by("taken_at", "pk").first()
    earlier = reports_of(row.campaign).filter(taken_at__lt=row.taken_at).first()
    context = {
        "frozen": row, "campaign": row.campaign, "now": row.taken_at, "earlier": earlier, "later": later,
        "may_arrange": request.user.has_perm(Permission.WEEKLY_EDIT),
    }  # fmt: skip
    context["deliveries"] = deliveries_of(row) if context["may_arrange"] else []
    return render(request, "dashboards/mondays/report.html", context | _shown(request, Report(row.content)))


def _shown(request: HttpRequest, report: Report) -> dict[str, object]:
    """What the page shows of a report; every office leads to its units as they were at that instant."""
    then = {"kegiatan": report.content["campaign"]["key"], "saat": f"{report.at:{_SECOND}}"}

    def unit(key: str) -> str:
        return f"{reverse('dashboards:as-of-unit', args=[key])}?{urlencode(then)}"

    return monday_papers.picture_of(report) | {
        "laggards": [(row, unit(row.key)) for row in report.laggards],
        "grown": [(row, unit(row.key)) for row in report.grown],
        "rows": [(row, unit(row.key)) for row in report.rows],
        "summary": summaries.monday_summary(report),
        "list_url": f"{reverse('dashboards:mondays')}?{urlencode({'kegiatan': then['kegiatan']})}",
    }


@require(Permission.WEEKLY_EDIT)
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze a report out of turn."""
    chosen = choice(request.user, request.POST.get("kegiatan", "").replace("\0", ""))
    if chosen is None:
        return redirect("dashboards:mondays")
    try:
        row = actions.freeze(campaign=chosen.current, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("dashboards:mondays")
    messages.success(request, "Rekap dibekukan. Angkanya tidak akan berubah lagi.")
    return redirect("dashboards:monday", row.public_id)


@require(Permission.WEEKLY_EDIT)
@require_POST
def mail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the link to those on the list who have not had it."""
    row = get_object_or_404(_frozen(request), public_id=public_id)
    count = actions.mail(report=row, by=request.actor)
    if count:
        messages.success(request, f"Surel untuk {count} penerima masuk antrean kirim.")
    else:
        messages.info(request, "Semua penerima yang punya alamat surel sudah dikirimi rekap ini.")
    return redirect("dashboards:monday", row.public_id)


@require(Permission.ROLLUP_VIEW)
@require_POST
def start_files(request: HttpRequest) -> HttpResponse:
    """Begin a file of a report, or of this moment when none is named."""
    asked = request.POST.get("rekap", "").replace("\0", "")
    row = get_object_or_404(_frozen(request), public_id=asked) if asked else None
    chosen = choice(request.user, request.POST.get("kegiatan", "").replace("\0", ""))
    campaign = row.campaign if row else chosen and chosen.current
    if campaign is None or not request.scope.is_all:
        return redirect("dashboards:mondays")
    form = request.POST.get("bentuk", "")
    back = reverse("dashboards:monday", args=[asked]) if row else reverse("dashboards:monday-live")
    job = jobs.start(
        "dashboards.print_monday", by=request.actor, owner=request.user, label=f"Rekap Senin {campaign.title}",
        return_url=back, campaign=campaign.public_id, report=asked, form=form if form in FORMS else FORMS[0],
    )  # fmt: skip
    return redirect(job.get_absolute_url())


def _frozen(request: HttpRequest) -> QuerySet[WeeklyReport]:
    """The reports one may see: of the whole pemda, or none."""
    if not request.scope.is_all:
        raise Http404
    return WeeklyReport.objects.filter(campaign__in=visible_campaigns(request.user)).select_related(
        "campaign__election"
    )
