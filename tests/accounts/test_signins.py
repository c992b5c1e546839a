"""Masuk: one answer for known and unknown, growing delays, offices behind one address, session and cookies."""

import statistics
import time as clock
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts import cookies
from netralitas.accounts.actions import signins
from netralitas.accounts.models import StaffLink
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.keys import keyed_hash
from tests.cast import PASSWORD, make_account, make_staff

pytestmark = pytest.mark.django_db
WRONG = "bukan-kata-sandi-ini"


def try_in(name: str, password: str, device: Client | None = None, address: str = "10.0.0.1"):
    return (device or Client()).post("/masuk/", {"name": name, "password": password}, REMOTE_ADDR=address)


def said(answer) -> str:
    return str(answer.context["form"].non_field_errors())


def is_in(answer) -> bool:
    return answer.status_code == 302


@pytest.fixture
def siti_user(siti_user):
    siti_user.email = "siti@contoh.go.id"
    siti_user.save()
    return siti_user


@pytest.mark.parametrize("spelling", ["{nip}", " {nip} ", "{nip:.8} {rest}", "SITI@contoh.go.id"])
def test_sign_in_by_nip_or_email(siti, siti_user, spelling):
    name = spelling.replace("{nip:.8} {rest}", f"{siti.nip[:8]} {siti.nip[8:]}").replace("{nip}", siti.nip)

    assert is_in(try_in(name, PASSWORD))
    assert Event.objects.filter(event="accounts.account_entered", actor_label="Siti Aminah").count() == 1


def test_sign_in_by_nik(dinas_a):
    tuti = make_staff("Tuti", dinas_a, category="THL", nip=None, nik_hash=keyed_hash("3604015204850001", "nik"))
    make_account("Tuti", staff=tuti)

    assert is_in(try_in("3604-0152-0485-0001", PASSWORD))


def test_wrong_and_unknown_and_disabled_get_the_same_answer(siti, siti_user, budi):
    budi.is_active = False
    budi.save()
    wrong = try_in(siti.nip, WRONG)
    unknown = try_in("199001012015011999", WRONG)
    disabled = try_in(budi.staff_link.staff.nip, PASSWORD)

    assert wrong.status_code == unknown.status_code == disabled.status_code == 200
    assert said(wrong) == said(unknown) == said(disabled)
    assert len(wrong.content) == len(unknown.content) == len(disabled.content)


