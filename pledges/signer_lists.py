"""*Daftar Penandatangan*: who has signed in a unit, as the frozen facts have it, ready for print or for a workbook."""

from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from netralitas.accounts.models import WayIn
from netralitas.documents import assets, drawings, listing, qr
from netralitas.ledger.vault import Erased
from netralitas.names import clean
from netralitas.registry.models import Opd
from netralitas.registry.queries.letter_signers import head_block, rank_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.models import Campaign, Obligation, Signature

COLUMNS = (
    ("No", "c-no"), ("Nama / NIP", "c-name"), ("Pangkat/ Gol.", "c-rank"), ("Jabatan", "c-post"),
    ("Status pegawai", "c-kind"), ("Waktu", "c-time"), ("Cara", "c-way"), ("No. Register", "c-number"),
)  # fmt: skip
SHEET_COLUMNS = (
    "No",
    "Nama",
    "NIP",
    "Pangkat/Gol.",
    "Jabatan",
    "Unit Kerja",
    "Status pegawai",
    "Waktu",
    "Cara",
    "No. Register",
)
_NUMBERS = ("NIP", "NI PPPK", "NIK")
_RANKS = ("Pangkat/Gol. Ruang", "Golongan")
_ERASED = "(data pribadi sudah dihapus)"


Signer = Signature | Obligation  # an obligation stands for a signature on paper (basah)


def entry_of(number: int, signer: Signer) -> listing.Entry:
    """The row of one person who signed; who did on paper has no picture."""
    row, picture = row_of(number, signer), None
    if isinstance(signer, Signature):
        with suppress(Erased):
            picture = drawings.pictures_of(signer.document, signer.document.facts()).get("ink")
    head, slash, tail = row[9].rpartition("/")
    cells = (
        (str(number),), tuple(part for part in (row[1], row[2]) if part), (row[3],), (row[4],), (row[6],),
        (row[7][:10], row[7][11:]), (row[8],), (head + slash, tail) if head else (tail,),
    )  # fmt: skip
    return listing.Entry(cells, picture)


def kind_of(signer: Signer) -> str:
    """The kind of employee a signature counts under."""
    return (signer.obligation if isinstance(signer, Signature) else signer).get_category_display()


def row_of(number: int, signer: Signer) -> tuple[Any, ...]:
    """The row of one person who signed in a workbook, by `SHEET_COLUMNS`."""
    return _row_of_signature(number, signer) if isinstance(signer, Signature) else _row_on_paper(number, signer)


def _row_of_signature(number: int, signature: Signature) -> tuple[Any, ...]:
    facts = _facts(signature)
    return (
        number, facts.get("Nama", _ERASED), _first(facts, _NUMBERS), _first(facts, _RANKS), facts.get("Jabatan", ""),
        signature.unit.name, kind_of(signature), _moment(signature.signed_at), ", ".join(_ways(signature)),
        signature.document.number,
    )  # fmt: skip


def _row_on_paper(number: int, obligation: Obligation) -> tuple[Any, ...]:
    """Nothing was frozen: the person as the roster has them, the day the sheet was confirmed, no register number."""
    person = obligation.staff
    return (
        number, clean(person.full_name), formats.grouped_nip(person.nip) if person.nip else person.nik_masked,
        rank_of(person).removeprefix("Golongan "), clean(person.position), obligation.unit.name, kind_of(obligation),
        _moment(obligation.state_at), str(WayIn.PAPER.label), "",
    )  # fmt: skip


def listing_of(
    campaign: Campaign, unit: Opd, entries: list[listing.Entry], kinds: Counter, now: datetime
) -> listing.Listing:
    """The list of a unit as a paper."""
    letterhead, pemda = letterhead_of(unit), current_pemda()
    pictures = {"qr": qr.png(f"{settings.BASE_URL}{reverse('documents:verify')}")}
    if letterhead["emblem"]:
        pictures["emblem"] = assets.read_picture(letterhead["emblem"])
    office = unit.opd or unit
    about = [f"Perangkat Daerah: {office.name}", *([f"Unit: {unit.name}"] if unit != office else []), campaign.title]
    about += [f"Dasar: {campaign.basis_letter}"] if campaign.basis_letter else []
    context = {
        "letterhead": letterhead, "heading": "DAFTAR PENANDATANGAN IKRAR NETRALITAS",
        "about": [*about, f"keadaan per {formats.moment(now)}"],
        "counts": [*(f"{kind}: {formats.number(count)} orang" for kind, count in kinds.most_common()),
                   f"Jumlah: {formats.number(len(entries))} orang"],
        "place_and_date": f"{campaign.sign_place or pemda.place}, {formats.day(now)}",
        "official": head_block(office, now), "source": f"Sumber: Portal Netralitas, {formats.moment(now)}",
    }  # fmt: skip
    title = f"Daftar Penandatangan {unit.name}"
    return listing.Listing(title, COLUMNS, entries, context, pictures, has_signatures=True)


def _facts(signature: Signature) -> dict[str, str]:
    try:
        return dict(signature.document.facts()["identity"])
    except Erased:
        return {}


def _first(facts: dict[str, str], labels: tuple[str, ...]) -> str:
    return next((facts[label] for label in labels if label in facts), "")


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y} {formats.clock(at)}"


def _ways(signature: Signature) -> list[str]:
    marks = [str(WayIn(signature.way_in).label)]
    return marks + ["HP bersama"] * signature.is_shared_device + ["Melalui operator"] * signature.is_via_operator
