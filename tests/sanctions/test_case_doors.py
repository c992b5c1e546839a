"""Role × state × step: who may take which step when; every other pair is refused and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from netralitas.access.models import User
from sanctions.models import CasePerson, CaseStep
from sanctions.transitions import EXAMINATION_ROWS
from tests.cast import make_account, make_staff
from tests.sanctions.matters import bring_to, let_in, make_case

pytestmark = pytest.mark.django_db
STATES = ["telaah", "pemeriksaan", "panggilan_1", "panggilan_2", "tidak_hadir", "bap", "lhp"]
OFFICE, TEAM = {"hentikan", "mulai-pemeriksaan"}, {"panggil", "tidak-hadir", "bap", "bap-tambahan", "lhp"}
OPEN_IN = {  # written by hand from facts.md 4.2, not computed from the table
    "telaah": {"hentikan", "mulai-pemeriksaan"},
    "pemeriksaan": {"panggil"},
    "panggilan_1": {"panggil", "bap"},
    "panggilan_2": {"tidak-hadir", "bap"},
    "tidak_hadir": {"lhp"},
    "bap": {"bap-tambahan", "lhp"},
    "lhp": set(),
}
NOT_SEEN, NO_PART, CLOSED, OPEN = 404, 403, 302, 200


@pytest.fixture
def people(siti, dinas_a, itda, handler, inspector, kepala_a, budi):
    """Every kind of reader of a case about Siti, by what they are to it."""
    case = make_case(siti)
    examiner = make_account("Pemeriksa", "pemeriksa", staff=make_staff("Pemeriksa Rekaan", itda))
    official = make_account("Pejabat", "pemeriksa", staff=make_staff("Pejabat Rekaan", itda))
    conflicted = make_account("Berbenturan", "pemeriksa", staff=make_staff("Berbenturan Rekaan", itda))
    undeclared = make_account("Tanpa tugas", "pemeriksa", staff=make_staff("Tanpa Tugas", itda))
    let_in(case, examiner.staff_link.staff, "ketua", "pengawasan")
    let_in(case, make_staff("Kepegawaian Rekaan", itda), "pemeriksa", "kepegawaian")
    let_in(case, kepala_a.staff_link.staff, "atasan_langsung")
    let_in(case, official.staff_link.staff, "pejabat_berwenang")
    accounts = {
        "secretariat": handler, "examiner": examiner, "superior": kepala_a, "official": official,
        "inspectorate": inspector, "conflicted": conflicted, "stranger": undeclared,
        "accused": make_account("Siti", "bkpsdm", staff=siti),
        "colleague": make_account("Rekan", "bkpsdm", staff=make_staff("Rekan Siti", dinas_a)), "operator": budi,
    }  # fmt: skip
    return case, accounts


def enter(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def expected(who: str, state: str, step: str) -> int:
    """What a look at the page of a step answers."""
    if who == "operator" or (who in {"examiner", "superior", "official", "conflicted", "stranger"} and step in OFFICE):
        return NO_PART  # no such permission at all: the same answer for any address
    if who in {"inspectorate", "conflicted", "stranger", "accused", "colleague"}:
        return NOT_SEEN
    if who == "official":
        return NO_PART
    return OPEN if step in OPEN_IN[state] else CLOSED


@pytest.mark.parametrize("state", STATES)
def test_step_is_open_to_its_part_in_its_state_only(people, state):
    case, accounts = people
    person = bring_to(case.persons.get(), state)
    taken = CaseStep.objects.count()
    conflict = accounts["conflicted"].staff_link.staff
    let_in(case, conflict, "pemeriksa", is_free=False)

    for who, user in accounts.items():
        client = enter(user)
        for step in sorted(OFFICE | TEAM):
            address = reverse(f"sanctions:step-{step}", args=[person.public_id])
            wanted = expected(who, state, step)
            answered = client.get(address) if wanted == OPEN else client.post(address, {})
            assert answered.status_code == wanted, (who, state, step)

    assert CasePerson.objects.get(pk=person.pk).state == state
    assert CaseStep.objects.count() == taken


def test_table_written_by_hand_is_the_table_in_force():
    for state, steps in OPEN_IN.items():
        rows = {row.url for row in EXAMINATION_ROWS if state in row.sources and "disiplin" in row.tracks}
        assert rows == steps, state


def test_page_of_the_case_offers_exactly_the_open_steps(people):
    case, accounts = people
    bring_to(case.persons.get(), "panggilan_1")

    for who, wanted in {"secretariat": OPEN_IN["panggilan_1"], "official": set()}.items():
        matter = enter(accounts[who]).get(reverse("sanctions:case", args=[case.public_id])).context["matters"][0]
        offered = {way.row.url for way in matter.ways + matter.asides} & (OFFICE | TEAM)
        assert offered == wanted, who
