"""The walls: who never learns of a case, who is let in and how, and what refuses at each door."""

import pytest
from django.urls import reverse

from netralitas.access.models import User
from netralitas.errors import DomainError
from netralitas.registry.models import Assignment
from sanctions.actions import assignments, cases
from sanctions.actions.allegations import Accusation
from sanctions.models import Case, CasePerson, ConflictDeclaration, Lead
from tests.cast import make_account, make_staff, make_unit
from tests.sanctions import matters
from tests.sanctions.matters import ACTED_ON, BY, act, let_in, make_case, make_report

pytestmark = pytest.mark.django_db


def may_open(user: User, case: Case) -> bool:
    """Asked of a fresh account, as every request does."""
    return Case.objects.behind_the_wall_of(User.objects.get(pk=user.pk)).filter(pk=case.pk).exists()


def may_know(user: User, case: Case) -> bool:
    return Case.objects.not_walled_from(User.objects.get(pk=user.pk)).filter(pk=case.pk).exists()


# --- who sees what


def test_secretariat_opens_cases_of_others(case, handler, inspector):
    assert may_open(handler, case)
    assert not may_open(inspector, case)
    assert may_know(inspector, case)


def test_accused_and_their_office_never_learn_of_it(case, siti, dinas_a, sekolah_a, budi, kepala_a):
    siti_handles = make_account("Siti", "bkpsdm", staff=siti)
    colleague = make_account("Teman", "bkpsdm", staff=make_staff("Teman", sekolah_a))
    works_for_it = make_account("Operator titipan", "operator_opd", dinas_a, make_staff("Tamu", make_unit("Badan X")))

    for walled in (siti_handles, colleague, budi, kepala_a, works_for_it):
        assert not may_open(walled, case)
        assert not may_know(walled, case)


def test_another_row_of_the_same_person_is_walled_too(case, siti, dinas_b):
    other_row = make_staff("Siti Aminah", dinas_b)
    siti.merged_into = other_row
    siti.save()
    account = make_account("Siti", "bkpsdm", staff=other_row)

    assert not may_know(account, case)


def test_office_of_the_day_of_the_act_and_of_today_are_both_walled(case, siti, dinas_b, rina, budi):
    siti.unit = dinas_b
    siti.save()

    assert not may_know(rina, case)
    assert not may_know(budi, case)


def test_acting_head_of_the_reported_office_is_walled(case, dinas_a, dinas_b):
    acting = make_staff("Plt Kepala", dinas_b)
    account = make_account("Plt Kepala", "bkpsdm", staff=acting)
    assert may_open(account, case)

    Assignment.objects.create(staff=acting, unit=dinas_a, kind="plt", title="Kepala", starts_on=matters.OPENED_ON)

    assert not may_know(account, case)


def test_person_named_in_the_report_but_not_accused_is_walled(siti, dinas_b, handler):
    witness = make_staff("Turut Disebut", dinas_b)
    report = make_report(siti, witness)
    accusation = Accusation(ACTED_ON, [act()])
    case = cases.open_case(
        reports=[report], accused=[siti], accusation=accusation, title="P", opened_on=matters.OPENED_ON, by=BY
    )  # fmt: skip

    assert not may_know(make_account("Ia", "bkpsdm", staff=witness), case)


def test_account_without_a_person_sees_none(case, bkpsdm):
    assert not may_open(bkpsdm, case)
    assert not may_know(bkpsdm, case)


def test_case_about_bkpsdm_is_the_inspectorates(office, handler, inspector):
    case = make_case(make_staff("Rekan Agus", office))

    assert case.lead == Lead.INSPEKTORAT
    assert may_open(inspector, case)
    assert not may_know(handler, case)


def test_case_changes_hands_when_somebody_of_bkpsdm_joins(case, office, handler, inspector):
    cases.add_person(case, staff=make_staff("Rekan Agus", office), accusation=Accusation(ACTED_ON, [act()]), by=BY)

    case.refresh_from_db()
    assert case.lead == Lead.INSPEKTORAT
    assert may_open(inspector, case)
    assert not may_open(handler, case)


