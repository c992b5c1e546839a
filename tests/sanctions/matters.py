"""Cases for tests: one call opens one, another brings a person's matter to a state. All days lie in March 2026."""

from collections.abc import Sequence
from datetime import date, time
from itertools import count

from netralitas.access.actors import Actor
from netralitas.registry.models import Staff
from sanctions.actions import assignments, cases, examinations, investigation_reports, reports, supplements
from sanctions.actions.cases import Accusation
from sanctions.actions.examinations import Hearing
from sanctions.actions.reports import Named
from sanctions.models import Act, Case, CaseAssignment, CasePerson, Examination, InvestigationReport, Report
from tests.cast import make_staff, make_unit

BY = Actor.command("uji")
ACTED_ON, RECEIVED_ON, OPENED_ON, TEAM_ON = date(2026, 2, 10), date(2026, 2, 27), date(2026, 3, 2), date(2026, 3, 3)
FIRST_LETTER, FIRST_EXAM = date(2026, 3, 4), date(2026, 3, 9)
SECOND_LETTER, SECOND_EXAM = date(2026, 3, 10), date(2026, 3, 13)
LHP_ON = date(2026, 3, 20)
_serial = count(1)


def act(code: str = "D-02") -> Act:
    """An act of the catalogue the portal starts with."""
    return Act.objects.in_force(ACTED_ON).get(code=code)


def make_report(*staff: Staff, outcome: str = "diperiksa", **fields: object) -> Report:
    """A report by Bawaslu, settled by triage."""
    given = {"source": "bawaslu", "received_on": RECEIVED_ON, "summary": "Uraian rekaan", "acts": [], "reporter": {}}
    report = reports.register(named=[Named(one) for one in staff], by=BY, **given | fields)
    reports.triage(report, outcome=outcome, reason="Cukup petunjuk", by=BY)
    report.refresh_from_db()
    return report


def make_case(*staff: Staff, acts: Sequence[str] = ("D-02",), title: str = "Perkara rekaan") -> Case:
    """A case about these persons, each accused of the acts."""
    accusation = Accusation(ACTED_ON, [act(code) for code in acts], place="Lapangan rekaan")
    return cases.open_case(
        reports=[make_report(*staff)], accused=staff, accusation=accusation, title=title, opened_on=OPENED_ON, by=BY
    )  # fmt: skip


def let_in(case: Case, staff: Staff, role: str, element: str = "", *, is_free: bool = True) -> CaseAssignment:
    """Somebody with a part in the case who declared to be free of conflict (or not)."""
    assignment = assignments.assign(
        case, staff=staff, role=role, element=element, letter_number="800/1/2026", letter_date=OPENED_ON, by=BY
    )  # fmt: skip
    assignments.declare(assignment, has_conflict=not is_free, statement="" if is_free else "Ipar terlapor", by=BY)
    return assignment


def make_team(case: Case) -> list[CaseAssignment]:
    """A full team: superior from the own office, oversight and personnel from elsewhere, all declared."""
    number = next(_serial)
    elsewhere = make_unit(f"Badan Rekaan {number}", kind="BADAN")
    superior = make_staff(f"Atasan Rekaan {number}", case.persons.first().staff.unit)
    return [
        let_in(case, make_staff(f"Ketua Rekaan {number}", elsewhere), "ketua", "kepegawaian"),
        let_in(case, make_staff(f"Pengawas Rekaan {number}", elsewhere), "pemeriksa", "pengawasan"),
        let_in(case, superior, "atasan_langsung"),
    ]


def begin(person: CasePerson) -> None:
    """Form the team (unless there is one) and begin."""
    if not person.case.assignments.exists():
        make_team(person.case)
    examinations.begin([person], letter_number="800/2/SK/2026", letter_date=TEAM_ON, reason="", by=BY)


