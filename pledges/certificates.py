"""The facts of a Pakta Integritas Netralitas: everything the paper shows, worked out once, at signing, and frozen.

The renderer sees nothing else, so a later change of name, unit, kop or text does not reach an issued paper.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from netralitas import names
from netralitas.accounts.models import WayIn
from netralitas.documents import codes
from netralitas.documents.actions import numbering
from netralitas.registry import catalogues
from netralitas.registry.models import Assignment, Staff, StaffCategory
from netralitas.registry.queries.heads import head_on, head_title
from netralitas.registry.queries.letter_signers import rank_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges import piagam
from pledges.letterheads import letterhead_of
from pledges.models import Campaign, PledgeText, Signature
from pledges.queries import texts

KIND = "pakta"
_DIGITS = 6  # IKR/2026/000123: sorts as text, and a province fits
_WILLING = "Pakta integritas ini dibuat dengan sadar, tanpa paksaan dari pihak mana pun."
_STATEMENT = "dengan ini menyatakan bahwa saya:"


def reserve_number(*, signed_at: datetime) -> str:
    """Take the next register number, by the pemda's pattern ("IKR/2026/000123"); locks the series, so call it late.

    A register of its own, never a letter classification (wording.md). A pattern without `{tahun}` never restarts.
    """
    pattern = current_pemda().register_pattern
    year = timezone.localtime(signed_at).year
    series = f"{KIND}:{pattern.replace('{tahun}', str(year))}"
    return series.removeprefix(f"{KIND}:").replace("{nomor}", f"{numbering.next_number(series):0{_DIGITS}d}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper but for its register number and its moment, which are known only inside the signing transaction."""

    kind: str
    facts: dict[str, Any]
    public_facts: dict[str, Any]
    place: str
    note: tuple[str, ...]

    def issued(self, number: str, signed_at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the paper shows, and what the public page may show without a key."""
        signed_on = formats.day(signed_at)
        moment = f"Ditandatangani secara elektronik (tidak tersertifikasi) pada {formats.moment(signed_at)}"
        dated = {
            "number": number,
            "place_and_date": f"{self.place}, {signed_on}",
            "note": "; ".join((moment, *self.note)) + ".",
            "issued_at": int(signed_at.timestamp()),
        }
        return self.facts | dated, self.public_facts | {"signed_on": signed_on}


def pakta_draft(
    *, staff: Staff, campaign: Campaign, text: PledgeText, code: str, way_in: WayIn, is_shared_device: bool,
    is_via_operator: bool, method: Signature.Method, ink: dict[str, Any] | None, typed_name: str,
) -> Draft:  # fmt: skip
    """All of the paper that can be worked out before the signing transaction.

    `staff` with `unit.opd`, `campaign` with `election` selected: no further query for an OPD and its direct units, one
    when the campaign prints *Mengetahui*. `ink` is None for the typed way. The facts hold personal data: seal them; the
    public ones hold a masked name only.
    """
    pemda = current_pemda()
    filled = texts.fill(text, campaign, voice="saya")
    is_statement = "menyatakan" in filled.preamble
    facts = {
        "v": 1,
        "paper": pemda.certificate_paper,
        "title": _title(campaign, text),
        "code": codes.pretty(code),
        "address": official_address(),
        "qr": f"{settings.BASE_URL}{reverse('documents:verify-code', args=[code])}",
        "letterhead": letterhead_of(staff.unit),
        "identity": _identity(staff),
        "preamble": "" if is_statement else filled.preamble,
        "statement": filled.preamble if is_statement else _STATEMENT,
        "points": list(filled.points),
        "sanction": filled.sanction,
        "closing": [filled.closing, *([] if "paksaan" in filled.closing else [_WILLING])],
        "signer": {"name": names.clean(staff.full_name), "number": _number_line(staff)},
        "ink": ink if method == Signature.Method.DRAWN else None,
        "typed_name": names.clean(typed_name) if method == Signature.Method.TYPED else "",
        "acknowledged_by": _acknowledger(staff) if campaign.has_acknowledgement else None,
        "match": {"name": names.search_key(staff.full_name), "number": staff.nip or ""},
    }
    is_piagam = campaign.certificate == Campaign.Certificate.PIAGAM
    if is_piagam:
        facts |= piagam.facts_of(staff, campaign, _subject(text), timezone.localdate())
    public_facts = {
        "paper": piagam.LABEL if is_piagam else "Pakta Integritas Netralitas",
        "name": names.mask(staff.full_name),
        "opd": (staff.unit.opd or staff.unit).name,
        "campaign": campaign.title,
    }
    note = _note(campaign, text, way_in, is_shared_device, is_via_operator, method)
    return Draft(piagam.KIND if is_piagam else KIND, facts, public_facts, campaign.sign_place or pemda.place, note)


def official_address() -> str:
    """Where anyone checks a paper, as printed: the host to type, without https."""
    address = current_pemda().public_address or settings.BASE_URL
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _acknowledger(staff: Staff) -> dict[str, str] | None:
    """Who stands under *Mengetahui*: the head of the OPD today, with room for a wet signature; nobody for oneself."""
    opd = staff.unit.opd or staff.unit
    post = head_on(opd, timezone.localdate())
    if post is None or post.staff_id == staff.pk:
        return None
    head, short = post.staff, "" if post.kind == Assignment.Kind.DEFINITIVE else f"{post.get_kind_display()} "
    return {
        "title": names.clean(f"{short}{head_title(opd)},"),
        "name": names.clean(head.full_name),
        "rank": rank_of(head),
        "number": _number_line(head),
    }


def _subject(text: PledgeText) -> str:
    return texts.ADDRESSED_AS[PledgeText.Audience(text.audience)]


def _title(campaign: Campaign, text: PledgeText) -> list[str]:
    election = campaign.election
    return [
        "PAKTA INTEGRITAS",
        f"NETRALITAS {_subject(text).upper()}",
        f"PADA {election.name.upper()} TAHUN {election.year}",
    ]


def _identity(staff: Staff) -> list[list[str]]:
    """Rows of label and value; a row without a value is left out (no dash)."""
    number_label, number = _number(staff)
    rank_label, rank = _rank(staff)
    rows = [
        ["Nama", staff.full_name],
        [number_label, number],
        [rank_label, rank],
        ["Jabatan", staff.position],
        ["Unit Kerja", staff.unit.name],
        ["Perangkat Daerah", (staff.unit.opd or staff.unit).name],
    ]
    return [[label, names.clean(value)] for label, value in rows if value]


def _number(staff: Staff) -> tuple[str, str]:
    """Label and number as printed: NIP, NI PPPK, or the NIK masked for those without."""
    if staff.nip:
        is_pppk = staff.category in {StaffCategory.PPPK, StaffCategory.PPPK_PW}
        return ("NI PPPK" if is_pppk else "NIP"), formats.grouped_nip(staff.nip)
    return "NIK", staff.nik_masked


def _number_line(staff: Staff) -> str:
    label, number = _number(staff)
    return f"{label} {number}" if number else ""


def _rank(staff: Staff) -> tuple[str, str]:
    """Pangkat and golongan of a PNS, the golongan alone of a PPPK, nothing for others."""
    if staff.category in {StaffCategory.PNS, StaffCategory.CPNS}:
        pangkat = catalogues.pangkat_names().get(staff.golongan, "")
        return "Pangkat/Gol. Ruang", ", ".join(part for part in (pangkat, staff.golongan) if part)
    return "Golongan", staff.golongan if staff.is_asn else ""


def _note(
    campaign: Campaign, text: PledgeText, way_in: WayIn, is_shared_device: bool, is_via_operator: bool,
    method: Signature.Method,
) -> tuple[str, ...]:  # fmt: skip
    """The line at the foot, behind the moment. Never the sentence of BSrE: nothing here is certified (ikrar.md 4)."""
    marks = [str(WayIn(way_in).label)]
    marks += ["HP bersama"] * is_shared_device + ["Melalui operator"] * is_via_operator
    marks += ["nama diketik"] * (method == Signature.Method.TYPED)
    version = f"{text.get_audience_display()} {text.version}{f' ({text.sha256[:8]})' if text.sha256 else ''}"
    basis = (f"dasar: {campaign.basis_letter}",) if campaign.basis_letter else ()
    return (f"cara pengenalan: {', '.join(marks)}", f"versi naskah: {version}", *basis)
