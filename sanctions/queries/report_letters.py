"""What the register knows for a surat penerusan: whom it names, what they are said to have done, never who told."""

from dataclasses import dataclass

from django.utils import timezone

from netralitas.access.roles import BKPSDM, PENANGAN_ITDA
from netralitas.documents.letters import Signer
from netralitas.registry.models import Opd
from netralitas.registry.queries.letter_signers import DOTS, signer_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from sanctions.models import Exhibit, Lead, Report, ReportedPerson, Supervisor
from sanctions.queries.letter_parts import Prepared, bare_kop
from sanctions.queries.offices import lead_for, office_units


@dataclass(frozen=True)
class Receiver:
    """Somebody a report is forwarded to: what the form calls them, the addressee, the usual reason."""

    label: str
    addressee: list[str]
    reason: str


def receivers() -> dict[str, Receiver]:
    """Whom a report may go to, by code; "lain" is typed. Two queries."""
    pemda, today = current_pemda(), timezone.localdate()
    bawaslu = f"Ketua Badan Pengawas Pemilihan Umum {pemda.short_name}"
    supervisor = Supervisor.objects.in_force(today).order_by("code").first()
    found = {
        "bawaslu": Receiver("Bawaslu", [bawaslu, f"di {pemda.place}"],
                            "Penanganan dugaan tersebut merupakan kewenangan Bawaslu."),
        "gubernur": Receiver("Gubernur", ["Gubernur"], "Penanganan dugaan tersebut merupakan kewenangan gubernur."),
        "pemda": Receiver("Pemerintah daerah lain", [],
                          "Menurut laporan, yang dilaporkan bekerja pada pemerintah daerah yang Saudara pimpin."),
        "pembina": Receiver("Instansi pembina atau instansi lain", [],
                            "Disampaikan untuk ditindaklanjuti sesuai dengan kewenangan."),
    }  # fmt: skip
    if supervisor:
        found["pengawas"] = Receiver(f"Pengawas netralitas ({supervisor.name})", [f"Kepala {supervisor.name}"],
                                     "Disampaikan untuk ditindaklanjuti sesuai dengan kewenangan.")  # fmt: skip
    return found


def prepared(report: Report, code: str) -> Prepared:
    """A draft of the letter; about ten queries. The reporter's identity is never read."""
    office, receiver = _office(report), receivers()[code]
    head = signer_of(office, timezone.localdate()) if office else Signer(DOTS, nip="NIP")
    exhibits = Exhibit.objects.filter(report=report).order_by("pk")
    values = {
        "laporan": f"{report.number} diterima tanggal {formats.day(report.received_on)}", "asal": _origin(report),
        "terlapor": [_words(one) for one in report.named.select_related("staff__unit__opd").order_by("pk")],
        "perbuatan": [one.name for one in report.acts.order_by("code")], "waktu_tempat": _when_and_where(report),
        "uraian": report.summary, "bukti": [f"{one.number} {one.title}" for one in exhibits],
        "alasan": receiver.reason,
    }  # fmt: skip
    kop = letterhead_of(office) if office else bare_kop()
    return Prepared(values, kop, [head], addressee=list(receiver.addressee))


def _office(report: Report) -> Opd | None:
    """The Perangkat Daerah that answers for the report: the Inspektorat for one about BKPSDM."""
    offices = report.named.filter(staff__isnull=False).values_list("staff__unit__opd", flat=True)
    role = PENANGAN_ITDA if lead_for(offices) == Lead.INSPEKTORAT else BKPSDM
    rows = Opd.objects.filter(pk__in=office_units(role.code)).select_related("opd", "parent", "kind")
    return rows.order_by("path").first()


def _words(person: ReportedPerson) -> str:
    if person.staff is None:
        return person.description
    number = f"NIP {formats.grouped_nip(person.staff.nip)}" if person.staff.nip else ""
    places = dict.fromkeys([person.staff.unit.name, person.staff.unit.opd.name])
    return ", ".join(part for part in (person.staff.full_name, number, person.staff.position, *places) if part)


def _origin(report: Report) -> str:
    day = f" tanggal {formats.day(report.external_date)}" if report.external_date else ""
    return f"{report.external_number}{day}" if report.external_number else ""


def _when_and_where(report: Report) -> str:
    return ", ".join(part for part in (formats.day(report.acted_on) if report.acted_on else "", report.place) if part)
