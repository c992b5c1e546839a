"""Decisions and what goes with them: the teams, the sanctions of each track, the word of a moral sanction, delivery."""

from collections.abc import Collection
from dataclasses import replace

from netralitas.documents.letters import Signer
from netralitas.registry.models import StaffCategory
from netralitas.registry.queries.letter_signers import DOTS
from netralitas.ui import formats
from sanctions.models import CaseAssignment, CasePerson, CaseRole, Decision, Level, Track
from sanctions.queries.decisions import standing_decision, waiting_entry
from sanctions.queries.letter_parts import (
    Prepared,
    acts_of,
    articles_of,
    numbered,
    report_words,
    sign_by_official,
    team_table,
    valid_allegations,
)  # fmt: skip
from sanctions.queries.suggestions import measures_for
from sanctions.transitions import TEAM_ROLES

_LAW = {
    Track.DISCIPLINE: [
        "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
        "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil",
        "Peraturan Badan Kepegawaian Negara Nomor 6 Tahun 2022 tentang Peraturan Pelaksanaan PP Nomor 94 Tahun 2021",
    ],
    Track.ETHICS: [
        "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
        "Peraturan Pemerintah Nomor 42 Tahun 2004 tentang Pembinaan Jiwa Korps dan Kode Etik Pegawai Negeri Sipil",
    ],
    Track.VILLAGE: ["Undang-Undang Nomor 6 Tahun 2014 tentang Desa"],
}  # fmt: skip
_LAW_OF_PPPK = [
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
    "Peraturan Pemerintah Nomor 49 Tahun 2018 tentang Manajemen Pegawai Pemerintah dengan Perjanjian Kerja",
]
_LAW_OF_OTHERS = [
    "Surat Edaran Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 01 Tahun 2023",
    "perjanjian kerja yang bersangkutan",
]
_PPPK = {StaffCategory.PPPK, StaffCategory.PPPK_PW}


def law_of(person: CasePerson) -> str:
    """What stands behind *Mengingat* by the track and the kind of employee; typed over in the draft."""
    laws = _LAW.get(person.track, [])
    if person.track == Track.CONTRACT:
        laws = _LAW_OF_PPPK if person.category in _PPPK else _LAW_OF_OTHERS
    return "\n".join(f"{at}. {law};" for at, law in enumerate(laws, start=1))


def examiners(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """SK Tim Pemeriksa: whoever is assigned, declared or not; never one with a conflict."""
    _team(person, TEAM_ROLES, found)


def council(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """SK Majelis Kode Etik, likewise."""
    _team(person, {CaseRole.COUNCIL}, found)


def _team(person: CasePerson, roles: Collection[str], found: Prepared) -> None:
    rows = person.case.assignments.standing().filter(role__in=roles).exclude(declaration__has_conflict=True)
    order = list(CaseRole)
    chosen = sorted(rows, key=lambda one: (order.index(CaseRole(one.role)), one.pk))
    found.values |= {
        "perbuatan": acts_of(person), "pasal": articles_of(person), "dasar_hukum": law_of(person),
        "identitas": _identity(person, found),
        "laporan": "; ".join(report_words(one) for one in person.case.reports.order_by("pk")),
        "tim": team_table(chosen) if chosen else "",
    }  # fmt: skip
    sign_by_official(person, found)


def punishment(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """SK hukuman disiplin: acts, articles, the LHP; the measure when an SK was entered already."""
    found.values |= {"perbuatan": acts_of(person), "pasal": articles_of(person)}
    sign_by_official(person, found)
    _examined(person, found)
    if (decision := _entered(person)) and decision.measure:
        found.values["hukuman"] = decision.measure.name
    lhp = person.investigation_reports.filter(frozen_at__isnull=False).order_by("pk").last()
    if lhp and lhp.proposed_level:
        found.values["tingkat"] = str(Level(lhp.proposed_level).label).lower()


def contract(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """SK on the contract track: the basis is that of the catalogue, the agreement is typed."""
    _sanction(person, found)


def village(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """SK about a village head or officer: the basis is that of the catalogue; who decides is the one let in."""
    _sanction(person, found)


def _sanction(person: CasePerson, found: Prepared) -> None:
    found.values |= {"perbuatan": acts_of(person), "pasal": articles_of(person), "dasar_hukum": law_of(person)}
    found.values["identitas"] = _identity(person, found)
    sign_by_official(person, found)
    _examined(person, found)
    decision = _entered(person)
    if decision and decision.measure:
        found.values |= {"hukuman": decision.measure.name, "dasar_sanksi": decision.measure.legal_basis}
        return
    acted_on = max((one.acted_on for one in valid_allegations(person)), default=person.state_on)
    bases = {one.legal_basis for one in measures_for(person.category, person.track, acted_on)}
    if len(bases) == 1:
        found.values["dasar_sanksi"] = bases.pop()


def _identity(person: CasePerson, found: Prepared) -> str:
    """NIP, pangkat and post in one line; of who has no NIP the kind of employee."""
    known = found.values
    number = f"{'NI PPPK' if person.category in _PPPK else 'NIP'} {known['nip']}" if known["nip"] else ""
    parts = [number or person.get_category_display(), known["pangkat"], known["jabatan"]]
    return ", ".join(part for part in parts if part)


def _examined(person: CasePerson, found: Prepared) -> None:
    lhp = person.investigation_reports.filter(frozen_at__isnull=False).order_by("pk").last()
    if lhp and lhp.dated_on:
        found.values["pemeriksaan"] = numbered("Laporan Hasil Pemeriksaan", lhp.number, lhp.dated_on)


def _entered(person: CasePerson) -> Decision | None:
    """The decision as entered from paper: the one that stands, or that waits for the second person."""
    return standing_decision(person) or waiting_entry(person)


def moral(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """The word of the official on a moral sanction."""
    found.values["perbuatan"] = acts_of(person)
    found.values["ketentuan"] = articles_of(person)
    sign_by_official(person, found)
    found.values["nama_pejabat"] = "" if found.signers[0].name == DOTS else found.signers[0].name
    advice = person.recommendations.order_by("pk").last()
    if advice:
        found.values["rekomendasi"] = numbered("Rekomendasi Majelis Kode Etik", advice.number, advice.dated_on)


def hand_over(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    """Handing a decision over."""
    giver = found.signers[0]
    found.values |= {"penyerah": "" if giver.name == DOTS else giver.name, "jabatan_penyerah": giver.title}
    receiver = Signer(found.values["nama"], nip=found.values["nip"], label="PIHAK KEDUA\nyang menerima,")
    found.signers = [receiver, replace(giver, title="", label="PIHAK PERTAMA\nyang menyerahkan,")]
    decision = person.decisions.confirmed().order_by("pk").last()
    if decision is None:
        return
    found.values["keputusan"] = f"{numbered('Keputusan', decision.number, decision.dated_on)} ({decision.signer})"
    delivery = decision.deliveries.order_by("pk").last()
    if delivery:
        found.values |= {"hari_tanggal": formats.weekday(delivery.handed_on), "tempat_serah": delivery.place}
