"""From the report to the LHP: what each step needs, refuses and leaves behind."""

from datetime import date, time

import pytest

from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from netralitas.ledger.models import Entry
from sanctions.actions import allegations, cases, examinations, investigation_reports
from sanctions.actions.cases import Accusation
from sanctions.actions.examinations import Hearing
from sanctions.models import CaseStep, Examination, Finding, Lead, Report, State, Track
from tests.cast import make_staff
from tests.sanctions import matters
from tests.sanctions.matters import ACTED_ON, BY, act, bring_to, let_in, make_case, make_report, make_team

pytestmark = pytest.mark.django_db
ROOM = "Ruang rapat rekaan"


def test_case_opened_from_reports_holds_persons_acts_and_frozen_facts(siti, dinas_b, handler):
    other = make_staff("Orang Kedua", dinas_b, category="PPPK")
    first, second = make_report(siti), make_report(other)

    case = cases.open_case(
        reports=[first, second], accused=[siti, other], title="Dukungan di media sosial", by=BY,
        accusation=Accusation(ACTED_ON, [act("D-02"), act("D-06")]), opened_on=matters.OPENED_ON,
    )  # fmt: skip

    assert (case.number, case.lead) == ("PKR/2026/0001", Lead.BKPSDM)
    assert {(str(one), one.track, one.state) for one in case.persons.all()} == {
        (siti.full_name, Track.DISCIPLINE, State.REVIEW), ("Orang Kedua", Track.CONTRACT, State.REVIEW)
    }  # fmt: skip
    person = case.persons.get(staff=siti)
    assert [one.act.code for one in person.allegations.order_by("pk")] == ["D-02", "D-06"]
    facts = person.frozen.get().facts
    assert (facts["jabatan"], facts["golongan"], facts["opd"]) == ("Guru Ahli Muda", "III/c", "Dinas Pendidikan")
    assert facts["ikrar"] is None
    assert siti.name.encode() not in bytes(person.frozen.get().ciphertext)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": " "}, "pokok"),
        ({"accused": []}, "satu terlapor"),
        ({"reports": []}, "satu terlapor"),
        ({"opened_on": date(2126, 1, 1)}, "belum tiba"),
        ({"accusation": Accusation(date(2126, 1, 1), [])}, "belum tiba"),
    ],
)
def test_opening_without_its_ground_is_refused(siti, changed, words):
    given = {
        "reports": [make_report(siti)], "accused": [siti], "title": "Pokok", "opened_on": matters.OPENED_ON,
        "accusation": Accusation(ACTED_ON, [act()]), "by": BY,
    }  # fmt: skip
    if "accusation" in changed:
        changed = {"accusation": Accusation(changed["accusation"].acted_on, [act()])}

    with pytest.raises(DomainError, match=words):
        cases.open_case(**given | changed)


def test_report_in_triage_is_no_case_and_a_case_is_opened_once(siti):
    waiting = make_report(siti, outcome="perlu_keterangan")
    settled = make_report(siti)
    given = {"accused": [siti], "title": "P", "opened_on": matters.OPENED_ON, "by": BY}
    given["accusation"] = Accusation(ACTED_ON, [act()])

    with pytest.raises(DomainError, match="Telaah dahulu"):
        cases.open_case(reports=[waiting], **given)
    cases.open_case(reports=[settled], **given)
    with pytest.raises(DomainError, match="sudah menjadi perkara PKR/2026/0001"):
        cases.open_case(reports=[settled], **given)


def test_missing_pledge_is_no_breach(accused):
    from sanctions.actions import catalogue
    from sanctions.models import Act

    planted = Act(
        code="X-01", name="Tidak menandatangani ikrar netralitas", track="disiplin", stage="keduanya",
        normal_level="ringan", applies_to=["PNS"], starts_on=date(2022, 1, 1), recorded_by="uji",
    )  # fmt: skip
    planted.save()

    with pytest.raises(DomainError, match="bukan pelanggaran"):
        allegations.add(accused, act=planted, acted_on=ACTED_ON, by=BY)
    with pytest.raises(DomainError, match="bukan pelanggaran"):
        catalogue.add(
            Act, code="X-02", name="Belum mengisi pakta integritas", track="disiplin", stage="keduanya",
            normal_level="ringan", starts_on=date(2026, 1, 1), reason="coba", by=BY,
        )  # fmt: skip


