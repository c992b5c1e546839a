"""*Cetak & Unduh*: certificates of one person or a unit, slips with personal links, the poster of a unit link."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.queries.links import is_usable
from netralitas.audit.actions import record_access
from netralitas.documents import rendering
from netralitas.documents.queries import files
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from netralitas.ui import confirm
from netralitas.ui.formats import number
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import printing as actions
from pledges.actions.certificate_runs import EVERYWHERE
from pledges.forms.printing import CertificatesForm, PlaceForm, SignersForm, SlipsForm, units_within
from pledges.handouts import poster_sheet
from pledges.models import Campaign
from pledges.queries import printing
from pledges.queries.campaigns import current_campaign, visible_campaigns

POSTER_SIZES = ("A4", "A3")


class CertificateList(List):
    """Signatures that hold now, with their papers."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("unit", "Unit saat menandatangani", sort=("unit__name",), value="unit.name"),
        Column("waktu", "Ditandatangani", sort=("signed_at",), value="signed_at"),
        Column("nomor", "Nomor register", sort=("document__number",), value="document.number"),
    )
    search_fields = ("staff__name_key", "staff__nip", "document__number")
    filters = (
        Filter(
            "kegiatan", "Kegiatan",
            lambda: Campaign.objects.started().newest_first().values_list("public_id", "title"), "campaign__public_id",
        ),
    )  # fmt: skip
    default_sort = "-waktu"
    exports = ()
    noun = "sertifikat"


@require(Permission.CERTIFICATE_PRINT)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What can be printed for the chosen unit."""
    first = units_within(request.scope).first()
    campaign = current_campaign(request.user)
    chosen = {"kegiatan": campaign and campaign.public_id, "unit": first and first.public_id}
    chosen |= {key: request.GET[key] for key in chosen if key in request.GET}
    place = PlaceForm(chosen, user=request.user, scope=request.scope)
    context = {"place": place, "campaign": campaign, "unit": None}
    if campaign and first and place.is_valid():
        campaign, unit = place.cleaned_data["kegiatan"], place.cleaned_data["unit"]
        options = {"user": request.user, "scope": request.scope, "initial": {"kegiatan": campaign, "unit": unit}}
        link = getattr(unit, "unit_link", None)
        context |= {
            "campaign": campaign, "unit": unit, "amounts": printing.amounts(campaign, unit),
            "plain": printing.plain_sentences(campaign, unit),
            "certificates": CertificatesForm(auto_id="sertifikat_%s", **options),
            "slips": SlipsForm(auto_id="lembar_%s", **options), "signers": SignersForm(auto_id="daftar_%s", **options),
            "missing": SignersForm(auto_id="belum_%s", **options),
            "may_issue": request.user.has_perm(Permission.LINK_ISSUE, unit),
            "is_open": campaign.is_open() or campaign.is_to_come(),
            "link": link if link and is_usable(link) else None,
        }  # fmt: skip
    return render(request, "pledges/printing/desk.html", context)


@require(Permission.CERTIFICATE_PRINT)
@require_GET
def certificate_list(request: HttpRequest) -> HttpResponse:
    """Certificates of single persons."""
    listing = CertificateList(printing.printable(request.scope), request.GET)
    for signature in listing.page:
        signature.certificate = files.state_of(signature.document)
    context = {"listing": listing, "may_void": request.user.has_perm(Permission.SIGNATURE_VOID)}
    return render(request, "pledges/printing/certificates.html", context)


@require(Permission.CERTIFICATE_PRINT)
@require_GET
def certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person's certificate as issued, shown in the browser for printing."""
    signature = get_object_or_404(printing.printable(request.scope), public_id=public_id)
    document = signature.document
    if files.state_of(document) != files.RENDERED:
        messages.info(request, "Sertifikat ini masih disiapkan. Tanda tangannya sudah tercatat; coba lagi sebentar.")
        return redirect("pledges:print-list")
    try:
        file = files.opened(document.file)
    except FileNotFoundError:
        raise Http404 from None
    record_access("sertifikat", by=request.actor, subject=signature, reason="cetak")
    name = f"{signature.campaign.paper_name} {signature.staff.name} {document.number.replace('/', '-')}.pdf"
    return _pdf(FileResponse(file), name)


@require(Permission.CERTIFICATE_PRINT)
@require_POST
def start_certificates(request: HttpRequest) -> HttpResponse:
    """Begin the print run of a unit."""
    return _start(request, "pledges.print_certificates", "Sertifikat")


@require(Permission.CERTIFICATE_PRINT)
@require_POST
def start_archive(request: HttpRequest) -> HttpResponse:
    """Begin collecting a unit's sealed files."""
    return _start(request, "pledges.zip_certificates", "Berkas sertifikat")


@require(Permission.CERTIFICATE_PRINT)
@require_POST
def start_signers(request: HttpRequest) -> HttpResponse:
    """Begin the list of those who signed."""
    form = SignersForm(request.POST, user=request.user, scope=request.scope)
    if not form.is_valid():
        return _back_with_errors(request, form)
    campaign, unit = form.cleaned_data["kegiatan"], form.cleaned_data["unit"]
    job = jobs.start(
        "pledges.print_signers", by=request.actor, owner=request.user, label=f"Daftar penandatangan {unit.name}",
        return_url=_desk_url(campaign, unit), campaign=campaign.public_id, unit=unit.public_id,
        order=form.cleaned_data["urutan"], is_workbook=form.cleaned_data["bentuk"] == "xlsx",
    )  # fmt: skip
    return redirect(job.get_absolute_url())


