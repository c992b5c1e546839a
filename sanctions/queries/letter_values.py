"""What the file of a case knows for each of its papers: everything else is typed into the draft."""

from collections.abc import Callable
from datetime import time

from netralitas.documents.letters import Signer
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from sanctions.models import CaseAssignment, CasePerson, CaseRole, Examination, Level, Track
from sanctions.queries import letter_decrees as decrees
from sanctions.queries.letter_offices import keeping_office
from sanctions.queries.letter_parts import (
    ROLE_WORDS,
    Prepared,
    acts_of,
    articles_of,
    bare_kop,
    head_of,
    identity_of,
    in_force_of,
    numbered,
    official_of,
    report_words,
    signature_of,
    team_table,
)
from sanctions.transitions import TEAM_ROLES

_EXAMINED_BY_TEAM = {Track.DISCIPLINE, Track.CONTRACT, Track.VILLAGE}
_ONLY_FOR = {
    "sk_tim": _EXAMINED_BY_TEAM, "bap_tambahan": _EXAMINED_BY_TEAM, "sk_hukuman": {Track.DISCIPLINE},
    "sk_kontrak": {Track.CONTRACT}, "sk_desa": {Track.VILLAGE}, "sk_majelis": {Track.ETHICS},
    "sanksi_moral": {Track.ETHICS},
}  # fmt: skip
_ALWAYS_FOR_CRIME = {"surat_penerusan", "nota_dinas"}


def codes_for(person: CasePerson, codes: list[str]) -> list[str]:
    """The papers that belong to the track of a person, in the order given."""
    if person.track == Track.CRIMINAL:
        return [code for code in codes if code in _ALWAYS_FOR_CRIME]
    return [code for code in codes if person.track in _ONLY_FOR.get(code, {person.track})]


def prepared(code: str, person: CasePerson, *, held: Examination | None = None) -> Prepared:
    """A draft of one paper about one person, a BAP of the newest hearing or of `held`; a dozen queries at most."""
    office = keeping_office(person.case)
    roles = {CaseRole.COUNCIL} if person.track == Track.ETHICS else TEAM_ROLES
    team = [one for one in in_force_of(person) if one.role in roles]
    found = Prepared(identity_of(person), letterhead_of(office) if office else bare_kop(), [head_of(office)], held=held)
    _BUILDERS[code](person, team, found)
    return found


def _clock(at: time | None) -> str:
    return f"{at:%H.%M} {formats.zone()}" if at else ""


def _way(is_virtual: bool) -> str:
    return "virtual" if is_virtual else "tatap muka"