def summon(person: CasePerson, order: int = 1) -> None:
    """Call the person, the first or the second time."""
    letter, exam = ((FIRST_LETTER, FIRST_EXAM), (SECOND_LETTER, SECOND_EXAM))[order - 1]
    examinations.summon(
        person, letter_number=f"800/3/{order}/2026", letter_date=letter, reason="", by=BY,
        hearing=Hearing(exam, time(9, 0), "Ruang rapat rekaan"),
    )  # fmt: skip


def draft_examination(person: CasePerson, on: date = FIRST_EXAM) -> Examination:
    """Write a BAP down, not closed yet."""
    return examinations.write(
        person, hearing=Hearing(on, time(9, 0), "Ruang rapat rekaan"), examiners=["Ketua Rekaan"],
        answers=[{"tanya": "Apakah sehat?", "jawab": "Sehat, keterangan rekaan."}], closing="", by=BY,
    )  # fmt: skip


def examine(person: CasePerson, on: date = FIRST_EXAM, outcome: str = "ditandatangani") -> Examination:
    """Hold the examination and close the BAP."""
    draft = draft_examination(person, on)
    note = "" if outcome == "ditandatangani" else "Ingin didampingi"
    return examinations.finish(
        draft, outcome=outcome, refusal_note=note, copy_given_on=on, number="BAP/1/2026", by=BY
    )  # fmt: skip


def draft_supplement(person: CasePerson, on: date = SECOND_EXAM) -> Examination:
    """Write a further BAP down, not closed yet."""
    return supplements.write(
        person, hearing=Hearing(on, time(10, 0), "Ruang rapat kedua"), examiners=["Ketua Rekaan"], closing="",
        answers=[{"tanya": "Siapa yang mengunggah?", "jawab": "Saya sendiri, keterangan kedua."}],
        ground="Ada saksi baru", summons="Surat Nomor 800/9/2026", by=BY,
    )  # fmt: skip


def supplement(person: CasePerson, on: date = SECOND_EXAM, number: str = "BAP/2/2026") -> Examination:
    """Hold a further examination and close its BAP."""
    return examinations.finish(
        draft_supplement(person, on), outcome="ditandatangani", refusal_note="", copy_given_on=on, number=number, by=BY
    )  # fmt: skip


def draft_report(person: CasePerson, *, is_proven: bool = True) -> InvestigationReport:
    """Write the LHP, not handed over yet: every allegation proven, or none."""
    found = {
        one.public_id: investigation_reports.Conclusion(is_proven, "Ada tangkapan layar")
        for one in person.allegations.filter(withdrawal__isnull=True)
    }
    return investigation_reports.write(
        person, words={"fakta": "Fakta rekaan", "analisis": "Analisis rekaan", "kesimpulan": "Kesimpulan rekaan"},
        conclusions=found, proposed_level="berat", by=BY,
    )  # fmt: skip


def report_on(person: CasePerson, *, is_proven: bool = True, on: date = LHP_ON) -> InvestigationReport:
    """Write the LHP and hand it over."""
    draft = draft_report(person, is_proven=is_proven)
    return investigation_reports.finish(draft, number="700/LHP/1/2026", dated_on=on, by=BY)


def bring_to(person: CasePerson, state: str) -> CasePerson:
    """Take the usual steps until the person's matter stands in a state, LHP at the latest."""
    ways = {
        "telaah": [],
        "pemeriksaan": [begin],
        "panggilan_1": [begin, summon],
        "panggilan_2": [begin, summon, lambda one: summon(one, 2)],
        "tidak_hadir": [begin, summon, lambda one: summon(one, 2), _stay_away],
        "bap": [begin, summon, examine],
        "lhp": [begin, summon, examine, report_on],
    }
    for step in ways[state]:
        person.refresh_from_db()
        step(person)
    person.refresh_from_db()
    return person


def _stay_away(person: CasePerson) -> None:
    examinations.note_absence(person, on=SECOND_EXAM, document_number="BA/1/2026", reason="Tanpa kabar", by=BY)
