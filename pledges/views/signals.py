"""*Pola Tanda Tangan*: what asks for a question per Perangkat Daerah, the rows behind it, and the thresholds."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import signals as actions
from pledges.forms.signals import ThresholdForm
from pledges.models import Campaign, SignalFinding
from pledges.queries import mine
from pledges.queries import signals as queries
from pledges.queries.campaigns import current_campaign
from pledges.signal_rules import KINDS, THRESHOLDS, Kind


class FindingList(List):
    """The signatures behind one question, group by group."""

    columns = (
        Column("kelompok", "Kelompok", sort=("group", "signature__signed_at"), value="group", css_class="number"),
        Column("nama", "Nama", sort=("signature__staff__name_key",), value="signature.staff.full_name"),
        Column("unit", "Unit", sort=("signature__unit__path",), value="signature.unit.name"),
        Column("waktu", "Tercatat", sort=("signature__signed_at",), value="signature.signed_at"),
        Column("cara", "Cara pengenalan", value=lambda row: mine.way_of(row.signature)),
        Column("nomor", "Nomor register", sort=("signature__document__number",), value="signature.document.number"),
    )
    search_fields = ("signature__staff__name_key", "signature__staff__nip", "signature__document__number")
    default_sort = "kelompok"
    noun = "tanda tangan"

    def __init__(self, rows: QuerySet[SignalFinding], request: HttpRequest, kind: Kind) -> None:
        super().__init__(rows, request.GET)
        groups = rows.order_by("group").values_list("group", flat=True).distinct()[:500]
        self.filters = (Filter("kelompok", "Kelompok", [(number, number) for number in groups], "group"),)
        if kind.measure:
            measure = Column("ukuran", kind.measure, sort=("measure",), value="measure", css_class="number")
            self.columns = (*self.columns, measure)

    @property
    def shown(self) -> list[SignalFinding]:
        """The present page, each row with `way`."""
        for row in self.page:
            row.way = mine.way_of(row.signature)
        return list(self.page)


@require(Permission.SIGNAL_VIEW)
@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    """Every Perangkat Daerah of a campaign with what the last check found."""
    campaigns = Campaign.objects.started().newest_first()
    chosen = request.GET.get("kegiatan", "")
    campaign = campaigns.filter(public_id=chosen[:16]).first() if chosen.isalnum() else current_campaign()
    rows = queries.standings(campaign) if campaign else []
    rows.sort(key=lambda one: -one.kinds)
    context = {"campaign": campaign, "campaigns": campaigns[:20], "rows": rows}
    return render(request, "pledges/signals/list.html", context)


@require(Permission.SIGNAL_VIEW)
@require_safe
def signal_opd(request: HttpRequest, campaign_id: str, opd_id: str) -> HttpResponse:
    """What the last check of one Perangkat Daerah asks about."""
    campaign, opd = _place(campaign_id, opd_id)
    context = {
        "campaign": campaign,
        "opd": opd,
        "signals": queries.signals_for(campaign=campaign, opd=opd),
        "signals_check": queries.last_check(campaign=campaign, opd=opd),
        "may_check": request.user.has_perm(Permission.SIGNAL_RULE),
    }
    return render(request, "pledges/signals/detail.html", context)


@require(Permission.SIGNAL_RULE)
@require_POST
def signal_check(request: HttpRequest, campaign_id: str, opd_id: str) -> HttpResponse:
    """Look again now: a job, since thousands of strokes take seconds."""
    campaign, opd = _place(campaign_id, opd_id)
    job = jobs.start(
        "pledges.check_signals_of", by=request.actor, owner=request.user, label=f"Memeriksa pola {opd.name}",
        return_url=reverse("pledges:signal-opd", args=[campaign_id, opd_id]), campaign=campaign.public_id,
        opd=opd.public_id,
    )  # fmt: skip
    return redirect(job.get_absolute_url())


@require(Permission.SIGNAL_VIEW)
@require_safe
def signal_rows(request: HttpRequest, campaign_id: str, opd_id: str, code: str) -> HttpResponse:
    """The signatures behind one question, with names; each look is written down."""
    campaign, opd = _place(campaign_id, opd_id)
    check = queries.last_check(campaign=campaign, opd=opd)
    if code not in KINDS or check is None:
        raise Http404
    kind = KINDS[code]
    listing = FindingList(queries.findings(check, code), request, kind)
    record_access("pledges.patterns", by=request.actor, subject=opd, reason="verifikasi kelengkapan")
    if listing.wants_export:
        title = f"Pola {code} {opd.name} (Terbatas), keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    context = {"campaign": campaign, "opd": opd, "kind": kind, "listing": listing, "check": check}
    return render(request, "pledges/signals/rows.html", context)


@require(Permission.SIGNAL_VIEW)
@require_safe
def threshold_list(request: HttpRequest) -> HttpResponse:
    """From when on each pattern is asked about, with the note of whoever set it otherwise."""
    context = {"limits": queries.limits(), "may_rule": request.user.has_perm(Permission.SIGNAL_RULE)}
    return render(request, "pledges/signals/thresholds.html", context)


@require(Permission.SIGNAL_RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def threshold_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Set one threshold, with a reason."""
    if code not in THRESHOLDS:
        raise Http404
    limit = next(one for one in queries.limits() if one.threshold.code == code)
    form = ThresholdForm(limit, request.POST or None)
    if form.is_valid():
        try:
            actions.set_threshold(
                code, value=form.cleaned_data["nilai"], note=form.cleaned_data["catatan"], by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Ambang disimpan. Semua Perangkat Daerah diperiksa lagi dalam setengah jam.")
            return redirect("pledges:thresholds")
    return render(request, "pledges/signals/threshold.html", {"form": form, "limit": limit})


def _place(campaign_id: str, opd_id: str) -> tuple[Campaign, Opd]:
    campaign = get_object_or_404(Campaign.objects.started(), public_id=campaign_id)
    return campaign, get_object_or_404(Opd, public_id=opd_id, parent=None)
