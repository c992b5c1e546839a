"""What the papers of a case have in common: the person, the acts, the people who work on it, and who signs."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from netralitas.documents.letters import Signer
from netralitas.registry import catalogues
from netralitas.registry.queries.letter_signers import DOTS, regional_head, signer_from, signer_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from sanctions.models import Allegation, CaseAssignment, CasePerson, CaseRole, Examination

ROLE_WORDS = {
    CaseRole.CHAIR: "Ketua Tim Pemeriksa", CaseRole.SECRETARY: "Sekretaris Tim Pemeriksa",
    CaseRole.EXAMINER: "Anggota Tim Pemeriksa", CaseRole.SUPERIOR: "Atasan Langsung",
    CaseRole.OFFICIAL: "Pejabat yang Berwenang", CaseRole.COUNCIL: "Anggota Majelis Kode Etik",
}  # fmt: skip
_ORDER = list(ROLE_WORDS)


@dataclass
class Prepared:
    """What a draft begins with."""

    values: dict[str, Any]
    kop: dict[str, Any]
    signers: list[Signer]
    addressee: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    sender: str = ""
    held: Examination | None = None  # of a BAP: the hearing it tells of


def in_force_of(person: CasePerson) -> list[CaseAssignment]:
    """Everybody let into the case, chair first; one query."""
    rows = person.case.assignments.in_force().select_related("staff")
    return sorted(rows, key=lambda one: _ORDER.index(CaseRole(one.role)))


def bare_kop() -> dict[str, Any]:
    """The kop while no office is known."""
    return {"pemda": current_pemda().name.upper(), "lines": [], "address": current_pemda().address, "emblem": ""}


def head_of(office: Any) -> Signer:
    """The head of the office today, or dots."""
    return signer_of(office, timezone.localdate()) if office else Signer(DOTS, nip="NIP")


def identity_of(person: CasePerson) -> dict[str, Any]:
    """The person as on the date of the (first) act."""
    frozen = person.frozen.order_by("acted_on").first()
    facts = frozen.facts if frozen else {}
    golongan = facts.get("golongan", "")
    pangkat = catalogues.pangkat_names().get(golongan, "")
    places = dict.fromkeys([facts.get("unit", person.unit.name), facts.get("opd", "")])
    return {
        "nama": facts.get("nama") or person.staff.full_name,
        "nip": formats.grouped_nip(facts["nip"]) if facts.get("nip") else "",
        "pangkat": ", ".join(part for part in (pangkat, golongan) if part), "jabatan": facts.get("jabatan", ""),
        "unit": ", ".join(place for place in places if place),
    }  # fmt: skip


def valid_allegations(person: CasePerson) -> list[Allegation]:
    """Allegations that were not withdrawn, the earliest act first; one query."""
    return list(person.allegations.filter(withdrawal__isnull=True).select_related("act").order_by("acted_on", "pk"))


def acts_of(person: CasePerson) -> list[str]:
    """What the person is accused of, as sentences."""
    return [
        f"{one.act.name}, pada tanggal {formats.day(one.acted_on)}{f' di {one.place}' if one.place else ''}"
        for one in valid_allegations(person)
    ]


def articles_of(person: CasePerson) -> str:
    """The articles of the catalogue behind the allegations."""
    return "; ".join(dict.fromkeys(one.act.legal_basis for one in valid_allegations(person) if one.act.legal_basis))


def signature_of(one: CaseAssignment) -> Signer:
    """Somebody of the case as they sign: the part above, then name, pangkat and NIP."""
    words = f"{ROLE_WORDS[CaseRole(one.role)]},"
    if one.staff is None:
        return Signer(one.name, label=words)
    return replace(signer_from(one.staff), title="", label=words)


def numbered(kind: str, number: str, on: Any) -> str:
    """Say "Surat Panggilan I Nomor 800/1 tanggal 4 Maret 2026"."""
    return f"{kind} Nomor {number} tanggal {formats.day(on)}"


def team_table(team: list[CaseAssignment]) -> dict[str, Any]:
    """Name, post and part of each."""
    rows = [[str(at), one.name, one.title, one.get_role_display()] for at, one in enumerate(team, start=1)]
    return {"columns": ["No", "Nama", "Jabatan", "Kedudukan dalam tim"], "rows": rows}


def report_words(report: Any) -> str:
    """Number and day of a report."""
    return f"Laporan {report.number} diterima tanggal {formats.day(report.received_on)}"


def official_of(person: CasePerson) -> CaseAssignment | None:
    """The deciding official let into the case."""
    return next((one for one in in_force_of(person) if one.role == CaseRole.OFFICIAL), None)


def sign_by_official(person: CasePerson, found: Prepared) -> None:
    """Kop and signer of the one who decides; on a keputusan the name stands without titles (Pasal 44)."""
    official = official_of(person)
    title = (official.title if official else "") or regional_head()
    is_regional_head = title.casefold().startswith(current_pemda().head_title.casefold())
    found.values["pejabat"] = regional_head() if is_regional_head else title.upper()
    if is_regional_head:
        found.kop = {"pemda": "", "lines": [regional_head()], "address": "", "emblem": found.kop["emblem"]}
    elif official and official.staff:
        found.kop = letterhead_of(official.staff.unit.opd)
    name = official.staff.name.upper() if official and official.staff else official.name if official else DOTS
    found.signers = [Signer(name, title=found.values["pejabat"])]