@pytest.mark.real_hasher
def test_unknown_name_takes_as_long_as_a_known_one(siti):
    """CPU, not wall time: the machine is shared. The hash must be made for unknown names too."""
    make_account("Siti Aminah", staff=siti)

    def cost(name: str) -> float:
        began = clock.thread_time()
        signins.authenticate(None, username=name, password=WRONG)
        return clock.thread_time() - began

    pairs = [(cost(siti.nip), cost("199001012015011999")) for _ in range(15)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.25 * known
    assert known > 0.008  # Argon2id at work


@pytest.mark.real_hasher
def test_without_the_dummy_hash_the_difference_shows(siti, monkeypatch):
    """Negative control for the timing test."""
    make_account("Siti Aminah", staff=siti)
    monkeypatch.setattr(User, "set_password", lambda self, raw: None)
    began = clock.thread_time()
    signins.authenticate(None, username="199001012015011999", password=WRONG)
    unknown = clock.thread_time() - began
    began = clock.thread_time()
    signins.authenticate(None, username=siti.nip, password=WRONG)

    assert unknown < 0.5 * (clock.thread_time() - began)


@pytest.mark.real_hasher
def test_hasher_has_the_named_parameters(siti_user):
    siti_user.set_password(PASSWORD)

    assert siti_user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


# --- tries


def check(name: str, password: str, by, address: str = "10.0.0.1") -> bool:
    """One try at the action, without the page around it."""
    try:
        signins.check(name=name, password=password, address=address, known_device="", by=by)
    except DomainError:
        return False
    return True


def test_eleventh_try_in_a_quarter_of_an_hour_is_not_evaluated(siti, siti_user, by, monkeypatch):
    evaluated = counted(monkeypatch)
    with time_machine.travel(timezone.now(), tick=False) as now:
        for _ in range(300):
            check(siti.nip, WRONG, by)
            now.shift(3)

    assert len(evaluated) <= 10


def test_a_thousand_addresses_on_one_name_are_fifty_tries_a_day_at_most(siti, siti_user, by, monkeypatch):
    evaluated = counted(monkeypatch)
    with time_machine.travel(timezone.now(), tick=False) as now:
        for number in range(1000):
            check(siti.nip, WRONG, by, f"10.1.{number // 250}.{number % 250}")
            now.shift(86)  # spread over the day

    assert 10 <= len(evaluated) <= 50


def test_without_the_delay_all_would_be_evaluated(siti, siti_user, by, monkeypatch):
    """Negative control, a tenth as long."""
    evaluated = counted(monkeypatch)
    monkeypatch.setattr(signins, "attempt", lambda delay, subject: 0)
    for number in range(100):
        check(siti.nip, WRONG, by, f"10.1.0.{number}")

    assert len(evaluated) == 100


def test_office_behind_one_address_keeps_working(dinas_a, by):
    """Five hundred colleagues, one in twenty mistypes first, within minutes."""
    hashed = make_password(PASSWORD)
    people = [make_staff(f"Pegawai {number}", dinas_a) for number in range(500)]
    users = User.objects.bulk_create([User(display_name=person.name, password=hashed) for person in people])
    StaffLink.objects.bulk_create([StaffLink(user=u, staff=p) for u, p in zip(users, people, strict=True)])
    entered = 0
    for number, person in enumerate(people):
        if number % 20 == 0:
            check(person.nip, WRONG, by)
        entered += check(person.nip, PASSWORD, by)

    assert entered == 500


def test_forged_forwarded_address_is_ignored(siti, siti_user, monkeypatch):
    evaluated = counted(monkeypatch)
    for number in range(40):
        Client().post("/masuk/", {"name": siti.nip, "password": WRONG}, headers={"X-Forwarded-For": f"10.9.0.{number}"})

    assert len(evaluated) <= 10


def test_wrong_tries_of_one_address_have_an_end(monkeypatch):
    monkeypatch.setattr(signins, "WRONG_TRIES_PER_ADDRESS", signins.Limit("login-address", 5, 900))
    evaluated = counted(monkeypatch)
    for number in range(12):
        try_in(f"1990010120150110{number:02d}", WRONG)

    assert len(evaluated) == 5
    assert try_in("199001012015011099", WRONG, address="10.0.0.2").status_code == 200


def test_known_device_keeps_working_while_a_stranger_tries(siti, siti_user):
    own = Client()
    assert is_in(try_in(siti.nip, PASSWORD, own))
    own.post("/keluar/")
    for number in range(30):
        try_in(siti.nip, WRONG, address=f"10.2.0.{number}")

    assert try_in(siti.nip, PASSWORD).status_code == 429  # a new device waits
    assert is_in(try_in(siti.nip, PASSWORD, own))


def test_known_device_is_not_believed_for_another_name_or_another_device(siti, siti_user, budi):
    own = Client()
    try_in(siti.nip, PASSWORD, own)
    thief = Client()
    thief.cookies[cookies.KNOWN_COOKIE] = own.cookies[cookies.KNOWN_COOKIE].value
    for device, name in ((own, budi.staff_link.staff.nip), (thief, siti.nip)):
        request = device.get("/").wsgi_request
        assert cookies.known_device(request, name) == ""


def test_known_device_has_a_limit_too(siti, siti_user):
    own = Client()
    try_in(siti.nip, PASSWORD, own)
    own.post("/keluar/")
    answers = [try_in(siti.nip, WRONG, own).status_code for _ in range(12)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_refusal_says_how_long_and_what_else_works(siti, siti_user):
    for _ in range(6):
        answer = try_in(siti.nip, WRONG)

    assert answer.status_code == 429
    assert "Coba lagi dalam 15 detik" in said(answer)
    assert "tautan pribadi" in said(answer)


def test_success_forgets_the_tries(siti, siti_user):
    for _ in range(4):
        try_in(siti.nip, WRONG)
    assert is_in(try_in(siti.nip, PASSWORD))

    for _ in range(4):
        assert try_in(siti.nip, WRONG).status_code == 200


def test_crowd_at_the_hasher_is_asked_to_wait(siti, siti_user, monkeypatch):
    monkeypatch.setattr(signins, "_PATIENCE_SECONDS", 0.01)
    assert signins._hashing.acquire(blocking=False)
    assert signins._hashing.acquire(blocking=False)
    try:
        answer = try_in(siti.nip, PASSWORD)
    finally:
        signins._hashing.release()
        signins._hashing.release()

    assert answer.status_code == 503
    assert "Banyak yang sedang masuk" in said(answer)
    assert is_in(try_in(siti.nip, PASSWORD))


def counted(monkeypatch) -> list:
    """The passwords that were really looked at."""
    evaluated: list[str] = []
    real = signins.authenticate

    def watched(request, **credentials):
        evaluated.append(credentials["username"])
        return real(request, **credentials)

    monkeypatch.setattr(signins, "authenticate", watched)
    return evaluated


# --- session


def test_sign_in_gives_a_new_session_id(siti, siti_user):
    device = Client()
    session = device.session
    session["x"] = 1
    session.save()
    device.cookies["netralitas_sesi"] = session.session_key
    old = session.session_key

    try_in(siti.nip, PASSWORD, device)

    new = device.cookies["netralitas_sesi"].value
    assert new != old
    assert not Session.objects.filter(session_key=old).exists()


def test_sign_in_ends_the_visit_on_the_device(siti, siti_user, siti_path):
    device = Client()
    device.post(siti_path)

    try_in(siti.nip, PASSWORD, device)

    assert device.cookies[cookies.VISIT_COOKIE].value == ""


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/kata-sandi/", "/kata-sandi/"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("javascript:", "/"),
    ],
)
def test_after_sign_in_only_own_pages(siti, siti_user, wanted, target):
    answer = Client().post("/masuk/", {"name": siti.nip, "password": PASSWORD, "next": wanted})

    assert answer.headers["Location"] == target


