"""The decision: what is laid before whom, entered by one and confirmed by another, corrected by new facts only."""

from datetime import date

import pytest

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from netralitas.ledger.models import Entry
from sanctions.actions import assignments, decisions
from sanctions.models import Decision, DecisionVerdict, State
from sanctions.queries import decisions as queries
from tests.cast import make_account, make_staff
from tests.sanctions import matters, outcomes
from tests.sanctions.outcomes import FIRST, SECOND, bring, decide, name_official, paper, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(accused):
    """Siti's matter lies with the regent."""
    return bring(accused, "menunggu_keputusan")


# --- laid before the official


def test_proven_matter_goes_to_an_official_free_of_conflict(accused):
    bring(accused, "lhp")
    with pytest.raises(DomainError, match="Tugaskan dahulu pejabat"):
        decisions.submit(accused, reason="x", on=outcomes.SUBMITTED_ON, document_number="1", by=FIRST)

    submit(accused)

    assert accused.state == State.WAITING


def test_official_with_a_conflict_sends_the_matter_to_the_governor(accused):
    bring(accused, "lhp")
    name_official(accused.case, is_free=False)

    with pytest.raises(DomainError, match="teruskan ke gubernur"):
        submit(accused)
    accused.refresh_from_db()
    outcomes.hand_over(accused, "gubernur")

    accused.refresh_from_db()
    assert accused.state == State.TO_GOVERNOR


def test_conflict_declared_after_submission_still_stops_the_decision(waiting):
    entry = decisions.enter(waiting, paper(), by=FIRST)
    name_official(waiting.case, is_free=False)

    with pytest.raises(DomainError, match="benturan kepentingan"):
        decisions.confirm(entry, by=SECOND)
    with pytest.raises(DomainError, match="menunggu konfirmasi"):
        decisions.enter(waiting, paper(), by=FIRST)


def test_matter_of_the_sekda_is_never_submitted_here(accused):
    bring(accused, "lhp")
    name_official(accused.case)
    accused.is_sekda = True
    accused.save()

    with pytest.raises(DomainError, match="diputus oleh gubernur"):
        submit(accused)


def test_nothing_proven_is_ended_not_submitted(accused):
    matters.bring_to(accused, "bap")
    matters.report_on(accused, is_proven=False)
    name_official(accused.case)

    with pytest.raises(DomainError, match="Tidak ada dugaan yang terbukti"):
        submit(accused)
    decisions.not_proven(accused, reason="Kosong", on=matters.LHP_ON, document_number="", by=FIRST)
    accused.refresh_from_db()
    assert accused.state == State.NOT_PROVEN


def test_proven_matter_cannot_be_ended_as_unproven(accused):
    bring(accused, "lhp")

    with pytest.raises(DomainError, match="Ada dugaan yang terbukti"):
        decisions.not_proven(accused, reason="x", on=matters.LHP_ON, document_number="", by=FIRST)


# --- entered by one, confirmed by another


def test_entry_alone_moves_nothing(waiting):
    entry = decisions.enter(waiting, paper(), by=FIRST)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    assert queries.standing_decision(waiting) is None
    assert queries.waiting_entry(waiting) == entry
    assert (entry.level, entry.suggested_level) == ("berat", "berat")


def test_second_person_makes_it_hold(waiting):
    entry = decisions.enter(waiting, paper(), by=FIRST)

    verdict = decisions.confirm(entry, by=SECOND)

    waiting.refresh_from_db()
    assert waiting.state == State.DECIDED
    assert queries.standing_decision(waiting) == entry
    assert verdict.step.transition == "putuskan"
    assert {one.limit.code for one in waiting.clocks.running()} == {"SAMPAI"}
    assert Entry.objects.filter(kind="case").exists()
    told = " ".join(str(one.details) for one in Event.objects.filter(event__startswith="sanctions.decision"))
    assert entry.number in told
    assert waiting.staff.name not in told


def test_who_entered_it_never_confirms_it(waiting):
    entry = decisions.enter(waiting, paper(), by=FIRST)

    with pytest.raises(DomainError, match="orang kedua"):
        decisions.confirm(entry, by=FIRST)
    assert not DecisionVerdict.objects.exists()


def test_same_person_under_a_second_account_is_no_second_person(waiting, dinas_b):
    both = make_staff("Dua Akun", dinas_b)
    one, two = make_account("Satu", staff=both), make_account("Dua")
    entry = decisions.enter(waiting, paper(), by=Actor.of_user(one))
    old = make_staff("Dua Akun", dinas_b, merged_into=both)
    two = make_account("Dua", staff=old)

    with pytest.raises(DomainError, match="orang kedua"):
        decisions.confirm(entry, by=Actor.of_user(two))
    assert decisions.is_own(entry, Actor.of_user(two))