def _summons(order: int) -> Callable[[CasePerson, list[CaseAssignment], Prepared], None]:
    def build(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
        known = {one.order: one for one in person.summonses.all()}
        found.values |= {"perbuatan": acts_of(person), "pasal": articles_of(person)} | _before(team)
        if call := known.get(order):
            found.values |= {
                "hari_tanggal": formats.weekday(call.exam_on), "pukul": _clock(call.exam_at),
                "tempat_periksa": call.place, "cara": _way(call.is_virtual),
            }  # fmt: skip
        if order == 2 and (first := known.get(1)):
            found.values["tidak_hadir"] = formats.weekday(first.exam_on)
            before = numbered("Surat Panggilan I", first.letter_number, first.letter_date)
            found.values["panggilan_sebelumnya"] = before
        found.signers = [signature_of(team[0])] if team else found.signers

    return build


def _before(team: list[CaseAssignment]) -> dict[str, str]:
    return {"menghadap": f"{team[0].name}, {ROLE_WORDS[CaseRole(team[0].role)]}"} if team else {}


def _absence(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    calls = list(person.summonses.order_by("order"))
    found.values["panggilan"] = [
        f"{numbered(f'Surat Panggilan {chr(73) * one.order}', one.letter_number, one.letter_date)}, pemeriksaan "
        f"{formats.weekday(one.exam_on)}"
        for one in calls
    ]
    if calls:
        found.values["hari_tanggal"] = formats.weekday(calls[-1].exam_on)
    found.signers = [signature_of(one) for one in team] or found.signers


def _to_receive(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values["menghadap"] = found.signers[0].title


def _examination(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    found.values |= {"perbuatan": acts_of(person), "pasal": articles_of(person), "pemeriksa": team_table(team)}
    letter = next((one for one in team if one.letter_number), None)
    if letter and letter.letter_date:
        found.values["dasar"] = f"sesuai {numbered('surat penugasan', letter.letter_number, letter.letter_date)}"
    known = found.values
    examined = Signer(known["nama"], nip=known["nip"], rank=known["pangkat"], label="Yang diperiksa,")
    found.signers = [examined, *(signature_of(one) for one in team)]
    held = found.held or person.examinations.filter(supplements__isnull=True).order_by("pk").last()
    if held is not None:
        _hearing(held, found)


def _further_examination(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    rows = person.examinations.filter(supplements__isnull=False).select_related("supplements__step")
    found.held = found.held or rows.order_by("pk").last()
    _examination(person, team, found)
    found.values["ke"] = ""
    if found.held is None:
        return
    content = found.held.content
    found.values |= {
        "ke": str(found.held.order), "bap_sebelumnya": _bap_words(found.held.supplements),
        "alasan": content.get("alasan", ""), "panggilan": content.get("panggilan", ""),
    }  # fmt: skip


def _bap_words(held: Examination) -> str:
    """Say "BAP Nomor BAP/1/2026 tanggal 9 Maret 2026", without the number while there is none."""
    kind = "Berita Acara Pemeriksaan" + (f" Tambahan {held.order}" if held.supplements_id else "")
    if held.step and held.step.document_number:
        return numbered(kind, held.step.document_number, held.held_on)
    return f"{kind} tanggal {formats.day(held.held_on)}"


def _hearing(held: Examination, found: Prepared) -> None:
    words = held.content
    answers = [[str(at), one["tanya"], one["jawab"]] for at, one in enumerate(words.get("tanya_jawab", ()), start=1)]
    found.values |= {
        "hari_tanggal": formats.weekday(held.held_on), "pukul": _clock(held.held_at), "tempat_periksa": held.place,
        "penutup": words.get("penutup", ""),
        "tanya_jawab": {"columns": ["No", "Pertanyaan", "Jawaban"], "rows": answers} if answers else "",
    }  # fmt: skip
    if held.outcome == held.Outcome.REFUSED:
        why = held.refusal_note or "tidak disebutkan"
        found.values["tidak_bersedia"] = (
            f"Yang diperiksa tidak bersedia menandatangani berita acara ini. Alasan: {why}."
        )


def _investigation(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    reports = [report_words(one) for one in person.case.reports.order_by("pk")]
    calls = [numbered(f"Surat Panggilan {'I' * one.order}", one.letter_number, one.letter_date)
             for one in person.summonses.order_by("order")]  # fmt: skip
    closed = person.examinations.filter(frozen_at__isnull=False).select_related("step").order_by("pk")
    hearings = [_bap_words(one) for one in closed]
    found.values |= {
        "pasal": articles_of(person), "pemeriksa": team_table(team), "dasar": [*reports, *calls, *hearings],
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
        found.values |= {"laporan": numbered("Laporan Hasil Pemeriksaan", lhp.number, lhp.dated_on),
                         "ringkasan": lhp.content.get("kesimpulan", "")}  # fmt: skip
    official = official_of(person)
    found.addressee = [official.title or official.name] if official else [current_pemda().head_title]
    found.sender = found.signers[0].title


def _forward(person: CasePerson, team: list[CaseAssignment], found: Prepared) -> None:
    pemda, reports = current_pemda(), [report_words(one) for one in person.case.reports.order_by("pk")]
    found.values |= {"perbuatan": acts_of(person), "laporan": "; ".join(reports)}
    bawaslu = f"Ketua Badan Pengawas Pemilihan Umum {pemda.short_name}"
    found.addressee = ["Gubernur"] if person.is_sekda else [bawaslu, f"di {pemda.place}"]


_BUILDERS: dict[str, Callable[[CasePerson, list[CaseAssignment], Prepared], None]] = {
    "sk_tim": decrees.examiners, "sk_majelis": decrees.council, "panggilan_1": _summons(1), "panggilan_2": _summons(2),
    "ba_tidak_hadir": _absence, "panggilan_terima": _to_receive, "bap": _examination,
    "bap_tambahan": _further_examination, "lhp": _investigation, "nota_dinas": _memo,
    "sk_hukuman": decrees.punishment, "sk_kontrak": decrees.contract, "sk_desa": decrees.village,
    "sanksi_moral": decrees.moral, "ba_serah_terima": decrees.hand_over, "surat_penerusan": _forward,
}  # fmt: skip
