"""*Daftar Belum* (Terbatas): who has not signed in a unit and who is hindered, for print or for a workbook."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from netralitas.access.scopes import Scope
from netralitas.dashboards.people_lists import WORDS
from netralitas.dashboards.queries import people
from netralitas.documents import assets, listing, qr
from netralitas.registry.models import Opd, Staff
from netralitas.registry.queries.letter_signers import head_block
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.models import Campaign, Obligation
from pledges.queries.printing import ORDERS

COLUMNS = (
    ("No", "c-no"), ("Nama / NIP", "c-name"), ("Pangkat/ Gol.", "c-rank"), ("Jabatan / Unit", "c-post"),
    ("Status pegawai", "c-kind"), ("Status", "c-state"), ("Keterangan", "c-remark"),
)  # fmt: skip
SHEET_COLUMNS = (
    "No", "Nama", "NIP", "Pangkat/Gol.", "Jabatan", "Unit Kerja", "Status pegawai", "Status", "Keterangan",
)  # fmt: skip
_LISTED = (*people.WAITING_STATES, Obligation.State.HINDERED)
_OVER = "Lewat batas waktu"


@dataclass(frozen=True)
class Missing:
    """One person on the list, as whoever asked may see them."""

    staff: Staff
    unit: Opd
    kind: str
    status: str
    remark: str


def missing_of(campaign: Campaign, unit: Opd, scope: Scope, *, order: str, may_see_unwilling: bool) -> list[Missing]:
    """Everybody obliged under a unit, inside a scope, who has not signed; in the order of names; one query."""
    rows = _rows(campaign, unit, scope).order_by(*ORDERS[order])
    is_over = campaign.state != Campaign.State.DRAFT and not (campaign.is_open() or campaign.is_to_come())

    def status(row: Obligation) -> str:
        code = people.shown_state(row, is_over=is_over, may_see_unwilling=may_see_unwilling)
        return WORDS.get(code, _OVER if code == "lewat" else WORDS["belum"])

    return [
        Missing(row.staff, row.unit, row.get_category_display(), status(row), _remark(row))
        for row in rows.iterator(chunk_size=1000)
    ]


def count_of(campaign: Campaign, unit: Opd, scope: Scope) -> int:
    """How many stand on the list; one query."""
    return _rows(campaign, unit, scope).count()


def row_of(number: int, one: Missing) -> tuple[Any, ...]:
    """The row of one person in a workbook, by `SHEET_COLUMNS`."""
    return (
        number, one.staff.full_name, _number(one.staff), one.staff.golongan, one.staff.position, one.unit.name,
        one.kind, one.status, one.remark,
    )  # fmt: skip


def listing_of(campaign: Campaign, unit: Opd, found: list[Missing], now: datetime) -> listing.Listing:
    """The list of a unit as a paper."""
    letterhead, pemda, office = letterhead_of(unit), current_pemda(), unit.opd or unit
    pictures = {"qr": qr.png(f"{settings.BASE_URL}{reverse('documents:verify')}")}
    if letterhead["emblem"]:
        pictures["emblem"] = assets.read_picture(letterhead["emblem"])
    about = [f"Perangkat Daerah: {office.name}", *([f"Unit: {unit.name}"] if unit != office else []), campaign.title]
    context = {
        "letterhead": letterhead, "heading": "DAFTAR PEGAWAI YANG BELUM MENANDATANGANI", "is_restricted": True,
        "about": [*about, f"keadaan per {formats.moment(now)}"], "counts": _counts(found),
        "place_and_date": f"{campaign.sign_place or pemda.place}, {formats.day(now)}",
        "official": head_block(office, now),
        "source": f"Terbatas. Portal, {formats.moment(now)}",
    }  # fmt: skip
    entries = [_entry(number, one, unit) for number, one in enumerate(found, start=1)]
    return listing.Listing(f"Daftar Belum {unit.name} (Terbatas)", COLUMNS, entries, context, pictures)


def _rows(campaign: Campaign, unit: Opd, scope: Scope) -> QuerySet[Obligation]:
    return people.people(campaign, signers=scope, missing=scope).under(unit).filter(state__in=_LISTED)


def _entry(number: int, one: Missing, unit: Opd) -> listing.Entry:
    place = (one.staff.position, one.unit.name if one.unit != unit else "")
    return listing.Entry((
        (str(number),), tuple(filter(None, (one.staff.full_name, _number(one.staff)))), (one.staff.golongan,),
        tuple(filter(None, place)), (one.kind,), (one.status,), (one.remark,),
    ))  # fmt: skip


def _number(person: Staff) -> str:
    return formats.grouped_nip(person.nip) if person.nip else person.nik_masked


def _remark(row: Obligation) -> str:
    """What helps whoever works through the list; the rest of the cell is for a pen."""
    has_contact = row.staff.phone or row.staff.email
    parts = ["Pimpinan Perangkat Daerah"] * row.is_opd_head + ["Tanpa nomor HP dan surel"] * (not has_contact)
    return ". ".join(parts)


def _counts(found: Iterable[Missing]) -> list[str]:
    by_status = Counter(one.status for one in found)
    lines = [f"{status}: {formats.number(count)} orang" for status, count in by_status.most_common()]
    return [*lines, f"Jumlah: {formats.number(by_status.total())} orang"]
