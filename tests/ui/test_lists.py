"""Declared lists: whatever stands in the address, the answer is a page."""

import pytest
from django.http import QueryDict

from netralitas.access.models import User
from netralitas.ui.lists import Column, Filter, List

pytestmark = pytest.mark.django_db


class AccountList(List):
    """Accounts, for these tests."""

    columns = (
        Column("nama", "Nama", sort=("display_name",), value="display_name"),
        Column("surel", "Surel", sort=("email", "display_name"), value="email"),
        Column("aktif", "Aktif", value=lambda user: "ya" if user.is_active else "tidak"),
    )
    search_fields = ("display_name", "email")
    filters = (
        Filter(
            "aktif", "Keadaan", (("ya", "Aktif"), ("tidak", "Tidak")), lambda rows, v: rows.filter(is_active=v == "ya")
        ),
        Filter("surel", "Surel", lambda: [("a@x.id", "a"), ("b@x.id", "b")], "email"),
    )
    default_sort = "nama"


@pytest.fixture
def accounts():
    User.objects.bulk_create(
        User(username=f"u{n:03d}", display_name=f"Nama {n:03d}", email="a@x.id" if n % 2 else "b@x.id", is_active=n > 4)
        for n in range(60)
    )
    return User.objects.all()


def listing(rows, address=""):
    return AccountList(rows, QueryDict(address))


def names(found):
    return [user.display_name for user in found.page]


def test_first_page_is_sorted_by_default(accounts):
    found = listing(accounts)

    assert (found.total, len(found.page), names(found)[0]) == (60, 25, "Nama 000")
    assert found.direction("nama") == "ascending"


@pytest.mark.parametrize("address", ["", "cari=nama&urut=-surel&per=50&aktif=ya"])
def test_page_costs_two_queries(accounts, address, django_assert_num_queries):
    found = listing(accounts, address)

    with django_assert_num_queries(2):
        names(found), found.total, found.page_links, found.next_url


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("hal=2", 2),
        ("hal=99", 3),
        ("hal=0", 1),
        ("hal=-3", 1),
        ("hal=abc", 1),
        ("hal=" + "9" * 400, 3),
        ("hal=%C2%B2", 1),
        ("hal=%00", 1),
    ],
)
def test_bad_page_number_is_the_nearest_page(accounts, asked, number):
    assert listing(accounts, asked).page.number == number


@pytest.mark.parametrize(
    "asked", ["urut=password", "urut=-id", "urut=aktif", "urut=nama__x", "urut=%27", "urut=--nama"]
)
def test_undeclared_order_is_ignored(accounts, asked):
    found = listing(accounts, asked)

    assert names(found)[0] in {"Nama 000", "Nama 059"}
    assert "password" not in str(found.rows.query.order_by)


def test_sort_turns_round_and_breaks_ties(accounts):
    found = listing(accounts, "urut=-surel&hal=2")

    assert found.direction("surel") == "descending"
    assert found.rows.query.order_by == ("-email", "-display_name", "pk")
    assert found.sort_url("surel") == "?urut=surel"
    assert listing(accounts, "urut=surel").sort_url("surel") == "?urut=-surel"


def test_every_word_must_be_found(accounts):
    assert listing(accounts, "cari=nama+007").total == 1
    assert listing(accounts, "cari=007+a@x").total == 1
    assert listing(accounts, "cari=007+b@x").total == 0
    assert listing(accounts, "cari=%00").total == 60


def test_filters_take_declared_choices_only(accounts):
    assert listing(accounts, "aktif=tidak").total == 5
    assert listing(accounts, "surel=a@x.id").total == 30
    nonsense = listing(accounts, "aktif=mungkin&surel=c@x.id")
    assert nonsense.total == 60
    assert not nonsense.is_narrowed


def test_page_size_is_one_of_three(accounts):
    assert [listing(accounts, f"per={asked}").page_size for asked in (50, 100, 1000, "x", -1)] == [50, 100, 25, 25, 25]


def test_address_keeps_what_belongs_to_others(accounts):
    found = listing(accounts, "opd=7&cari=a&urut=nama&hal=2&unduh=xlsx")

    assert found.url(hal=3) == "?opd=7&cari=a&urut=nama&hal=3"
    assert found.clear_url == "?opd=7&urut=nama"
    assert found.kept == [("opd", "7"), ("urut", "nama")]


def test_prefix_keeps_two_lists_apart(accounts):
    found = AccountList(accounts, QueryDict("hal=2&b-hal=3&b-cari=nama"), prefix="b-")

    assert (found.page.number, found.search) == (3, "nama")
    assert found.url(hal=1) == "?hal=2&b-hal=1&b-cari=nama"


def test_export_writes_all_that_is_shown(accounts):
    found = listing(accounts, "aktif=tidak&hal=2&unduh=xlsx")
    written = found.export(lambda **parts: (parts["title"], parts["columns"], list(parts["rows"])), title="Akun")

    assert found.wants_export == "xlsx"
    assert written[:2] == ("Akun", ["Nama", "Surel", "Aktif"])
    assert len(written[2]) == 5
    assert written[2][0] == ["Nama 000", "b@x.id", "tidak"]
    assert listing(accounts, "unduh=pdf").wants_export == ""


def test_undeclared_column_in_a_template_raises(accounts):
    with pytest.raises(LookupError):
        listing(accounts).column("gaji")


def test_column_value_of_a_missing_step_is_empty():
    assert Column("x", "X", value="staff.unit.name").of(User(username="u")) == ""
