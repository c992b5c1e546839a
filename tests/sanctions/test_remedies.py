"""From the SK until it holds, on every track: clocks, remedies, the day of force, and what ends or begins anew."""

from datetime import date, timedelta

import pytest

from netralitas.errors import DomainError
from sanctions.actions import calendar, councils, decisions, endings, remedies
from sanctions.actions.calendar import NewHoliday
from sanctions.actions.endings import Letter
from sanctions.models import Appeal, Clock, Decision, State
from sanctions.queries import decisions as queries
from sanctions.queries.decisions import Remedy
from tests.cast import make_staff
from tests.sanctions import matters, outcomes
from tests.sanctions.outcomes import FIRST, FORCE_DAY, HANDED_ON, bring, decide, deliver

pytestmark = pytest.mark.django_db


def running(person) -> dict[str, date]:
    return dict(Clock.objects.running().filter(person=person).values_list("limit__code", "due_on"))


# --- discipline


def test_delivery_starts_the_clocks_of_objection_and_force(accused):
    bring(accused, "disampaikan")

    assert running(accused) == {"KEBERATAN": date(2026, 4, 28), "BERLAKU": FORCE_DAY}


def test_decision_takes_force_on_the_fifteenth_working_day_whenever_it_is_noted(accused):
    bring(accused, "disampaikan")

    step = remedies.take_force(accused, by=FIRST)

    accused.refresh_from_db()
    assert (accused.state, step.happened_on) == (State.IN_FORCE, FORCE_DAY)
    assert not running(accused)


def test_holidays_move_the_day_of_force_and_the_running_clocks(accused):
    bring(accused, "disampaikan")
    calendar.add([NewHoliday(date(2026, 4, 13), "Libur", "daerah"), NewHoliday(date(2026, 4, 14), "Libur", "daerah")],
                 by=FIRST)  # fmt: skip

    assert running(accused)["BERLAKU"] == date(2026, 5, 1)
    assert remedies.take_force(accused, by=FIRST).happened_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"record_number": " "}, "nomor berita acara"),
        ({"received_on": date(2026, 4, 9)}, "hari yang sama"),
        ({"outcome": "dikirim", "received_on": date(2026, 4, 7)}, "sebelum disampaikan"),
        ({"outcome": "dikirim", "received_on": date(2126, 4, 7)}, "belum tiba"),
        ({"handed_on": date(2026, 5, 20), "received_on": date(2026, 5, 20)}, "melewati tenggatnya"),
    ],
)
def test_delivery_that_cannot_be_is_refused(accused, changed, words):
    bring(accused, "diputus")

    with pytest.raises(DomainError, match=words):
        deliver(accused, **changed)

    accused.refresh_from_db()
    assert accused.state == State.DECIDED


def test_refusal_to_receive_and_absence_do_not_stop_the_decision(accused):
    bring(accused, "diputus")
    remedies.note_absence(accused, on=outcomes.DECIDED_ON, document_number="BA/1", reason="", by=FIRST)
    assert running(accused)["KIRIM"] == date(2026, 4, 9)

    deliver(accused, outcome="dikirim", received_on=date(2026, 4, 15), record_number="RESI/1")

    assert "KIRIM" not in running(accused)
    assert running(accused)["BERLAKU"] == date(2026, 5, 6)  # counted from the receipt, not the sending


def test_objection_stops_the_clock_of_force_until_it_is_decided(accused):
    bring(accused, "keberatan")
    assert set(running(accused)) == {"KEBERATAN-PUTUS"}
    with pytest.raises(DomainError, match="keadaan"):
        remedies.take_force(accused, by=FIRST)

    decide(accused, None, kind="keberatan", outcome="dikuatkan", number="K/1", dated_on=outcomes.ANSWERED_ON)

    assert accused.state == State.IN_FORCE
    assert queries.standing_decision(accused).measure.code == "B-1"
    assert not running(accused)


def test_objection_may_change_the_measure(accused):
    bring(accused, "keberatan")

    decide(accused, "ST-1", kind="keberatan", outcome="diubah", number="K/1", dated_on=outcomes.ANSWERED_ON)

    assert queries.standing_decision(accused).measure.code == "ST-1"


def test_annulment_by_objection_ends_the_matter_without_a_sanction(accused):
    bring(accused, "keberatan")

    decide(accused, None, kind="keberatan", outcome="dibatalkan", number="K/1", dated_on=outcomes.ANSWERED_ON)

    assert accused.state == State.CLOSED
    assert not Decision.objects.standing().exists()


def test_late_objection_is_noted_only_with_its_reason(accused):
    bring(accused, "disampaikan")
    late = {"kind": "keberatan", "number": "", "filed_on": date(2026, 4, 29), "received_on": date(2026, 4, 29)}

    with pytest.raises(DomainError, match="haknya gugur"):
        remedies.appeal(accused, **late, reason="", by=FIRST)
    remedies.appeal(accused, **late, reason="Diperintahkan PPK untuk diperiksa", by=FIRST)

    assert Appeal.objects.get().is_late


@pytest.mark.parametrize(
    ("filed", "received"),
    [(date(2026, 4, 7), date(2026, 4, 8)), (date(2026, 4, 10), date(2026, 4, 9)), (HANDED_ON, date(2126, 1, 1))],
)
def test_objection_out_of_order_is_refused(accused, filed, received):
    bring(accused, "disampaikan")

    with pytest.raises(DomainError, match="terbalik atau belum tiba"):
        remedies.appeal(accused, kind="keberatan", number="", filed_on=filed, received_on=received, reason="", by=FIRST)


