"""*Paket Laporan OPD*: the covering letter and the recap by unit; the lists have modules of their own."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from netralitas.dashboards.queries.figures import Figures, total
from netralitas.dashboards.queries.rollup import Row
from netralitas.dashboards.queries.units import UnitRollup
from netralitas.dashboards.queries.villages import VillageRow
from netralitas.documents import assets
from netralitas.documents.models import Letter
from netralitas.documents.papers import Sheet, sheet_of
from netralitas.registry.models import Opd
from netralitas.registry.queries.letter_signers import head_block
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.models import Campaign

STATEMENT_TO_COME = "Surat pernyataan Kepala Perangkat Daerah disampaikan tersendiri."


@dataclass(frozen=True)
class Report:
    """What the packet of one Perangkat Daerah says, taken at one moment."""

    campaign: Campaign
    opd: Opd
    rolled: UnitRollup
    villages: list[VillageRow]
    signed_count: int
    missing_count: int
    now: datetime
    statements: list[Letter] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Its own units; what stands in the recap in a row of its own is not among them."""
        return self.rolled.rows

    @property
    def figures(self) -> Figures:
        """The number of the Perangkat Daerah as the pemda's recap has it."""
        return self.rolled.total

    @property
    def villages_total(self) -> Figures:
        """Village government altogether; in no other sum."""
        return total(row.figures for row in self.villages)

    @property
    def attachments(self) -> list[str]:
        """What follows the letter."""
        found = [letter.title for letter in self.statements]
        found.append("Rekapitulasi per unit")
        if self.signed_count:
            found.append(f"Daftar penandatangan ({formats.number(self.signed_count)} orang)")
        if self.missing_count:
            found.append(f"Daftar belum menandatangani ({formats.number(self.missing_count)} orang), Terbatas")
        return found


def statement_sheet(letter: Letter, before: int, whole: int) -> Sheet:
    """The statement as it was issued, with its own look, register number and code; the packet adds its pages."""
    sheet = sheet_of(letter.document.kind, letter.document.facts())
    return replace(sheet, context=sheet.context | {"pages_before": before, "pages_in_all": whole})


def letter_sheet(report: Report, before: int, whole: int) -> Sheet:
    """The covering letter to the Bakesbangpol; its number is written by hand from the office's own agenda."""
    return _sheet("papers/packet_letter.html", report, before, whole)


def recap_sheet(report: Report, before: int, whole: int) -> Sheet:
    """The recap of the Perangkat Daerah by unit."""
    return _sheet("papers/packet_recap.html", report, before, whole)


def _sheet(template: str, report: Report, before: int, whole: int) -> Sheet:
    letterhead, pemda = letterhead_of(report.opd), current_pemda()
    context: dict[str, Any] = {
        "report": report, "campaign": report.campaign, "opd": report.opd, "now": report.now, "letterhead": letterhead,
        "pemda": pemda, "official": head_block(report.opd, report.now),
        "statement": "" if report.statements else STATEMENT_TO_COME,
        "place_and_date": f"{report.campaign.sign_place or pemda.place}, {formats.day(report.now)}",
        "pages_before": before, "pages_in_all": whole,
    }  # fmt: skip
    pictures = {"emblem": assets.read_picture(letterhead["emblem"])} if letterhead["emblem"] else {}
    return Sheet(template, "papers/packet.css", context, pictures, "F4")
