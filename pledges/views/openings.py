"""What moves a campaign on: readiness, opening, ways in, prolonging, closing, archiving, deleting a draft."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ui import confirm
from netralitas.ui.formats import moment, number
from pledges.actions import campaigns as actions
from pledges.forms.campaigns import ExtensionForm, OpeningForm, WaysForm
from pledges.models import Campaign
from pledges.queries.readiness import Readiness, readiness
from pledges.views.campaigns import campaign_seen

AT_ONCE = 3000  # more people than this are enrolled by a job


@require(Permission.CAMPAIGN_EDIT)
@require_safe
def campaign_readiness(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is missing before a draft can be opened, and how to mend it."""
    campaign = campaign_seen(request, public_id)
    if campaign.state != Campaign.State.DRAFT:
        return redirect("pledges:campaign", public_id)
    may_open = request.user.has_perm(Permission.CAMPAIGN_OPEN)
    context = {"campaign": campaign, "ready": readiness(campaign), "may_open": may_open}
    return render(request, "pledges/campaigns/readiness.html", context)


@require(Permission.CAMPAIGN_OPEN)
def campaign_open(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what opening will do, ask, open; a large roster is made by a job."""
    campaign = campaign_seen(request, public_id)
    if campaign.state != Campaign.State.DRAFT:
        messages.info(request, f"{campaign.title} sudah dibuka.")
        return redirect("pledges:campaign", public_id)
    ready = readiness(campaign)
    if ready.errors:
        return redirect("pledges:campaign-readiness", public_id)
    form = OpeningForm(request.POST or None, unapproved=ready.unapproved)
    if request.method == "POST" and form.is_valid():
        return _open(request, campaign, ready, bool(form.cleaned_data.get("is_acknowledged")))
    return confirm.ask(
        request,
        title=f"Buka {campaign.title}",
        question=f"{number(ready.obliged)} orang wajib, sampai {moment(campaign.closes_at)}. Buka sekarang?",
        consequences=_consequences(ready),
        confirm_label="Buka Kegiatan",
        cancel_url=reverse("pledges:campaign-readiness", args=[public_id]),
        form=form,
    )


def _open(request: HttpRequest, campaign: Campaign, ready: Readiness, is_acknowledged: bool) -> HttpResponse:
    address = reverse("pledges:campaign", args=[campaign.public_id])
    if ready.obliged + ready.excluded > AT_ONCE:
        job = jobs.start(
            "pledges.open_campaign", by=request.actor, owner=request.user, label=f"Membuka {campaign.title}",
            return_url=address, campaign=campaign.public_id, is_acknowledged=is_acknowledged,
        )  # fmt: skip
        return redirect(job.get_absolute_url())
    try:
        actions.open_campaign(campaign, by=request.actor, is_acknowledged=is_acknowledged)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("pledges:campaign-readiness", campaign.public_id)
    messages.success(request, f"{campaign.title} dibuka. Tautan pribadi dan poster unit siap dicetak.")
    return redirect(address)


def _consequences(ready: Readiness) -> tuple[str, ...]:
    counted = [f"{label}: {number(count)} orang wajib" for label, count in ready.obliged_by_category.items()]
    if ready.hindered:
        counted.append(
            f"Di antaranya {number(ready.hindered)} orang berhalangan sementara; mereka tetap dihitung wajib."
        )
    if ready.excluded:
        named = ", ".join(f"{label} {number(count)}" for label, count in ready.excluded_by_reason.items())
        counted.append(f"Tidak termasuk wajib: {number(ready.excluded)} orang ({named}).")
    counted.append("Naskah dibekukan: sesudah ini hanya dapat diganti dengan versi baru.")
    return tuple(counted)


@require(Permission.CAMPAIGN_OPEN)
def campaign_extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let an open campaign close later."""
    campaign = campaign_seen(request, public_id)
    form = ExtensionForm(request.POST or None, initial={"closes_at": campaign.closes_at})
    if form.is_valid():
        try:
            extended = actions.extend_window(campaign, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Masa tanda tangan diperpanjang sampai {moment(extended.closes_at)}.")
            return redirect("pledges:campaign", public_id)
    return confirm.ask(
        request,
        title="Perpanjang masa tanda tangan",
        question=f"Batas waktu sekarang: {moment(campaign.closes_at)}.",
        consequences=("Tautan yang sudah dibagikan tetap berlaku sampai batas waktu baru.",),
        confirm_label="Perpanjang",
        cancel_url=reverse("pledges:campaign", args=[public_id]),
        form=form,
    )


@require(Permission.CAMPAIGN_OPEN)
def campaign_ways(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the ways into an open campaign."""
    campaign = campaign_seen(request, public_id)
    back = reverse("pledges:campaign", args=[public_id])
    form = WaysForm(request.POST or None, initial={"ways_in": campaign.ways_in})
    if form.is_valid():
        try:
            actions.change_ways_in(campaign, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Cara pengenalan disimpan.")
            return redirect(back)
    return confirm.ask(
        request,
        title="Ubah cara pengenalan",
        question=f"Dengan cara apa pegawai menandatangani {campaign.title}?",
        consequences=(
            "Tanda tangan yang sudah tercatat tetap sah, dengan cara pengenalan saat itu.",
            "Siapa pun yang datang dengan cara yang dimatikan diberi tahu cara mana yang dibuka.",
        ),
        confirm_label="Simpan",
        cancel_url=back,
        form=form,
    )


@require(Permission.CAMPAIGN_EDIT)
def campaign_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw a draft away, after asking."""
    campaign = campaign_seen(request, public_id)
    back = reverse("pledges:campaign", args=[public_id])
    if request.method != "POST":
        return confirm.ask(
            request,
            title=f"Hapus draf {campaign.title}",
            question="Draf ini belum dibuka dan belum ada yang menandatangani. Hapus sekarang?",
            consequences=("Naskah yang sudah disusun untuk draf ini ikut terhapus.",),
            confirm_label="Hapus Draf",
            cancel_url=back,
            is_dangerous=True,
        )
    try:
        actions.delete_draft(campaign, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    messages.success(request, f"Draf {campaign.title} dihapus.")
    return redirect("pledges:campaigns")


@require(Permission.CAMPAIGN_OPEN)
def campaign_close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take no more signatures."""
    campaign = campaign_seen(request, public_id)
    if request.method == "POST":
        return _move_on(request, campaign, actions.close_campaign, f"{campaign.title} ditutup.")
    return confirm.ask(
        request,
        title=f"Tutup {campaign.title}",
        question="Sesudah ditutup tidak ada lagi yang dapat menandatangani. Tutup sekarang?",
        consequences=("Angka dan daftar wajib tetap seperti saat ditutup.", _what_links_become()),
        confirm_label="Tutup Kegiatan",
        cancel_url=reverse("pledges:campaign", args=[public_id]),
        is_dangerous=True,
    )


def _what_links_become() -> str:
    days = settings.LINK_READING_DAYS
    if days <= 0:
        return "Tautan pribadi dan tautan unit berakhir. Sertifikat diminta kepada operator."
    return (
        "Tautan unit berakhir. Tautan pribadi masih membuka riwayat dan sertifikat pemiliknya selama "
        f"{number(days)} hari, tanpa dapat menandatangani."
    )


@require(Permission.CAMPAIGN_OPEN)
def campaign_archive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a closed campaign away."""
    campaign = campaign_seen(request, public_id)
    if request.method == "POST":
        return _move_on(request, campaign, actions.archive_campaign, f"{campaign.title} diarsipkan.")
    return confirm.ask(
        request,
        title=f"Arsipkan {campaign.title}",
        question="Kegiatan yang diarsipkan tetap dapat dibaca. Arsipkan sekarang?",
        confirm_label="Arsipkan",
        cancel_url=reverse("pledges:campaign", args=[public_id]),
    )


def _move_on(request: HttpRequest, campaign: Campaign, action: Callable[..., Campaign], done: str) -> HttpResponse:
    try:
        action(campaign, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("pledges:campaign", campaign.public_id)