def test_act_of_another_time_kind_or_stage_is_refused(accused, siti):
    from pledges.models import Election, Stage
    from sanctions.actions import catalogue

    election = Election.objects.create(kind="pilkada", name="Pemilihan rekaan", year=2026)
    Stage.objects.create(election=election, kind=Stage.Kind.PENETAPAN, starts_on=date(2026, 2, 1))
    newer = catalogue.change(act("D-04"), starts_on=date(2026, 2, 20), reason="uji", by=BY, name="Bunyi baru")

    with pytest.raises(DomainError, match="tidak berlaku"):
        allegations.add(accused, act=newer, acted_on=ACTED_ON, by=BY)
    with pytest.raises(DomainError, match="tahapan"):
        allegations.add(accused, act=act("KE-01"), acted_on=ACTED_ON, election=election, by=BY)
    with pytest.raises(DomainError, match="jenis pegawai"):
        allegations.add(accused, act=act("DS-01"), acted_on=ACTED_ON, by=BY)
    with pytest.raises(DomainError, match="sudah dicatat"):
        allegations.add(accused, act=act("D-02"), acted_on=ACTED_ON, by=BY)
    added = allegations.add(accused, act=act("D-04"), acted_on=ACTED_ON, election=election, by=BY)
    assert (added.stage, added.act.name) == ("calon", act("D-04").name)


def test_withdrawn_allegation_stays_beside_its_reason(accused):
    one = accused.allegations.get()

    allegations.withdraw(one, reason="Salah orang", by=BY)

    assert one.withdrawal.reason == "Salah orang"
    with pytest.raises(DomainError, match="sudah dicabut"):
        allegations.withdraw(one, reason="lagi", by=BY)


# --- the team


def test_heavy_level_needs_the_whole_team(accused, itda, office, kepala_a):
    def gaps() -> str:
        with pytest.raises(DomainError) as refusal:
            matters.examinations.begin([accused], letter_number="SK", letter_date=matters.TEAM_ON, reason="", by=BY)
        return refusal.value.message

    let_in(accused.case, make_staff("Ketua", itda), "ketua", "pengawasan")
    assert "atasan langsung, unsur kepegawaian" in gaps()
    let_in(accused.case, make_staff("Anggota", office), "pemeriksa", "kepegawaian")
    assert "Belum ada: atasan langsung" in gaps()
    undeclared = matters.assignments.assign(
        accused.case, staff=kepala_a.staff_link.staff, role="atasan_langsung", letter_number="1",
        letter_date=matters.OPENED_ON, by=BY,
    )  # fmt: skip
    assert "belum menyatakan" in gaps()
    matters.assignments.declare(undeclared, has_conflict=False, statement="", by=BY)
    examinations.begin([accused], letter_number="SK", letter_date=matters.TEAM_ON, reason="", by=BY)
    assert accused.state == State.EXAMINATION


def test_lighter_track_needs_one_examiner(dinas_a, handler, itda):
    case = make_case(make_staff("Tenaga Kontrak", dinas_a, category="PPPK"))
    person = case.persons.get()

    with pytest.raises(DomainError, match="sedikitnya satu pemeriksa"):
        examinations.begin([person], letter_number="SK", letter_date=matters.TEAM_ON, reason="", by=BY)
    let_in(case, make_staff("Pemeriksa", itda), "pemeriksa")
    examinations.begin([person], letter_number="SK", letter_date=matters.TEAM_ON, reason="", by=BY)


def test_track_is_chosen_by_a_person_during_review(accused):
    cases.choose_track(accused, track=Track.ETHICS, reason="Masih bakal calon", by=BY)
    accused.refresh_from_db()
    assert accused.track == Track.ETHICS

    with pytest.raises(DomainError, match="jenis pegawai"):
        cases.choose_track(accused, track=Track.VILLAGE, reason="coba", by=BY)
    with pytest.raises(DomainError, match="jalur kode etik"):
        matters.begin(accused)


# --- summonses


@pytest.mark.parametrize(
    ("letter", "exam", "words"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), "sesudah tanggal surat"),
        (date(2026, 3, 4), date(2026, 3, 16), "paling lambat 13 Maret 2026"),
        (date(2026, 3, 2), date(2026, 3, 9), "Langkah sebelumnya"),
        (date(2126, 3, 2), date(2126, 3, 4), "belum tiba"),
    ],
)
def test_first_summons_keeps_its_days(accused, letter, exam, words):
    matters.begin(accused)

    with pytest.raises(DomainError, match=words):
        examinations.summon(
            accused, letter_number="1", letter_date=letter, hearing=Hearing(exam, time(9), ROOM), reason="", by=BY
        )
    assert not accused.summonses.exists()


def test_second_summons_waits_for_the_missed_day_and_says_why_it_is_late(accused):
    bring_to(accused, "panggilan_1")

    def again(letter: date, exam: date, reason: str = "") -> None:
        hearing = Hearing(exam, time(9), ROOM)
        examinations.summon(accused, letter_number="2", letter_date=letter, hearing=hearing, reason=reason, by=BY)

    with pytest.raises(DomainError, match="tidak dihadiri"):
        again(date(2026, 3, 6), date(2026, 3, 10))
    with pytest.raises(DomainError, match="alasan keterlambatannya"):
        again(date(2026, 3, 19), date(2026, 3, 20))
    again(date(2026, 3, 19), date(2026, 3, 20), "Ketua tim sakit")
    assert [one.order for one in accused.summonses.order_by("pk")] == [1, 2]
    accused.refresh_from_db()
    assert accused.state == State.SUMMONED_2