def test_dismissal_goes_to_the_bpasn_and_nothing_else_does(accused):
    bring(accused, "disampaikan", "B-3")
    assert running(accused).keys() == {"BANDING", "BERLAKU"}
    with pytest.raises(DomainError, match="tidak tersedia"):
        outcomes.object_to(accused)

    outcomes.appeal(accused)
    accused.refresh_from_db()
    assert running(accused).keys() == {"BANDING-JAWAB", "BANDING-PUTUS"}
    remedies.answer_appeal(accused, on=date(2026, 4, 22), document_number="T/1", by=FIRST)
    assert running(accused).keys() == {"BANDING-PUTUS"}
    with pytest.raises(DomainError, match="sudah dicatat"):
        remedies.answer_appeal(accused, on=date(2026, 4, 22), document_number="T/1", by=FIRST)
    decide(accused, None, kind="banding", outcome="dikuatkan", number="P/1", dated_on=date(2026, 6, 2))
    assert accused.state == State.IN_FORCE


# --- the other tracks


def test_moral_sanction_knows_no_remedy_and_holds_when_received(siti, handler):
    person = matters.make_case(siti, acts=("KE-04",)).persons.get()
    bring(person, "disampaikan", "SM-T")

    assert queries.remedy_of(queries.standing_decision(person)) is Remedy.NONE
    assert not running(person)
    with pytest.raises(DomainError, match="jalur kode etik"):
        outcomes.object_to(person)
    assert remedies.take_force(person, by=FIRST).happened_on == HANDED_ON
    outcomes.tell_bkn(person)
    outcomes.close(person)
    person.refresh_from_db()
    assert person.state == State.CLOSED


@pytest.mark.parametrize(("members", "words"), [(2, "sekarang 2"), (4, "sekarang 4"), (1, "sekarang 1")])
def test_council_is_odd_and_of_three_at_least(siti, handler, members, words):
    case = matters.make_case(siti, acts=("KE-04",))
    outcomes.make_council(case, members)

    with pytest.raises(DomainError, match=words):
        councils.form(case.persons.get(), letter_number="1", letter_date=matters.TEAM_ON, by=FIRST)


def test_council_that_finds_nothing_ends_the_matter(siti, handler):
    person = matters.make_case(siti, acts=("KE-04",)).persons.get()
    bring(person, "majelis")
    outcomes.recommend(person, is_proven=False)
    outcomes.name_official(person.case)
    person.refresh_from_db()

    with pytest.raises(DomainError, match="Tidak ada dugaan yang terbukti"):
        outcomes.submit(person)
    decisions.not_proven(person, reason="Rekomendasi majelis", on=matters.LHP_ON, document_number="", by=FIRST)
    assert not queries.proven_allegations(person)


@pytest.mark.parametrize(
    ("category", "act", "measure", "remedy"),
    [
        ("PPPK", "D-02", "PPPK-B1", Remedy.APPEAL),
        ("HONORER", "D-02", "NON-2", Remedy.NONE),
        ("KADES", "DS-04", "DES-1", Remedy.NONE),
    ],
)
def test_contract_and_village_tracks_run_to_their_end(dinas_a, handler, category, act, measure, remedy):
    case = matters.make_case(make_staff("Orang Lain", dinas_a, category=category), acts=(act,))
    person = case.persons.get()
    bring(person, "disampaikan", measure)

    assert queries.remedy_of(queries.standing_decision(person)) is remedy
    remedies.take_force(person, by=FIRST)
    if person.track == "kontrak":
        outcomes.tell_bkn(person)
    outcomes.close(person)

    person.refresh_from_db()
    assert person.state == State.CLOSED
    assert Decision.objects.standing().get().measure.code == measure


def test_contract_that_names_its_own_day_holds_from_that_day(dinas_a, handler):
    person = matters.make_case(make_staff("Orang Lain", dinas_a, category="HONORER")).persons.get()
    bring(person, "menunggu_keputusan")
    decide(person, "NON-2", effective_on=date(2026, 5, 1))
    deliver(person)

    assert remedies.take_force(person, by=FIRST).happened_on == date(2026, 5, 1)


# --- ends and new beginnings


def test_handed_over_matter_stops_its_clocks_and_may_come_back(accused):
    bring(accused, "panggilan_1")
    assert running(accused)
    outcomes.hand_over(accused)
    assert not running(accused)
    accused.refresh_from_db()

    endings.reopen(accused, reason="Bawaslu mengembalikan", on=date(2026, 4, 1), by=FIRST)

    accused.refresh_from_db()
    assert accused.state == State.REVIEW
    assert accused.handovers.get().body == "bawaslu"


def test_punished_matter_is_not_reopened(accused):
    bring(accused, "selesai")

    with pytest.raises(DomainError, match="tidak dihukum dua kali"):
        endings.reopen(accused, reason="Bukti lain", on=date(2026, 6, 1), by=FIRST)


def test_copy_for_bawaslu_and_a_recommendation_leave_the_state(accused):
    letter = Letter("800/1/2026", matters.OPENED_ON)
    endings.copy_to_bawaslu(accused, body="gakkumdu", letter=letter, reason="Dugaan pidana", by=FIRST)
    endings.note_recommendation(accused, letter=letter, received_on=matters.TEAM_ON, by=FIRST)

    accused.refresh_from_db()
    assert accused.state == State.REVIEW
    assert running(accused) == {"BKN-TL": date(2026, 3, 6)}
    with pytest.raises(DomainError, match="Gakkumdu"):
        endings.copy_to_bawaslu(accused, body="gubernur", letter=letter, reason="x", by=FIRST)
    with pytest.raises(DomainError, match="sebelum tanggalnya"):
        endings.note_recommendation(
            accused, letter=letter, received_on=matters.OPENED_ON - timedelta(days=1), by=FIRST
        )  # fmt: skip