def test_sign_out_clears_the_browser_and_is_a_post(siti_user, sign_in):
    client = sign_in(siti_user)
    assert client.get("/keluar/").status_code == 405

    answer = client.post("/keluar/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/kata-sandi/").headers["Location"].startswith("/masuk/")
    assert Event.objects.filter(event="accounts.account_left").count() == 1


def test_private_pages_are_not_stored(siti_user, sign_in):
    assert "no-store" in sign_in(siti_user).get("/kata-sandi/")["Cache-Control"]


def test_session_cookie_is_closed_to_scripts_and_plain_http(siti, siti_user):
    cookie = try_in(siti.nip, PASSWORD).cookies["netralitas_sesi"]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


@pytest.mark.parametrize(
    ("who", "minutes", "stays"),
    [("siti_user", 29, True), ("siti_user", 31, False), ("budi", 14, True), ("budi", 16, False), ("sekda", 29, True)],
)
def test_idle_session_ends_sooner_for_privileged_roles(request, who, minutes, stays):
    user = request.getfixturevalue(who)
    user.email = "orang@contoh.go.id"
    user.save()
    device = Client()
    with time_machine.travel(timezone.now(), tick=False) as now:
        assert is_in(try_in(user.email, PASSWORD, device))
        device.get("/kata-sandi/")
        now.shift(timedelta(minutes=minutes))
        answer = device.get("/kata-sandi/")

    assert (answer.status_code == 200) is stays
    if not stays:
        assert b"Sesi sudah berakhir" in device.get("/masuk/").content


def test_session_ends_after_twelve_hours_of_use(siti, siti_user):
    device = Client()
    with time_machine.travel(timezone.now(), tick=False) as now:
        try_in(siti.nip, PASSWORD, device)
        for _ in range(12 * 3 + 1):
            now.shift(timedelta(minutes=20))
            answer = device.get("/kata-sandi/")

    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["", "\x00", "x" * 300, "' OR 1=1 --", "\ufffd", "198504122010012001" * 3, "a@b@c"])
def test_odd_names_are_answered(db, name):
    assert try_in(name, WRONG).status_code in {200, 400, 429}


def test_log_line_holds_no_name_and_no_password(siti, siti_user, caplog):
    try_in(siti.nip, WRONG)

    text = " ".join(str(record.__dict__) for record in caplog.records)
    assert siti.nip not in text
    assert WRONG not in text