def test_both_offices_in_one_matter_are_refused(office, itda, handler, inspector):
    with pytest.raises(DomainError, match="terpisah"):
        make_case(make_staff("Rekan Agus", office), make_staff("Rekan Ratna", itda))


# --- the Sekda


@pytest.fixture
def setda(db):
    return make_unit("Sekretariat Daerah", kind="SETDA")


@pytest.fixture
def sekda_case(setda, handler) -> Case:
    return make_case(make_staff("Sekda Rekaan", setda, position="Sekretaris Daerah", eselon="II.a"))


def test_case_about_the_sekda_is_hidden_from_him_and_his_ajudan(sekda_case, setda, handler, dinas_b):
    sekda = make_account("Sekda", "sekda", staff=sekda_case.persons.get().staff)
    ajudan = make_account("Ajudan", "ajudan", staff=make_staff("Ajudan", dinas_b))
    clerk = make_account("Staf Setda", "bkpsdm", staff=make_staff("Staf", setda))

    assert sekda_case.persons.get().is_sekda
    assert may_open(handler, sekda_case)
    for walled in (sekda, ajudan, clerk):
        assert not may_know(walled, sekda_case)


def test_other_cases_are_no_secret_to_the_ajudan(case, sekda_case, dinas_b):
    ajudan = make_account("Ajudan", "ajudan", staff=make_staff("Ajudan", dinas_b))

    assert may_know(ajudan, case)


def test_case_about_the_sekda_goes_to_the_governor(sekda_case, dinas_b):
    person = sekda_case.persons.get()

    with pytest.raises(DomainError, match="gubernur"):
        matters.begin(person)
    ajudan = make_account("Ajudan", "ajudan", staff=make_staff("Ajudan", dinas_b))
    with pytest.raises(DomainError, match="lingkungan Sekretaris Daerah"):
        let_in(sekda_case, ajudan.staff_link.staff, "pemeriksa")


# --- letting in


def test_examiner_enters_after_a_clean_declaration_and_sees_that_case_only(case, examiner, examiner_staff, dinas_b):
    other = make_case(make_staff("Orang Lain", dinas_b))
    assignment = assignments.assign(
        case, staff=examiner_staff, role="pemeriksa", element="pengawasan", letter_number="1",
        letter_date=matters.OPENED_ON, by=BY,
    )  # fmt: skip
    assert not may_open(examiner, case)

    assignments.declare(assignment, has_conflict=False, statement="", by=BY)

    assert may_open(examiner, case)
    assert not may_open(examiner, other)
    assignments.end(assignment, reason="Diganti", by=BY)
    assert not may_open(examiner, case)


def test_conflict_declared_closes_the_case_for_good(case, examiner, examiner_staff):
    let_in(case, examiner_staff, "pemeriksa", is_free=False)

    assert not may_know(examiner, case)
    with pytest.raises(DomainError, match="sudah menyatakan benturan"):
        let_in(case, examiner_staff, "ketua")


def test_superior_of_the_own_office_enters_only_by_assignment(case, kepala_a, budi):
    let_in(case, kepala_a.staff_link.staff, "atasan_langsung")

    assert may_open(kepala_a, case)
    assert not may_open(budi, case)
    with pytest.raises(DomainError, match="atasan langsung"):
        let_in(case, budi.staff_link.staff, "pemeriksa")


def test_stepping_back_closes_the_case_to_oneself(case, handler):
    assignments.step_back(case, staff=handler.staff_link.staff, statement="Saudara sepupu", by=BY)

    assert not may_know(handler, case)


@pytest.mark.parametrize("role", ["ketua", "atasan_langsung", "pejabat_berwenang", "majelis"])
def test_accused_is_let_in_by_no_letter(case, siti, role):
    with pytest.raises(DomainError, match="disebut dalam perkara"):
        let_in(case, siti, role)