def test_two_person_rule_is_what_refuses(waiting, monkeypatch):
    """Negative control: without the guard the same person would get through."""
    entry = decisions.enter(waiting, paper(), by=FIRST)
    monkeypatch.setattr(decisions, "is_own", lambda *_: False)

    assert decisions.confirm(entry, by=FIRST).is_confirmed


def test_entry_that_differs_from_the_paper_goes_back_and_is_entered_anew(waiting):
    entry = decisions.enter(waiting, paper(number="800/SK/77/2026"), by=FIRST)
    decisions.send_back(entry, note="Nomor di kertas 7, bukan 77", by=SECOND)

    with pytest.raises(DomainError, match="sudah diperiksa"):
        decisions.confirm(entry, by=SECOND)
    decide(waiting)

    assert queries.standing_decision(waiting).number == "800/SK/7/2026"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"number": " "}, "nomor surat"),
        ({"reason": ""}, "pertimbangan"),
        ({"scan_name": ""}, "pindaian"),
        ({"signer": ""}, "menetapkan"),
        ({"dated_on": date(2126, 1, 1)}, "belum tiba"),
        ({"dated_on": date(2026, 3, 1)}, "lebih awal"),
        ({"measure": None}, "katalog"),
        ({"outcome": "dibatalkan"}, "isi putusannya"),
        ({"kind": "keberatan", "outcome": "dikuatkan"}, "keadaan menunggu"),
        ({"kind": "pembatalan", "outcome": "dibatalkan"}, "keadaan menunggu"),
    ],
)
def test_paper_that_lacks_something_is_refused(waiting, changed, words):
    with pytest.raises(DomainError, match=words):
        decisions.enter(waiting, paper(**changed), by=FIRST)

    assert not Decision.objects.exists()


@pytest.mark.parametrize("code", ["SM-T", "PPPK-B1", "DES-1", "NON-2", "S-1"])
def test_measure_of_another_kind_of_employee_or_out_of_force_is_refused(waiting, code):
    with pytest.raises(DomainError, match="katalog"):
        decisions.enter(waiting, paper(code), by=FIRST)


def test_one_breach_is_not_punished_twice(waiting):
    decide(waiting)
    waiting.refresh_from_db()
    waiting.state = State.WAITING
    waiting.save()

    with pytest.raises(DomainError, match="dua kali"):
        decisions.enter(waiting, paper(), by=FIRST)


def test_decision_and_verdict_never_change(waiting):
    entry = decide(waiting)

    with pytest.raises(SealedRowError):
        Decision.objects.filter(pk=entry.pk).update(number="lain")
    with pytest.raises(SealedRowError):
        entry.verdict.save()


def test_official_other_than_the_assigned_is_refused(waiting):
    stranger = name_official(waiting.case)
    assignments.end(stranger, reason="Salah orang", by=FIRST)

    with pytest.raises(DomainError, match="tidak lagi bertugas"):
        decisions.enter(waiting, paper(official=stranger), by=FIRST)


# --- corrections are new facts


def test_wrong_record_is_corrected_by_a_new_one_and_the_state_stays(accused):
    bring(accused, "disampaikan")
    wrong = queries.standing_decision(accused)

    decide(accused, "B-2", kind="perbaikan", number="800/SK/8/2026", reason="Jenis hukuman salah ketik")

    accused.refresh_from_db()
    assert accused.state == State.DELIVERED
    assert queries.standing_decision(accused).measure.code == "B-2"
    assert Decision.objects.get(pk=wrong.pk).measure.code == "B-1"


def test_annulled_decision_is_decided_anew(accused):
    bring(accused, "berlaku")
    decide(
        accused, None, kind="pembatalan", outcome="dibatalkan", number="800/SK/9/2026", dated_on=date(2026, 5, 20),
        reason="Salah orang",
    )  # fmt: skip

    accused.refresh_from_db()
    assert accused.state == State.WAITING
    assert queries.standing_decision(accused) is None
    assert not accused.clocks.running().exists()
    decide(accused, "ST-1", number="800/SK/10/2026", dated_on=date(2026, 5, 25))
    assert queries.standing_decision(accused).measure.code == "ST-1"


# --- what was imposed before


def test_repeat_of_the_same_kind_is_seen_in_another_case(accused, siti):
    bring(accused, "berlaku", "ST-1")
    again = matters.make_case(siti, acts=("D-13",)).persons.get()
    same = matters.make_case(siti, acts=("D-02",)).persons.get()

    assert [one.is_same_kind for one in queries.earlier_sanctions(again)] == [False]
    found = queries.earlier_sanctions(same)
    assert [(one.measure.code, one.is_same_kind) for one in found] == [("ST-1", True)]
    bring(same, "lhp")
    assert any("Pengulangan" in reason for reason in queries.suggestion_for(same).weight.reasons)
    assert not queries.earlier_sanctions(accused)
