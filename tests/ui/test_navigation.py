"""The menu shows what a person may open, and where the person is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from netralitas.ui import navigation
from netralitas.ui.navigation import Item


class Holder:
    """A signed-in account with the named permissions."""

    is_authenticated = True

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, permission: str) -> bool:
        """Whether it is one of the named."""
        return permission in self.permissions


@pytest.fixture(autouse=True)
def _own_menu(monkeypatch):
    monkeypatch.setattr(navigation, "_ITEMS", {})
    navigation.register(
        Item("Galeri", "ui:gallery", "palette", permissions=("system.view", "audit.view"), order=20),
        Item("Beranda", "home", "house", order=10),
        Item("Belum ada", "nowhere:list", "x", order=30),
    )


def menu(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return navigation.visible_to(request)


def test_stranger_has_no_menu():
    assert menu(AnonymousUser()) == []


def test_any_of_the_permissions_is_enough_and_unmounted_items_are_left_out():
    assert [link.label for link in menu(Holder())] == ["Beranda"]
    assert [link.label for link in menu(Holder("audit.view"))] == ["Beranda", "Galeri"]


def test_longest_matching_address_is_current():
    links = {link.label: link.is_current for link in menu(Holder("system.view"), "/galeri/rincian/")}

    assert links == {"Beranda": False, "Galeri": True}


def test_item_may_be_narrowed_further():
    navigation.register(Item("Beranda", "home", "house", shown=lambda request: False))

    assert menu(Holder()) == []


# --- groups


def parts(path="/"):
    navigation.register(
        Item("Daftar", "ui:theme", "list", order=15, group="Sistem"),
        Item("Galeri", "ui:gallery", "palette", order=40, group="Sistem"),
    )
    request = RequestFactory().get(path)
    request.user = Holder()
    return navigation.sections(request)


def test_group_stands_where_its_first_item_would():
    assert [(part.label, [link.label for link in part.links]) for part in parts()] == [
        ("", ["Beranda"]),
        ("Sistem", ["Daftar", "Galeri"]),
    ]


def test_group_of_one_is_no_group():
    navigation.register(Item("Galeri", "ui:gallery", "palette", order=40, group="Sistem"))
    request = RequestFactory().get("/")
    request.user = Holder()

    assert [part.label for part in navigation.sections(request)] == ["", ""]


def test_long_menu_folds_the_groups_one_is_not_in(monkeypatch):
    monkeypatch.setattr(navigation, "_LONG", 2)

    assert [part.is_open for part in parts() if part.label] == [False]
    assert [part.is_open for part in parts("/galeri/") if part.label] == [True]


def test_short_menu_shows_everything():
    assert [part.is_open for part in parts() if part.label] == [True]


def test_count_says_what_waits_there(monkeypatch):
    navigation.register(Item("Antrean", "ui:gallery", "palette", count=lambda request: 3))

    assert [(link.label, link.count) for link in menu(Holder())] == [("Beranda", 0), ("Antrean", 3)]