def test_absent_twice_goes_on_without_an_examination(accused):
    bring_to(accused, "panggilan_2")

    with pytest.raises(DomainError, match="belum lewat"):
        examinations.note_absence(accused, on=date(2026, 3, 12), document_number="BA", reason="", by=BY)
    examinations.note_absence(accused, on=matters.SECOND_EXAM, document_number="BA", reason="", by=BY)
    matters.report_on(accused)
    accused.refresh_from_db()
    assert accused.state == State.REPORTED


# --- BAP and LHP


def test_bap_is_encrypted_frozen_and_in_the_ledger(accused):
    bring_to(accused, "panggilan_1")
    bap = matters.examine(accused)

    assert b"keterangan rekaan" not in bytes(bap.ciphertext)
    assert bap.content["tanya_jawab"][0]["jawab"] == "Sehat, keterangan rekaan."
    entry = Entry.objects.get(seq=bap.ledger_seq)
    assert bap.content_sha256 in entry.body
    assert accused.staff.name not in entry.body
    with pytest.raises(SealedRowError):
        examinations.keep(Examination.objects.get(pk=bap.pk), {}, BY)


def test_refusal_to_sign_needs_a_word_and_does_not_void_the_bap(accused):
    bring_to(accused, "panggilan_1")
    draft = examinations.write(
        accused, hearing=Hearing(matters.FIRST_EXAM, time(9), ROOM), examiners=["Ketua"], closing="",
        answers=[{"tanya": "A?", "jawab": "B"}], by=BY,
    )  # fmt: skip
    given = {"outcome": "tidak_bersedia", "copy_given_on": None, "number": "", "by": BY}

    with pytest.raises(DomainError, match="alasan tidak bersedia"):
        examinations.finish(draft, refusal_note="", **given)
    examinations.finish(draft, refusal_note="Ingin didampingi", **given)
    accused.refresh_from_db()
    assert accused.state == State.EXAMINED


@pytest.mark.parametrize("answers", [[], [{"tanya": "A?", "jawab": " "}], [{"tanya": "", "jawab": "B"}]])
def test_bap_with_gaps_is_not_closed(accused, answers):
    bring_to(accused, "panggilan_1")
    hearing = Hearing(matters.FIRST_EXAM, time(9), ROOM)
    draft = examinations.write(accused, hearing=hearing, examiners=["K"], answers=answers, closing="", by=BY)

    with pytest.raises(DomainError, match="harus terisi"):
        examinations.finish(
            draft, outcome="ditandatangani", refusal_note="", copy_given_on=None, number="", by=BY
        )  # fmt: skip
    assert not CaseStep.objects.filter(transition="bap").exists()


def test_lhp_concludes_every_allegation(accused):
    allegations.add(accused, act=act("D-06"), acted_on=ACTED_ON, by=BY)
    bring_to(accused, "bap")
    first, second = accused.allegations.order_by("pk")
    words = {"fakta": "F", "analisis": "A", "kesimpulan": "K"}
    proven = investigation_reports.Conclusion(True, "terang")
    draft = investigation_reports.write(
        accused, words=words, conclusions={first.public_id: proven, "asing": proven}, proposed_level="berat", by=BY
    )

    with pytest.raises(DomainError, match="setiap dugaan"):
        investigation_reports.finish(draft, number="1", dated_on=matters.LHP_ON, by=BY)
    found = {first.public_id: proven, second.public_id: investigation_reports.Conclusion(False)}
    draft = investigation_reports.write(accused, words=words, conclusions=found, proposed_level="berat", by=BY)
    investigation_reports.finish(draft, number="1", dated_on=matters.LHP_ON, by=BY)

    assert dict(Finding.objects.values_list("allegation__act__code", "is_proven")) == {"D-02": True, "D-06": False}
    assert CaseStep.objects.get(transition="lhp").note == "1 dari 2 dugaan terbukti menurut pemeriksa"
    with pytest.raises(DomainError, match="perkara baru"):
        allegations.add(accused, act=act("D-04"), acted_on=ACTED_ON, by=BY)


def test_two_persons_of_one_case_go_their_own_ways(siti, dinas_a, handler):
    case = make_case(siti, make_staff("Rekan Siti", dinas_a))
    first, second = case.persons.order_by("pk")
    make_team(case)
    examinations.begin([first, second], letter_number="SK", letter_date=matters.TEAM_ON, reason="", by=BY)
    matters.summon(first)
    matters.examine(first)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.EXAMINED, State.EXAMINATION)
    assert case.steps.count() == 4


def test_steps_are_sealed_and_told_without_names(accused, siti):
    bring_to(accused, "lhp")

    with pytest.raises(SealedRowError):
        CaseStep.objects.update(reason="lain")
    written = " ".join(str(event.details) for event in Event.objects.all())
    assert accused.case.number in written
    assert siti.name not in written
    assert {event.subject_key for event in Event.objects.filter(event="sanctions.case_step")} == {
        accused.case.public_id
    }
    assert Report.objects.get().cases.get() == accused.case
