"""Pensiun: the day by the pemda's own table of ages, seen ahead of time, proposed with one click."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from netralitas.access.scopes import EVERYTHING, Scope
from netralitas.errors import DomainError
from netralitas.registry.actions import retirements as actions
from netralitas.registry.models import Proposal, RetirementAge
from netralitas.registry.queries.retirements import pension_day, retiring, rule_for
from tests.cast import make_staff
from tests.pledges import factory

pytestmark = pytest.mark.django_db

ROWS = [
    {"jenjang": "", "word": "guru", "age": 60, "is_uncertain": False, "note": "UU 14/2005"},
    {"jenjang": "", "word": "", "age": 58, "is_uncertain": True, "note": ""},
]


@pytest.fixture(autouse=True)
def ages(by):
    actions.set_ages(ROWS, by=by)


@pytest.mark.parametrize(
    ("born", "age", "on"),
    [
        (date(1966, 11, 20), 60, date(2026, 12, 1)),
        (date(1966, 12, 31), 60, date(2027, 1, 1)),
        (date(1968, 11, 1), 58, date(2026, 12, 1)),
        (date(1968, 2, 29), 58, date(2026, 3, 1)),
    ],
)
def test_pension_begins_the_month_after(born, age, on):
    assert pension_day(born, age) == on


def test_word_of_the_post_wins_over_the_rest(dinas_a):
    teacher = make_staff("Tati", dinas_a, position="Guru Ahli Madya", jenjang="JF_AHLI_MADYA")
    clerk = make_staff("Ujang", dinas_a, position="Pengadministrasi")
    rules = list(RetirementAge.objects.all())

    assert [rule_for(one, rules).age for one in (teacher, clerk)] == [60, 58]


def test_only_those_in_the_window_and_the_scope(dinas_a, dinas_b):
    inside = make_staff("Dalam", dinas_a, birth_date=date(1968, 11, 10))
    make_staff("Lewat", dinas_a, birth_date=date(1970, 11, 10))
    make_staff("Pergi", dinas_a, birth_date=date(1968, 11, 10), status="pensiun")
    elsewhere = make_staff("Lain", dinas_b, birth_date=date(1968, 11, 10))
    window = (date(2026, 11, 20), date(2026, 12, 20))

    everybody = retiring(EVERYTHING, *window)

    assert {one.person for one in everybody} == {inside, elsewhere}
    assert [one.person for one in retiring(Scope(paths=(dinas_a.path,)), *window)] == [inside]
    assert everybody[0].on == date(2026, 12, 1)


def test_proposal_names_the_rule_and_its_doubt(by, dinas_a):
    clerk = make_staff("Ujang", dinas_a, birth_date=date(1968, 11, 10))

    proposal = actions.propose(clerk, is_from_opd=True, by=by)

    assert (proposal.status, proposal.starts_on) == ("pensiun", date(2026, 12, 1))
    assert "belum dipastikan" in proposal.reason
    clerk.birth_date = None
    with pytest.raises(DomainError, match="Tanggal lahir"):
        actions.propose(clerk, is_from_opd=True, by=by)


def test_table_keeps_a_row_for_everybody_else(by):
    with pytest.raises(DomainError, match="jabatan lain"):
        actions.set_ages(ROWS[:1], by=by)

    assert RetirementAge.objects.count() == 2


def test_pages_list_propose_and_correct(sign_in, budi, bkpsdm, rina, dinas_a):
    today = timezone.localdate()
    soon = (today.replace(day=1) + timedelta(days=40)).replace(day=1)  # the first of next month
    born = date(today.year - 58, today.month, 15)
    clerk = make_staff("Ujang Pensiun", dinas_a, birth_date=born)
    factory.open_campaign(closes_at=timezone.now() + timedelta(days=45))
    operator = sign_in(budi)

    assert "Ujang Pensiun" in operator.get("/pensiun/").content.decode()
    assert "Ujang Pensiun" not in sign_in(rina).get("/pensiun/").content.decode()
    made = operator.post(f"/pegawai/{clerk.public_id}/pensiun/", {"kembali": "https://lain.example/"})
    assert made.url == "/pegawai/usulan/"
    assert Proposal.objects.get().starts_on == soon
    assert "Usulkan Pensiun" not in operator.get("/pensiun/").content.decode()
    page = sign_in(bkpsdm).get("/pengaturan/batas-usia-pensiun/")
    values = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-word": "guru", "form-0-age": 61, "form-1-age": 58}
    sign_in(bkpsdm).post("/pengaturan/batas-usia-pensiun/", values)
    assert page.status_code == 200
    assert sorted(RetirementAge.objects.values_list("word", "age")) == [("", 58), ("guru", 61)]