def test_assignment_needs_a_letter_a_person_and_one_chair(case, examiner_staff, itda):
    given = {"letter_number": "1", "letter_date": matters.OPENED_ON, "by": BY}

    with pytest.raises(DomainError, match="surat penugasan"):
        assignments.assign(case, staff=examiner_staff, role="ketua", **given | {"letter_number": " "})
    with pytest.raises(DomainError, match="NIP"):
        assignments.assign(case, role="ketua", name="Seseorang", **given)
    with pytest.raises(DomainError, match="tidak lagi bekerja"):
        assignments.assign(case, staff=make_staff("Pensiunan", itda, status="pensiun"), role="ketua", **given)
    assignments.assign(case, staff=examiner_staff, role="ketua", **given)
    with pytest.raises(DomainError, match="sudah punya ketua"):
        assignments.assign(case, staff=make_staff("Ketua Dua", itda), role="ketua", **given)
    member = make_staff("Anggota Dua", itda)
    assignments.assign(case, staff=member, role="pemeriksa", **given)
    with pytest.raises(DomainError, match="peran itu"):
        assignments.assign(case, staff=member, role="pemeriksa", **given)
    assert assignments.assign(case, role="pejabat_berwenang", name="Bupati Rekaan", title="Bupati", **given)


def test_declaration_is_given_once_and_a_conflict_is_explained(case, examiner_staff):
    given = {"letter_number": "1", "letter_date": matters.OPENED_ON, "by": BY}
    assignment = assignments.assign(case, staff=examiner_staff, role="ketua", **given)

    with pytest.raises(DomainError, match="Jelaskan"):
        assignments.declare(assignment, has_conflict=True, statement=" ", by=BY)
    assignments.declare(assignment, has_conflict=False, statement="", by=BY)
    with pytest.raises(DomainError, match="sudah dicatat"):
        assignments.declare(assignment, has_conflict=True, statement="Ternyata ipar", by=BY)
    assert ConflictDeclaration.objects.count() == 1


def test_wall_switched_off_would_show(case, siti, monkeypatch):
    """Negative control: without the naming condition the accused would open the case."""
    account = make_account("Siti", "bkpsdm", staff=siti)
    assert not may_open(account, case)

    none = CasePerson.objects.none().values("case")
    monkeypatch.setattr("sanctions.models.cases._naming", lambda identity: none)
    monkeypatch.setattr("sanctions.models.cases._of_offices", lambda offices: none)
    assert may_open(account, case)


# --- the same by pages


def test_assigned_examiner_walks_from_the_notice_to_the_case(case, examiner, examiner_staff, handler, sign_in):
    office = sign_in(handler)
    posted = {
        "role": "ketua", "number": examiner_staff.nip, "element": "pengawasan", "letter_number": "800/1/2026",
        "letter_date": "2026-03-02",
    }  # fmt: skip
    assert office.post(reverse("sanctions:case-assignments", args=[case.public_id]), posted).status_code == 302
    client = sign_in(User.objects.get(pk=examiner.pk))  # the new role ended the sessions there were
    page = client.get(reverse("sanctions:cases"))
    assert case.number not in page.text
    address = reverse("sanctions:declaration", args=[case.assignments.get().public_id])
    assert address in page.text
    assert client.get(reverse("sanctions:case", args=[case.public_id])).status_code == 404

    assert "Jelaskan" in client.post(address, {"answer": "ada", "statement": ""}).text
    answered = client.post(address, {"answer": "bebas"}, follow=True)

    assert case.number in answered.text
    assert "Penugasan dalam" not in answered.text
    assert client.get(address).status_code == 404
    assert client.get(reverse("sanctions:case-assignments", args=[case.public_id])).status_code == 403


def test_declaration_of_somebody_else_is_not_there(case, examiner_staff, handler, sign_in):
    assignment = assignments.assign(
        case, staff=examiner_staff, role="ketua", letter_number="1", letter_date=matters.OPENED_ON, by=BY
    )

    address = reverse("sanctions:declaration", args=[assignment.public_id])
    assert sign_in(handler).get(address).status_code == 404
