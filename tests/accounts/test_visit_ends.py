"""Links tried too often, and leaving *Ikrar Saya*: the next person, the end of a visit."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from netralitas.access.models import ThrottleCounter
from netralitas.accounts import cookies
from netralitas.accounts.actions import visits
from netralitas.accounts.models import Visit
from netralitas.audit.models import Event
from tests.accounts.entering import enter, known
from tests.cast import make_staff

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


# --- tries


def test_tries_for_one_number_wait_longer_and_longer(siti, unit_path):
    wrong = known(siti) | {"birth_date": "01-01-2000"}
    for _ in range(5):
        assert b"belum ada di daftar" in Client().post(unit_path, wrong).content

    answer = Client().post(unit_path, known(siti))  # even the right date has to wait now
    assert b"Coba lagi 30 detik lagi" in answer.content
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert b"Apakah ini Bapak/Ibu?" in Client().post(unit_path, known(siti)).content


def test_without_counting_the_tries_never_end(siti, unit_path, monkeypatch):
    """Negative control: the counter is what stops them."""
    monkeypatch.setattr(visits, "attempt", lambda delay, subject: 0)
    for _ in range(8):
        answer = Client().post(unit_path, known(siti) | {"birth_date": "01-01-2000"})

    assert b"belum ada di daftar" in answer.content


def test_success_forgets_the_tries(siti, unit_path):
    for _ in range(4):
        Client().post(unit_path, known(siti) | {"birth_date": "01-01-2000"})
    Client().post(unit_path, known(siti))

    assert not ThrottleCounter.objects.filter(window=0).exists()


def test_wrong_tries_by_one_link_are_counted(siti, unit_path, unit_link, monkeypatch):
    monkeypatch.setattr(visits, "WRONG_TRIES_PER_LINK", visits.Limit("unit-link", 3, 900))
    for serial in range(3):
        Client().post(unit_path, {"number": f"19850412201001200{serial}", "birth_date": "12-04-1985"})

    assert b"Terlalu banyak isian keliru" in Client().post(unit_path, known(siti)).content


def test_one_address_serves_a_whole_office(dinas_a, unit_path):
    """Twenty-five colleagues behind one address, each mistyping once, all enter."""
    people = [make_staff(f"Guru {number}", dinas_a) for number in range(25)]
    for person in people:
        device = Client(REMOTE_ADDR="10.1.1.1")
        device.post(unit_path, known(person) | {"birth_date": "01-01-2000"})
        enter(device, unit_path, person)

    assert Visit.objects.count() == 25


# --- leaving


def test_ending_a_visit(phone, siti_path):
    phone.post(siti_path)

    answer = phone.post("/kunjungan/akhiri/")

    assert Visit.objects.get().ended_at
    assert answer.cookies[cookies.VISIT_COOKIE].value == ""
    assert phone.get(answer.headers["Location"]).status_code == 200
    assert phone.post("/kunjungan/akhiri/").status_code == 302  # twice is harmless
    assert Event.objects.filter(event="accounts.visit_ended").count() == 1


def test_next_person_goes_back_to_the_unit_door_with_the_same_device(phone, siti, unit_path):
    enter(phone, unit_path, siti)
    device = phone.cookies[cookies.DEVICE_COOKIE].value

    answer = phone.post("/rekan/")

    assert answer.headers["Location"] == unit_path
    assert Visit.objects.get().ended_at
    assert phone.cookies[cookies.DEVICE_COOKIE].value == device


def test_next_person_without_a_unit_link(phone, siti_path):
    phone.post(siti_path)

    assert phone.post("/rekan/").headers["Location"] == "/kunjungan/selesai/"


@pytest.mark.parametrize("path", ["/rekan/", "/kunjungan/akhiri/"])
def test_leaving_is_a_post(phone, db, path):
    assert phone.get(path).status_code == 405


def test_posts_need_the_form_of_the_page(siti_path, unit_path):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(siti_path).status_code == 403
    assert strict.post(f"{unit_path}/ya").status_code == 403
    assert not Visit.objects.exists()