def _start(request: HttpRequest, name: str, label: str) -> HttpResponse:
    form = CertificatesForm(request.POST, user=request.user, scope=request.scope)
    if not form.is_valid():
        return _back_with_errors(request, form)
    campaign, unit = form.cleaned_data["kegiatan"], form.cleaned_data["unit"]
    job = jobs.start(
        name, by=request.actor, owner=request.user, label=f"{label} {unit.name if unit else EVERYWHERE}",
        return_url=_desk_url(campaign, unit), campaign=campaign.public_id, unit=unit.public_id if unit else "",
        **form.wish().as_json(),
    )  # fmt: skip
    return redirect(job.get_absolute_url())


@require(Permission.LINK_ISSUE)
@require_POST
def start_slips(request: HttpRequest) -> HttpResponse:
    """Begin printing slips and their receipt lists."""
    form = SlipsForm(request.POST, user=request.user, scope=request.scope)
    if not form.is_valid():
        return _back_with_errors(request, form)
    campaign, unit = form.cleaned_data["kegiatan"], form.cleaned_data["unit"]
    job = jobs.start(
        "pledges.print_slips", by=request.actor, owner=request.user, label=f"Lembar tautan {unit.name}",
        return_url=_desk_url(campaign, unit), campaign=campaign.public_id, unit=unit.public_id,
        with_signed=form.cleaned_data["siapa"] == "semua", size=form.cleaned_data["kertas"],
    )  # fmt: skip
    return redirect(job.get_absolute_url())


@require(Permission.LINK_ISSUE)
@require_POST
def open_poster(request: HttpRequest, campaign_id: str, unit_id: str) -> HttpResponse:
    """Make the unit's link, so that there is something to hang up."""
    campaign, unit = _place(request, campaign_id, unit_id)
    try:
        actions.open_unit_link(campaign=campaign, unit=unit, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Tautan unit siap. Poster dapat diunduh.")
    return redirect(_desk_url(campaign, unit))


@require(Permission.LINK_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def open_unit_links(request: HttpRequest) -> HttpResponse:
    """*Buat Tautan Unit*: links for all units of the place named in the address that lack one, else of the scope."""
    units, place = printing.units_to_open(units_within(request.scope), request.GET.get("unit", ""))
    campaign = current_campaign(request.user)
    back = f"{reverse('dashboards:desk')}?meja={place.public_id}" if place else reverse("accounts:unit-doors")
    if request.method != "POST":
        return confirm.ask(
            request, title="Buat Tautan Unit", confirm_label="Buat Tautan Unit", cancel_url=back,
            question=f"{number(units.count())} unit belum punya tautan unit. Buat semuanya sekarang?",
            consequences=("Tautan yang sudah ada tidak berubah; poster yang sudah dipasang tetap berlaku.",),
        )  # fmt: skip
    try:
        count = actions.open_unit_links(campaign=campaign, units=units, place=place, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{number(count)} tautan unit dibuat. Pesan untuk grup memuat tautannya.")
    return redirect(back)


@require(Permission.LINK_ISSUE)
@require_GET
def poster(request: HttpRequest, campaign_id: str, unit_id: str, size: str) -> HttpResponse:
    """The poster with the unit's present link."""
    campaign, unit = _place(request, campaign_id, unit_id)
    link = getattr(unit, "unit_link", None)
    if size not in POSTER_SIZES or link is None or not is_usable(link):
        raise Http404
    record_access("poster tautan unit", by=request.actor, subject=unit, reason="cetak")
    content = rendering.pdf(poster_sheet(campaign, link, size=size))
    return _pdf(HttpResponse(content), f"Poster ikrar {unit.name} {size}.pdf")


def _place(request: HttpRequest, campaign_id: str, unit_id: str) -> tuple[Campaign, Opd]:
    campaign = get_object_or_404(visible_campaigns(request.user).started(), public_id=campaign_id)
    rows = units_within(request.scope).select_related("opd", "parent", "unit_link")
    return campaign, get_object_or_404(rows, public_id=unit_id)


def _desk_url(campaign: Campaign, unit: Opd | None) -> str:
    chosen = {"kegiatan": campaign.public_id} | ({"unit": unit.public_id} if unit else {})
    return f"{reverse('pledges:print')}?{urlencode(chosen)}"


def _back_with_errors(request: HttpRequest, form: PlaceForm) -> HttpResponse:
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("pledges:print")


def _pdf(response: HttpResponse, name: str) -> HttpResponse:
    """Shown inline, named for saving; kept by nobody. The pages' own policy would stop the browser's PDF viewer."""
    response["Content-Type"] = "application/pdf"
    response["Content-Security-Policy"] = "object-src 'self'; frame-ancestors 'none'"
    response["Content-Disposition"] = content_disposition_header(False, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
