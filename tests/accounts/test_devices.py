"""Perangkat saya: own devices only, one or all others out at the next request, no address kept."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from netralitas.access.actors import SYSTEM
from netralitas.accounts.actions import sessions
from netralitas.accounts.models import OpenSession
from netralitas.accounts.queries.devices import device_name
from netralitas.audit.models import Event
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0"


def enter(user, agent: str = ANDROID) -> Client:
    device = Client(headers={"User-Agent": agent}, REMOTE_ADDR="10.1.2.3")
    device.post("/masuk/", {"name": user.username, "password": PASSWORD})
    return device


def is_in(device: Client) -> bool:
    return device.get("/perangkat/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (ANDROID, "Chrome di Android"), (WINDOWS, "Firefox di Windows"), ("", "Peramban di perangkat lain"),
        (ANDROID.replace("Chrome", "SamsungBrowser/23 Chrome"), "Samsung Internet di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge di Windows"),
        ("\x00\u202e" + "x" * 9000, "Peramban di perangkat lain"),
    ],
)  # fmt: skip
def test_browsers_have_names(agent, name):
    assert device_name(agent) == name


def test_list_shows_own_devices_without_addresses(siti_user, budi):
    phone, desk = enter(siti_user), enter(siti_user, WINDOWS)
    enter(budi)
    page = desk.get("/perangkat/").content.decode()

    assert "Chrome di Android" in page
    assert "Firefox di Windows" in page
    assert page.count("perangkat ini</span>") == 1
    assert "10.1.2.3" not in page
    assert "10.1.2.3" not in str(list(OpenSession.objects.values()))
    assert len(desk.get("/perangkat/").context["devices"]) == 2
    assert is_in(phone)


def test_one_device_is_out_at_the_next_request(siti_user):
    phone, desk = enter(siti_user), enter(siti_user, WINDOWS)
    row = OpenSession.objects.get(device="Chrome di Android")
    desk.post(f"/perangkat/{row.public_id}/keluarkan/")

    assert not is_in(phone)
    assert is_in(desk)
    assert Event.objects.filter(event="accounts.device_ended").count() == 1


def test_all_others_are_out_and_this_one_stays(siti_user):
    others, here = [enter(siti_user), enter(siti_user)], enter(siti_user, WINDOWS)
    here.post("/perangkat/keluarkan-lainnya/")

    assert [is_in(device) for device in others] == [False, False]
    assert is_in(here)
    assert [row.device for row in OpenSession.objects.all()] == ["Firefox di Windows"]


def test_device_of_somebody_else_does_not_exist(siti_user, budi):
    other, here = enter(budi), enter(siti_user)
    row = OpenSession.objects.get(user=budi)

    assert here.post(f"/perangkat/{row.public_id}/keluarkan/").status_code == 404
    assert is_in(other)


def test_row_goes_with_its_session(siti_user):
    left, gone, here = enter(siti_user), enter(siti_user), enter(siti_user, WINDOWS)
    left.post("/keluar/")
    Session.objects.filter(session_key=gone.session.session_key).delete()
    sessions.forget_ended(by=SYSTEM)

    assert [row.session_key for row in OpenSession.objects.all()] == [here.session.session_key]


def test_row_follows_the_session_when_the_password_changes(siti_user):
    other, here = enter(siti_user), enter(siti_user, WINDOWS)
    new = "padi-kuning-Anyer-7"
    here.post("/kata-sandi/", {"old": PASSWORD, "new": new, "again": new})
    devices = here.get("/perangkat/").context["devices"]

    assert [(device.name, device.is_here) for device in devices] == [("Firefox di Windows", True)]
    assert not is_in(other)


def test_key_of_a_session_is_not_shown_in_the_admin(siti_user, client):
    from netralitas.access.admin import _is_secret

    assert _is_secret("session_key")
