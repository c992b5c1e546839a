"""What follows the LHP, for tests: officials, papers with scans, and one call that brings a matter to a state."""

from datetime import date, timedelta

from netralitas.access.actors import Actor
from sanctions.actions import assignments, councils, decisions, endings, remedies
from sanctions.actions.decisions import Paper
from sanctions.actions.endings import Letter
from sanctions.actions.remedies import Handing
from sanctions.models import Case, CaseAssignment, CasePerson, Decision, Measure
from tests.cast import make_staff, make_unit
from tests.sanctions import matters

FIRST, SECOND = Actor("user", "satu", "Petugas Satu"), Actor("user", "dua", "Petugas Dua")
SUBMITTED_ON, DECIDED_ON, HANDED_ON = date(2026, 4, 1), date(2026, 4, 6), date(2026, 4, 8)
FORCE_DAY = date(2026, 4, 29)  # the fifteenth working day after HANDED_ON, no holidays
OBJECTED_ON, ANSWERED_ON = date(2026, 4, 20), date(2026, 5, 4)
SCAN = {"scan_name": "sk-uji", "scan_sha256": "a" * 64}


def measure(code: str) -> Measure:
    """The newest version of a measure."""
    return Measure.objects.filter(code=code).latest("pk")


def name_official(case: Case, *, is_free: bool = True) -> CaseAssignment:
    """The regent decides: no person of the registry, the word on conflicts comes by letter."""
    official = assignments.assign(
        case, role="pejabat_berwenang", name="Bupati Rekaan", title="Bupati", letter_number="100/1/2026",
        letter_date=matters.OPENED_ON, by=matters.BY,
    )  # fmt: skip
    word = "" if is_free else "Mencalonkan diri kembali"
    assignments.declare(official, has_conflict=not is_free, statement=word, by=matters.BY, letter_number="100/2/2026")
    return official


def paper(code: str | None = "B-1", **changed: object) -> Paper:
    """An SK as it stands on paper."""
    given = {
        "kind": "keputusan", "number": "800/SK/7/2026", "dated_on": DECIDED_ON, "outcome": "dijatuhkan",
        "measure": measure(code) if code else None, "reason": "Sesuai LHP", "signer": "Bupati Rekaan",
    }  # fmt: skip
    return Paper(**given | SCAN | changed)


def submit(person: CasePerson) -> None:
    """Name the official (unless there is one) and lay the matter before them."""
    if not person.case.assignments.filter(role="pejabat_berwenang").exists():
        name_official(person.case)
    decisions.submit(person, reason="Terbukti", on=SUBMITTED_ON, document_number="800/ND/1/2026", by=FIRST)
    person.refresh_from_db()


def decide(person: CasePerson, code: str = "B-1", **changed: object) -> Decision:
    """Enter an SK and confirm it as somebody else."""
    entry = decisions.enter(person, paper(code, **changed), by=FIRST)
    decisions.confirm(entry, by=SECOND)
    person.refresh_from_db()
    return entry


def deliver(person: CasePerson, **changed: object) -> None:
    """Hand the decision over."""
    given = {"outcome": "diterima", "handed_on": HANDED_ON, "received_on": HANDED_ON, "record_number": "BA/7/2026"}
    remedies.deliver(person, Handing(**given | changed), reason="", by=FIRST)


def object_to(person: CasePerson) -> None:
    """File an objection in time."""
    remedies.appeal(
        person, kind="keberatan", number="", filed_on=OBJECTED_ON, received_on=OBJECTED_ON, reason="", by=FIRST
    )


def appeal(person: CasePerson) -> None:
    """File an appeal with the BPASN in time."""
    remedies.appeal(
        person, kind="banding", number="", filed_on=OBJECTED_ON, received_on=OBJECTED_ON, reason="", by=FIRST
    )


def tell_bkn(person: CasePerson) -> None:
    endings.told_bkn(person, channel="SIASN", number="SIASN-77", on=FORCE_DAY + timedelta(days=2), by=FIRST)


def close(person: CasePerson) -> None:
    endings.close(person, reason="", on=FORCE_DAY + timedelta(days=3), by=FIRST)


def hand_over(person: CasePerson, body: str = "bawaslu") -> None:
    letter = Letter("800/9/2026", person.state_on)
    endings.hand_over(person, body=body, letter=letter, reason="Bukan wewenang pemda", by=FIRST)


def make_council(case: Case, members: int = 3) -> list[CaseAssignment]:
    """Members from elsewhere, declared free of conflict."""
    unit = make_unit(f"Majelis {case.number} {members}", kind="BADAN")
    staff = [make_staff(f"Anggota {number} {case.number}", unit) for number in range(members)]
    return [matters.let_in(case, one, "majelis") for one in staff]


def form_council(person: CasePerson) -> None:
    make_council(person.case)
    councils.form(person, letter_number="800/MKE/1/2026", letter_date=matters.TEAM_ON, by=FIRST)


def recommend(person: CasePerson, *, is_proven: bool = True) -> None:
    advice = councils.Advice(
        held_on=matters.FIRST_EXAM, number="MKE/1/2026", dated_on=matters.LHP_ON, is_proven=is_proven,
        measure=measure("SM-T") if is_proven else None, reason="Sidang majelis",
    )  # fmt: skip
    councils.recommend(person, advice, by=FIRST)


_BEFORE = ("telaah", "pemeriksaan", "panggilan_1", "panggilan_2", "tidak_hadir", "bap", "lhp")


def bring(person: CasePerson, state: str, code: str = "B-1") -> CasePerson:
    """Take the usual steps of the person's track until the matter stands in a state."""
    if state in _BEFORE:
        return matters.bring_to(person, state)
    head = [form_council, recommend] if person.track == "kode_etik" else [lambda one: matters.bring_to(one, "lhp")]
    decided = [*head, submit, lambda one: decide(one, code)]
    force = [*decided, deliver, lambda one: remedies.take_force(one, by=FIRST)]
    ways = {
        "majelis": [form_council], "rekomendasi": [form_council, recommend], "menunggu_keputusan": [*head, submit],
        "diputus": decided, "disampaikan": [*decided, deliver], "keberatan": [*decided, deliver, object_to],
        "banding": [*decided, deliver, appeal], "berlaku": force, "dilaporkan_bkn": [*force, tell_bkn],
        "selesai": [*force, tell_bkn, close], "tidak_terbukti": [_find_nothing],
        "tidak_cukup_bukti": [_stop], "dilimpahkan_bawaslu": [hand_over],
        "ke_gubernur": [lambda one: hand_over(one, "gubernur")],
    }  # fmt: skip
    for step in ways[state]:
        step(person)
        person.refresh_from_db()
    return person


def bring_on(person: CasePerson, state: str, code: str = "B-1") -> CasePerson:
    """From the LHP onwards to `diputus`."""
    assert (person.state, state) == ("lhp", "diputus")
    submit(person)
    decide(person, code)
    return person


def _find_nothing(person: CasePerson) -> None:
    matters.bring_to(person, "bap")
    matters.report_on(person, is_proven=False)
    decisions.not_proven(person, reason="Tidak ada bukti", on=matters.LHP_ON, document_number="ND/1", by=FIRST)


def _stop(person: CasePerson) -> None:
    from sanctions.actions import examinations

    examinations.stop(person, reason="Tidak cukup", on=matters.OPENED_ON, document_number="ND/2", by=FIRST)
