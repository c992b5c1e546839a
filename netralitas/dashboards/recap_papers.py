"""*Rekap per Perangkat Daerah* on F4 landscape, and the same as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from netralitas.dashboards.queries.recap import Line, Recap
from netralitas.documents import assets
from netralitas.documents.papers import Sheet
from netralitas.exchange.writers import Page, write_pages
from netralitas.registry.models import Opd
from netralitas.registry.queries.letter_signers import DOTS, head_block
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.models import Campaign

FORMULA = (
    "Persentase = jumlah yang sudah ÷ wajib × 100, satu angka di belakang koma; 100 % hanya bila semuanya sudah. "
    "Wajib = jumlah pegawai − tidak termasuk wajib = sudah + berhalangan + belum."
)
VERIFIED = "Verifikasi: tanggal Bakesbangpol menyatakan Lengkap; sebelum itu keadaannya ada pada Keterangan."
_OFFICE = "KESBANGPOL"
_HEADINGS = (
    "No", "Perangkat Daerah", "Kepala (definitif/Plt.) sudah", "PNS+CPNS", "PPPK", "PPPK PW", "Non-ASN", "Total",
    "Tidak termasuk wajib", "Wajib", "Sudah elektronik", "Sudah basah", "Sudah jumlah", "%", "Berhalangan", "Belum",
)  # fmt: skip
_VILLAGE_HEADINGS = ("No", "Kecamatan", "Wajib", "Sudah elektronik", "Sudah basah", "Sudah jumlah", "%", "Belum")


def sheet_of(campaign: Campaign, found: Recap, now: datetime) -> Sheet:
    """The paper: protocol order with subtotals, villages apart, then a second sheet by percentage."""
    frame = frame_of(campaign, now)
    context = {
        **frame.context, "recap": found, "formula": FORMULA, "verified": VERIFIED, "since": f"{found.since:%d-%m-%Y}",
    }  # fmt: skip
    return Sheet("papers/recap.html", "papers/recap.css", context, frame.pictures, "F4-lebar")


@dataclass(frozen=True)
class Frame:
    """What stands around the numbers of a paper of Bakesbangpol: kop, place and date, the official, copies."""

    context: dict[str, Any]
    pictures: dict[str, bytes]


def frame_of(campaign: Campaign, now: datetime) -> Frame:
    """The frame of a paper about the whole pemda at a moment."""
    office, pemda = _kesbangpol(), current_pemda()
    letterhead = letterhead_of(office) if office else {"pemda": pemda.name.upper(), "lines": [], "address": ""}
    emblem = letterhead.get("emblem", "")
    context = {
        "campaign": campaign, "now": now, "letterhead": letterhead, "official": _official(office, now),
        "place_and_date": f"{campaign.sign_place or pemda.place}, {formats.day(now)}",
        "copies": (f"{pemda.head_title} (sebagai laporan)", "Sekretaris Daerah", "Kepala BKPSDM", "Inspektur"),
    }  # fmt: skip
    return Frame(context, {"emblem": assets.read_picture(emblem)} if emblem else {})


def write_workbook(path: Path, campaign: Campaign, found: Recap, now: datetime) -> None:
    """The same as three sheets: protocol order, by percentage, villages."""
    title = f"Rekap per Perangkat Daerah, {campaign.title}, keadaan per {formats.moment(now)}"
    headings = (*_HEADINGS, f"Naik sejak {formats.day(found.since)}", "Verifikasi (tanggal)", "Keterangan")
    rows = [row for group in found.groups for row in (*map(_row, group.lines), _row(group.sum))]
    ranked = [(number, *_row(line)[1:]) for number, line in enumerate(found.by_share, start=1)]
    source = ("", FORMULA), ("", f"Sumber: Portal, {formats.moment(now)}")
    pages = [
        Page("Urutan protokol", title, headings, [*rows, _row(found.total), *source]),
        Page("Menurut persentase", title, headings, [*ranked, _row(found.total), *source]),
    ]
    if found.villages:
        apart = f"Pemerintah desa (di luar angka di atas), {campaign.title}"
        pages.append(Page("Pemerintah desa", apart, _VILLAGE_HEADINGS, list(_village_rows(found))))
    write_pages(path, pages)


def _row(line: Line) -> tuple[Any, ...]:
    figures = line.figures
    return (
        line.number or "", line.name, line.head, *line.kinds, line.everybody, figures.excluded, figures.obliged,
        figures.signed, figures.paper, figures.done, _share(figures.percentage), figures.hindered, figures.waiting,
        line.rise, line.verified, line.remark,
    )  # fmt: skip


def _village_rows(found: Recap) -> Iterator[tuple[Any, ...]]:
    named = [(number, row.name, row.figures) for number, row in enumerate(found.villages, start=1)]
    for number, name, figures in [*named, ("", "JUMLAH", found.villages_total)]:
        yield (
            number, name, figures.obliged, figures.signed, figures.paper, figures.done, _share(figures.percentage),
            figures.waiting + figures.hindered,
        )  # fmt: skip


def _share(percentage: Any) -> float | str:
    return "" if percentage is None else float(percentage)


def _kesbangpol() -> Opd | None:
    units = Opd.objects.active().filter(kind_id=_OFFICE).select_related("opd", "parent", "kind")
    return units.order_by("path").first()


def _official(office: Opd | None, now: datetime) -> dict[str, str]:
    if office:
        return head_block(office, now)
    return {"title": "Kepala Badan Kesatuan Bangsa dan Politik", "name": DOTS, "rank": "", "number": "NIP"}
