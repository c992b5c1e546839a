"""What the file of a case knows for each of its papers: everything else is typed into the draft."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any

from django.utils import timezone

from netralitas.documents.letters import Signer
from netralitas.registry import catalogues
from netralitas.registry.queries.letter_signers import DOTS, signer_from, signer_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.officials import regional_head
from sanctions.models import Allegation, CaseAssignment, CasePerson, CaseRole, Level, Track
from sanctions.queries.letter_offices import keeping_office
from sanctions.transitions import TEAM_ROLES

_ROLE_WORDS = {
    CaseRole.CHAIR: "Ketua Tim Pemeriksa", CaseRole.SECRETARY: "Sekretaris Tim Pemeriksa",
    CaseRole.EXAMINER: "Anggota Tim Pemeriksa", CaseRole.SUPERIOR: "Atasan Langsung",
    CaseRole.OFFICIAL: "Pejabat yang Berwenang", CaseRole.COUNCIL: "Anggota Majelis Kode Etik",
}  # fmt: skip
_ORDER = list(_ROLE_WORDS)
_ONLY_FOR = {"sk_hukuman": {Track.DISCIPLINE, Track.CONTRACT}, "sanksi_moral": {Track.ETHICS}}
_ALWAYS_FOR_CRIME = {"surat_penerusan", "nota_dinas"}


@dataclass
class Prepared:
    """What a draft begins with."""

    values: dict[str, Any]
    kop: dict[str, Any]
    signers: list[Signer]
    addressee: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    sender: str = ""


def codes_for(person: CasePerson, codes: list[str]) -> list[str]:
    """The papers that belong to the track of a person, in the order given."""
    if person.track == Track.CRIMINAL:
        return [code for code in codes if code in _ALWAYS_FOR_CRIME]
    return [code for code in codes if person.track in _ONLY_FOR.get(code, {person.track})]


def prepared(code: str, person: CasePerson) -> Prepared:
    """A draft of one paper about one person; a dozen queries at most."""
    office = keeping_office(person.case)
    roles = {CaseRole.COUNCIL} if person.track == Track.ETHICS else TEAM_ROLES
    team = [one for one in _in_force(person) if one.role in roles]
    found = Prepared(_identity(person), letterhead_of(office) if office else _bare_kop(), [_head(office)])
    _BUILDERS[code](person, team, found)
    return found


def _in_force(person: CasePerson) -> list[CaseAssignment]:
    rows = person.case.assignments.in_force().select_related("staff")
    return sorted(rows, key=lambda one: _ORDER.index(CaseRole(one.role)))


def _bare_kop() -> dict[str, Any]:
    return {"pemda": current_pemda().name.upper(), "lines": [], "address": current_pemda().address, "emblem": ""}


def _head(office: Any) -> Signer:
    return signer_of(office, timezone.localdate()) if office else Signer(DOTS, nip="NIP")


def _identity(person: CasePerson) -> dict[str, Any]:
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


def _allegations(person: CasePerson) -> list[Allegation]:
    return list(person.allegations.filter(withdrawal__isnull=True).select_related("act").order_by("acted_on", "pk"))


def _acts(person: CasePerson) -> list[str]:
    return [
        f"{one.act.name}, pada tanggal {formats.day(one.acted_on)}{f' di {one.place}' if one.place else ''}"
        for one in _allegations(person)
    ]


def _articles(person: CasePerson) -> str:
    return "; ".join(dict.fromkeys(one.act.legal_basis for one in _allegations(person) if one.act.legal_basis))


def _clock(at: time | None) -> str:
    return f"{at:%H.%M} {formats.zone()}" if at else ""


def _way(is_virtual: bool) -> str:
    return "virtual" if is_virtual else "tatap muka"


def signature_of(one: CaseAssignment) -> Signer:
    """Somebody of the case as they sign: the part above, then name, pangkat and NIP."""
    words = f"{_ROLE_WORDS[CaseRole(one.role)]},"
    if one.staff is None:
        return Signer(one.name, label=words)
    return replace(signer_from(one.staff), title="", label=words)


def _numbered(kind: str, number: str, on: Any) -> str:
    return f"{kind} Nomor {number} tanggal {formats.day(on)}"


def _summons(order: int) -> Callable[[CasePerson, list[CaseAssignment], Prepared], None]:
    def build(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
        known = {one.order: one for one in person.summonses.all()}
        found.values |= {"perbuatan": _acts(person), "pasal": _articles(person)} | _before(team)
        if call := known.get(order):
            found.values |= {
                "hari_tanggal": formats.weekday(call.exam_on), "pukul": _clock(call.exam_at),
                "tempat_periksa": call.place, "cara": _way(call.is_virtual),
            }  # fmt: skip
        if order == 2 and (first := known.get(1)):
            found.values["tidak_hadir"] = formats.weekday(first.exam_on)
            before = _numbered("Surat Panggilan I", first.letter_number, first.letter_date)
            found.values["panggilan_sebelumnya"] = before
        found.signers = [signature_of(team[0])] if team else found.signers

    return build


def _before(team: list[CaseAssignment]) -> dict[str, str]:
    return {"menghadap": f"{team[0].name}, {_ROLE_WORDS[CaseRole(team[0].role)]}"} if team else {}


def _absence(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    calls = list(person.summonses.order_by("order"))
    found.values["panggilan"] = [
        f"{_numbered(f'Surat Panggilan {chr(73) * one.order}', one.letter_number, one.letter_date)}, pemeriksaan "
        f"{formats.weekday(one.exam_on)}"
        for one in calls
    ]
    if calls:
        found.values["hari_tanggal"] = formats.weekday(calls[-1].exam_on)
    found.signers = [signature_of(one) for one in team] or found.signers


def _to_receive(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values["menghadap"] = found.signers[0].title


def _team_table(team: list[CaseAssignment]) -> dict[str, Any]:
    rows = [[str(at), one.name, one.title, one.get_role_display()] for at, one in enumerate(team, start=1)]
    return {"columns": ["No", "Nama", "Jabatan", "Kedudukan dalam tim"], "rows": rows}


def _examination(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values |= {"perbuatan": _acts(person), "pasal": _articles(person), "pemeriksa": _team_table(team)}
    letter = next((one for one in team if one.letter_number), None)
    if letter and letter.letter_date:
        found.values["dasar"] = f"sesuai {_numbered('surat penugasan', letter.letter_number, letter.letter_date)}"
    known = found.values
    examined = Signer(known["nama"], nip=known["nip"], rank=known["pangkat"], label="Yang diperiksa,")
    found.signers = [examined, *(signature_of(one) for one in team)]
    held = person.examinations.order_by("pk").last()
    if held is None:
        return
    words = held.content
    answers = [[str(at), one["tanya"], one["jawab"]] for at, one in enumerate(words.get("tanya_jawab", ()), start=1)]
    found.values |= {
        "hari_tanggal": formats.weekday(held.held_on), "pukul": _clock(held.held_at), "tempat_periksa": held.place,
        "penutup": words.get("penutup", ""),
        "tanya_jawab": {"columns": ["No", "Pertanyaan", "Jawaban"], "rows": answers} if answers else "",
    }  # fmt: skip
    if held.outcome == held.Outcome.REFUSED:
        why = held.refusal_note or "tidak disebutkan"
        known["tidak_bersedia"] = f"Yang diperiksa tidak bersedia menandatangani berita acara ini. Alasan: {why}."


def _investigation(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    reports = [_numbered_report(one) for one in person.case.reports.order_by("pk")]
    calls = [_numbered(f"Surat Panggilan {'I' * one.order}", one.letter_number, one.letter_date)
             for one in person.summonses.order_by("order")]  # fmt: skip
    found.values |= {
        "pasal": _articles(person), "pemeriksa": _team_table(team), "dasar": [*reports, *calls],
        "ikrar": _pledge(person),
    }  # fmt: skip
    found.signers = [signature_of(one) for one in team] or found.signers
    lhp = person.investigation_reports.order_by("pk").last()
    if lhp is None:
        return
    findings = lhp.findings.select_related("allegation__act").order_by("pk")
    rows = [[str(at), one.allegation.act.name, "Ya" if one.is_proven else "Tidak", one.note]
            for at, one in enumerate(findings, start=1)]  # fmt: skip
    words = {name: lhp.content.get(name, "") for name in ("fakta", "analisis", "kesimpulan", "pertimbangan")}
    table = {"columns": ["No", "Dugaan perbuatan", "Terbukti", "Pertimbangan"], "rows": rows} if rows else ""
    level = Level(lhp.proposed_level).label if lhp.proposed_level else ""
    found.values |= words | {"kesimpulan_dugaan": table, "usul": str(level)}


def _numbered_report(report: Any) -> str:
    return f"Laporan {report.number} diterima tanggal {formats.day(report.received_on)}"


def _pledge(person: CasePerson) -> str:
    frozen = person.frozen.order_by("acted_on").first()
    pledge = frozen.facts.get("ikrar") if frozen else None
    if not pledge:
        return "Pada tanggal perbuatan belum ada ikrar netralitas yang tercatat; hal itu bukan pelanggaran."
    return (
        f"{pledge['judul']} ({pledge['kegiatan']}), nomor register {pledge['nomor']}, ditandatangani "
        f"{pledge['ditandatangani']}; naskah {pledge['naskah']}, entri log {pledge['entri']}."
    )


def _memo(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    lhp = person.investigation_reports.filter(frozen_at__isnull=False).order_by("pk").last()
    if lhp and lhp.dated_on:
        found.values |= {"laporan": _numbered("Laporan Hasil Pemeriksaan", lhp.number, lhp.dated_on),
                         "ringkasan": lhp.content.get("kesimpulan", "")}  # fmt: skip
    official = _official(person)
    found.addressee = [official.title or official.name] if official else [current_pemda().head_title]
    found.sender = found.signers[0].title


def _official(person: CasePerson) -> CaseAssignment | None:
    return next((one for one in _in_force(person) if one.role == CaseRole.OFFICIAL), None)


def _by_official(person: CasePerson, found: Prepared) -> None:
    """Kop and signer of the one who decides; on a keputusan the name stands without titles (Pasal 44)."""
    official = _official(person)
    title = (official.title if official else "") or regional_head()
    is_regional_head = title.casefold().startswith(current_pemda().head_title.casefold())
    found.values["pejabat"] = regional_head() if is_regional_head else title.upper()
    if is_regional_head:
        found.kop = {"pemda": "", "lines": [regional_head()], "address": "", "emblem": found.kop["emblem"]}
    name = official.staff.name.upper() if official and official.staff else official.name if official else DOTS
    found.signers = [Signer(name, title=found.values["pejabat"])]


def _decision_letter(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values |= {"perbuatan": _acts(person), "pasal": _articles(person)}
    _by_official(person, found)
    lhp = person.investigation_reports.filter(frozen_at__isnull=False).order_by("pk").last()
    if lhp and lhp.dated_on:
        found.values["pemeriksaan"] = _numbered("Laporan Hasil Pemeriksaan", lhp.number, lhp.dated_on)
        found.values["tingkat"] = str(Level(lhp.proposed_level).label).lower() if lhp.proposed_level else ""


def _moral(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values["perbuatan"] = _acts(person)
    found.values["ketentuan"] = _articles(person)
    _by_official(person, found)
    found.values["nama_pejabat"] = "" if found.signers[0].name == DOTS else found.signers[0].name
    advice = person.recommendations.order_by("pk").last()
    if advice:
        found.values["rekomendasi"] = _numbered("Rekomendasi Majelis Kode Etik", advice.number, advice.dated_on)


def _hand_over(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    giver = found.signers[0]
    found.values |= {"penyerah": "" if giver.name == DOTS else giver.name, "jabatan_penyerah": giver.title}
    receiver = Signer(found.values["nama"], nip=found.values["nip"], label="PIHAK KEDUA\nyang menerima,")
    found.signers = [receiver, replace(giver, title="", label="PIHAK PERTAMA\nyang menyerahkan,")]
    decision = person.decisions.confirmed().order_by("pk").last()
    if decision is None:
        return
    found.values["keputusan"] = f"{_numbered('Keputusan', decision.number, decision.dated_on)} ({decision.signer})"
    delivery = decision.deliveries.order_by("pk").last()
    if delivery:
        found.values |= {"hari_tanggal": formats.weekday(delivery.handed_on), "tempat_serah": delivery.place}


def _forward(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    pemda, reports = current_pemda(), [_numbered_report(one) for one in person.case.reports.order_by("pk")]
    found.values |= {"perbuatan": _acts(person), "laporan": "; ".join(reports)}
    bawaslu = f"Ketua Badan Pengawas Pemilihan Umum {pemda.short_name}"
    found.addressee = ["Gubernur"] if person.is_sekda else [bawaslu, f"di {pemda.place}"]


_BUILDERS: dict[str, Callable[[CasePerson, list[CaseAssignment], Prepared], None]] = {
    "panggilan_1": _summons(1), "panggilan_2": _summons(2), "ba_tidak_hadir": _absence, "panggilan_terima": _to_receive,
    "bap": _examination, "lhp": _investigation, "nota_dinas": _memo, "sk_hukuman": _decision_letter,
    "sanksi_moral": _moral, "ba_serah_terima": _hand_over, "surat_penerusan": _forward,
}  # fmt: skip
