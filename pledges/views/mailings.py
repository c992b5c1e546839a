"""*Kirim tautan lewat surel*: who would get a mail, what became of the last one, and sending."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Message
from netralitas.registry.models import Opd
from netralitas.ui import confirm
from netralitas.ui.formats import number
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import mailings as actions
from pledges.forms.printing import units_within
from pledges.models import Campaign, Obligation
from pledges.queries import mailings
from pledges.queries.campaigns import visible_campaigns

NEVER = ("belum", "Belum pernah dikirimi")


def _in_mail_state(rows: QuerySet, wanted: str) -> QuerySet:
    return rows.filter(mail_state="" if wanted == NEVER[0] else wanted)


class MailingList(List):
    """Those who have not signed, with their last mail."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("unit", "Unit", sort=("unit__path", "staff__rank_key"), value="unit.name"),
        Column("surel", "Surel", sort=("staff__email",), value="staff.email"),
        Column("keadaan", "Kiriman terakhir", sort=("mail_state",), value=lambda row: _state_word(row.mail_state)),
        Column("waktu", "Waktu", sort=("mail_at",), value="mail_at"),
        Column("berikutnya", "Bila dikirim sekarang", sort=("mailing",), value=lambda row: mailings.NEXT[row.mailing]),
    )
    search_fields = ("staff__name_key", "staff__nip", "staff__email")
    filters = (
        Filter("keadaan", "Kiriman terakhir", [NEVER, *Message.State.choices], _in_mail_state),
        Filter("berikutnya", "Bila dikirim sekarang", list(mailings.NEXT.items()), "mailing"),
    )
    default_sort = "nama"
    noun = "pegawai"

    @property
    def shown(self) -> list[Obligation]:
        """The present page, each row with `next_word`."""
        for row in self.page:
            row.next_word = mailings.NEXT[row.mailing]
        return list(self.page)


def _state_word(state: str) -> str:
    return str(Message.State(state).label) if state else NEVER[1]


@require(Permission.LINK_ISSUE)
@require_GET
def mailing(request: HttpRequest, campaign_id: str, unit_id: str) -> HttpResponse:
    """Those of a unit who have not signed, how many would get a mail now, and what became of the last ones."""
    campaign, unit = _place(request, campaign_id, unit_id)
    rows = mailings.with_mail(mailings.missing(campaign, unit, request.scope)).select_related("staff", "unit")
    listing = MailingList(rows, request.GET)
    if listing.wants_export:
        record_access("surel tautan", by=request.actor, subject=unit, reason="unduh daftar")
        title = f"Surel tautan {unit.name} (Terbatas), keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    context = {
        "campaign": campaign,
        "unit": unit,
        "listing": listing,
        "amounts": mailings.amounts(campaign, unit, request.scope),
        "is_possible": mailings.is_possible(campaign),
    }
    return render(request, "pledges/mailings/list.html", context)


@require(Permission.LINK_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def mailing_send(request: HttpRequest, campaign_id: str, unit_id: str) -> HttpResponse:
    """Say how many mails would leave, ask, and start the job that sends them."""
    campaign, unit = _place(request, campaign_id, unit_id)
    back = reverse("pledges:mailing", args=[campaign_id, unit_id])
    found = mailings.amounts(campaign, unit, request.scope)
    try:
        actions.check_possible(campaign)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    if not found.ready:
        messages.info(request, f"Tidak ada pegawai {unit.name} yang perlu atau dapat dikirimi surel sekarang.")
        return redirect(back)
    if request.method != "POST":
        return _ask(request, unit, found, back)
    job = jobs.start(
        "pledges.mail_links", by=request.actor, owner=request.user, label=f"Mengirim tautan {unit.name} lewat surel",
        return_url=back, campaign=campaign.public_id, unit=unit.public_id,
    )  # fmt: skip
    return redirect(job.get_absolute_url())


def _ask(request: HttpRequest, unit: Opd, found: mailings.Amounts, back: str) -> HttpResponse:
    return confirm.ask(
        request,
        title="Kirim tautan lewat surel",
        question=f"Kirim tautan pribadi ke surel {number(found.ready)} orang di {unit.name}?",
        consequences=amounts_in_words(found),
        confirm_label=f"Kirim ke {number(found.ready)} Orang",
        cancel_url=back,
    )


def amounts_in_words(found: mailings.Amounts) -> tuple[str, ...]:
    """The dry count, one sentence a group; groups of nobody are left out."""
    said = (
        (found.ready, "orang dikirimi surel berisi tautan pribadinya sendiri."),
        (found.today, "orang sudah dikirimi hari ini, tidak dikirimi lagi sampai besok."),
        (found.waiting, "surel terdahulu masih menunggu terkirim."),
        (found.no_address, "orang tidak punya surel; serahkan lembar tautannya."),
        (found.shared_address, "orang memakai surel yang sama dengan orang lain; serahkan lembar tautannya."),
        (found.signed, "orang sudah menandatangani, tidak dikirimi."),
    )
    return tuple(f"{number(count)} {words}" for count, words in said if count)


def _place(request: HttpRequest, campaign_id: str, unit_id: str) -> tuple[Campaign, Opd]:
    campaign = get_object_or_404(visible_campaigns(request.user).started(), public_id=campaign_id)
    return campaign, get_object_or_404(units_within(request.scope), public_id=unit_id)
