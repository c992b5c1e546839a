"""*Ikrar Saya*: what waits for a person, and what the person signed before."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from netralitas.accounts.models import Visit, WayIn
from netralitas.accounts.queries.contacts import contact_of
from netralitas.documents.queries import files
from netralitas.registry.models import Staff
from netralitas.ui import formats
from pledges.models import Campaign, Obligation, Signature
from pledges.queries.signatures import Hindrance, hindrance

State = Obligation.State
_KEPT_BACK = {"sudah_basah", "tidak_wajib"}  # shown elsewhere, or nobody's business to be told again


@dataclass(frozen=True)
class Duty:
    """A campaign that asks for the person's signature: until when, and what stands in the way now, if anything."""

    campaign: Campaign
    deadline: str
    time_left: str
    hindrance: Hindrance | None
    is_again: bool
    is_after_void: bool
    is_unwilling: bool = False


@dataclass(frozen=True)
class Signed:
    """One line of *Riwayat saya*: a signature with how it was recognised and where its paper stands."""

    signature: Signature
    way: str
    certificate: str


@dataclass(frozen=True)
class Overview:
    """Everything *Ikrar Saya* shows; `on_paper` are obligations met with a wet signature."""

    duties: tuple[Duty, ...]
    signed: tuple[Signed, ...]
    on_paper: tuple[Obligation, ...]


def overview(person: Staff, way_in: WayIn, now: datetime) -> Overview:
    """Duties with the nearest deadline first, history with the newest first; two queries."""
    identity = Staff.objects.of_one_identity(person)
    rows = Obligation.objects.filter(staff__in=identity).exclude(campaign__state=Campaign.State.DRAFT)
    obligations = list(rows.exclude(campaign__state=Campaign.State.ARCHIVED).select_related("campaign"))
    signatures = _own(person)
    met = {(one.obligation_id, one.revision) for one in signatures}
    own = [one for one in obligations if one.staff_id == person.pk]
    waiting = [one for one in own if one.state != State.SIGNED and (one.pk, one.revision) not in met]
    signed_before = {one.obligation_id for one in signatures}
    duties = [_duty(one, person, way_in, now, is_again=one.pk in signed_before) for one in waiting]
    return Overview(
        duties=tuple(sorted((duty for duty in duties if duty), key=lambda duty: duty.campaign.closes_at)),
        signed=tuple(Signed(one, way_of(one), files.state_of(one.document)) for one in signatures),
        on_paper=tuple(one for one in obligations if one.state == State.SIGNED_PAPER),
    )


def _own(person: Staff) -> list[Signature]:
    rows = Signature.objects.filter(staff__in=Staff.objects.of_one_identity(person)).order_by("-signed_at", "-pk")
    related = ("campaign", "void", "dispute__ruling", "document__file", "document__rendition", "document__voidance")
    return list(rows.select_related(*related).defer("facts_ciphertext", "document__facts_ciphertext"))


def _duty(obligation: Obligation, person: Staff, way_in: WayIn, now: datetime, *, is_again: bool) -> Duty | None:
    campaign = obligation.campaign
    stop = hindrance(campaign, obligation, person, way_in, now)
    if stop and stop.code in _KEPT_BACK:
        return None
    deadline = f"{formats.weekday(campaign.closes_at)}, pukul {formats.clock(campaign.closes_at)}"
    is_after_void = obligation.state == State.CANCELLED
    left = time_left(campaign.closes_at, now)
    is_unwilling = obligation.state == State.UNWILLING
    return Duty(campaign, deadline, left, stop, is_again and not is_after_void, is_after_void, is_unwilling)


def time_left(closes_at: datetime, now: datetime) -> str:
    """`hari ini`, `besok`, `4 hari lagi`; empty when it is over."""
    days = (timezone.localtime(closes_at).date() - timezone.localtime(now).date()).days
    if closes_at <= now:
        return ""
    return {0: "hari ini", 1: "besok"}.get(days, f"{days} hari lagi")


@dataclass(frozen=True)
class Receipt:
    """The notice to the signer's own address, so that nobody signs for somebody else unnoticed."""

    address: str
    words: dict[str, str]


def receipt(public_id: str) -> Receipt | None:
    """The notice about one signature; one query. None when the signer has no address."""
    rows = Signature.objects.filter(public_id=public_id).select_related("staff__unit__opd", "campaign", "document")
    signature = rows.defer("facts_ciphertext", "document__facts_ciphertext").first()
    if signature is None or not signature.staff.email:
        return None
    words = {
        "name": signature.staff.full_name,
        "campaign": signature.campaign.title,
        "moment": formats.moment(signature.signed_at),
        "number": signature.document.number,
        "way": way_of(signature),
        "operator": str(contact_of(signature.staff.unit)),
    }
    return Receipt(signature.staff.email, words)


def way_of(signature: Signature) -> str:
    """*Cara pengenalan* with its marks: `Tautan unit, HP bersama`."""
    marks = [str(signature.get_way_in_display())]
    for name in ("is_shared_device", "is_via_operator"):
        if getattr(signature, name):
            marks.append(str(Visit._meta.get_field(name).verbose_name))
    return ", ".join(marks)
