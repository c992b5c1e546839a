"""Faktor kedua: enrolment, single use, recovery codes, throttles, the confined session, the fresh proof."""

import base64
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.actions import factors
from netralitas.accounts.models import Factor, RecoveryCode
from netralitas.accounts.queries import totp
from netralitas.accounts.queries.passkeys import Site
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from netralitas.ledger.clock import database_seconds, pretend
from tests.accounts.phones import Phone, enrol
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_sistem(admin_sistem):
    admin_sistem.email = "joko@contoh.go.id"
    admin_sistem.save()
    return admin_sistem


@pytest.fixture
def phone_of_admin(admin_sistem, by) -> Phone:
    return enrol(admin_sistem, by)


def knock(name: str, device: Client | None = None) -> Client:
    """A device on which the password was just right."""
    device = device or Client()
    answer = device.post("/masuk/", {"name": name, "password": PASSWORD, "next": "/akun/"})
    assert answer.headers["Location"] == "/masuk/faktor/"
    return device


def is_in(device: Client) -> bool:
    return device.get("/akun/").status_code == 200


# --- codes


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds, code):
    """RFC 6238, appendix B (SHA-1), the last six of eight digits."""
    assert totp.code_at(b"12345678901234567890", seconds // totp.PERIOD) == code


def test_neighbouring_steps_are_accepted_and_no_others():
    secret = totp.new_secret()
    accepted = [n for n in range(-5, 6) if totp.matching_step(secret, totp.code_at(secret, 1000 + n), 30_000)]

    assert set(accepted) == {-1, 0, 1}


def test_code_works_once(admin_sistem, phone_of_admin, by):
    code = phone_of_admin.next_code()

    assert factors.prove_by_code(user=admin_sistem, code=code, by=by) == "aplikasi autentikator"
    with pytest.raises(DomainError):
        factors.prove_by_code(user=admin_sistem, code=code, by=by)


def test_older_code_is_dead_once_a_newer_was_used(admin_sistem, phone_of_admin, by):
    older, newer = phone_of_admin.code_in(0), phone_of_admin.code_in(1)
    factors.prove_by_code(user=admin_sistem, code=newer, by=by)

    with pytest.raises(DomainError):
        factors.prove_by_code(user=admin_sistem, code=older, by=by)


def test_without_the_memory_of_steps_a_code_would_work_twice(admin_sistem, phone_of_admin, by):
    """Negative control: it is `last_step` that refuses the second use."""
    code = phone_of_admin.next_code()
    factors.prove_by_code(user=admin_sistem, code=code, by=by)
    Factor.objects.update(last_step=0)

    assert factors.prove_by_code(user=admin_sistem, code=code, by=by)


def test_time_is_the_database_s(admin_sistem, phone_of_admin, by):
    """A web server whose clock is a day off still accepts the phone's code (G-F4)."""
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert factors.prove_by_code(user=admin_sistem, code=phone_of_admin.next_code(), by=by)


def test_secret_lies_encrypted(admin_sistem, phone_of_admin):
    stored = bytes(Factor.objects.get().secret_ciphertext)

    assert phone_of_admin.secret not in stored
    assert totp.unsealed(stored) == phone_of_admin.secret


def test_guessing_is_slowed_per_person_whatever_the_device(admin_sistem, phone_of_admin):
    here, there = knock("joko@contoh.go.id"), knock("joko@contoh.go.id")
    for device in (here, here, here, there, there):
        assert device.post("/masuk/faktor/", {"code": "000000"}).status_code == 200
    answer = knock("joko@contoh.go.id").post("/masuk/faktor/", {"code": phone_of_admin.next_code()})

    assert answer.status_code == 429
    assert b"Terlalu banyak kode yang keliru" in answer.content


# --- recovery codes


def test_recovery_codes_are_ten_hashed_and_single(admin_sistem, phone_of_admin, by):
    codes = phone_of_admin.recovery_codes
    stored = str(list(RecoveryCode.objects.values()))

    assert len(set(codes)) == 10
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    assert factors.prove_by_code(user=admin_sistem, code=f" {codes[3].upper()} ", by=by) == "kode cadangan, sisa 9"
    with pytest.raises(DomainError):
        factors.prove_by_code(user=admin_sistem, code=codes[3], by=by)
    assert Message.objects.filter(template="accounts/recovery_used").count() == 1


def test_recovery_code_of_somebody_else_opens_nothing(admin_sistem, phone_of_admin, kesbang, by):
    others = enrol(kesbang, by).recovery_codes

    with pytest.raises(DomainError):
        factors.prove_by_code(user=admin_sistem, code=others[0], by=by)


def test_new_codes_end_the_old_ones(admin_sistem, phone_of_admin, by):
    factors.renew_codes(user=admin_sistem, by=by)

    with pytest.raises(DomainError):
        factors.prove_by_code(user=admin_sistem, code=phone_of_admin.recovery_codes[0], by=by)


# --- signing in


def test_factor_is_asked_after_the_password(admin_sistem, phone_of_admin):
    device = knock("joko@contoh.go.id")
    before = device.cookies["netralitas_sesi"].value
    assert not is_in(device)
    answer = device.post("/masuk/faktor/", {"code": phone_of_admin.next_code()})

    assert answer.headers["Location"] == "/akun/"
    assert is_in(device)
    assert device.cookies["netralitas_sesi"].value != before
    entered = Event.objects.get(event="accounts.account_entered")
    assert entered.details["way"] == "kata sandi dan aplikasi autentikator"


def test_wrong_code_lets_nobody_in(admin_sistem, phone_of_admin):
    device = knock("joko@contoh.go.id")
    answer = device.post("/masuk/faktor/", {"code": "123 456"})

    assert b"Kode tidak cocok" in answer.content
    assert not is_in(device)
    assert Event.objects.filter(event="accounts.factor_failed").count() == 1


def test_no_device_is_remembered(admin_sistem, phone_of_admin):
    device = knock("joko@contoh.go.id")
    device.post("/masuk/faktor/", {"code": phone_of_admin.next_code()})
    device.post("/keluar/")

    knock("joko@contoh.go.id", device)


def test_half_open_door_closes(admin_sistem, phone_of_admin):
    device = knock("joko@contoh.go.id")
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert device.get("/masuk/faktor/").headers["Location"] == "/masuk/"
    device = knock("joko@contoh.go.id")
    User.objects.filter(pk=admin_sistem.pk).update(session_epoch=9)  # a role was taken away meanwhile
    assert device.get("/masuk/faktor/").headers["Location"] == "/masuk/"


def test_factor_page_is_nobody_s_without_a_password():
    assert Client().post("/masuk/faktor/", {"code": "123456"}).headers["Location"] == "/masuk/"


@pytest.mark.parametrize(
    "sent",
    [{"code": ""}, {"code": "x" * 400}]
    + [{"credential": answer} for answer in ("[1]", "{}", "bukan", '{"id": 1, "rawId": [], "response": 3}')],
)
def test_rubbish_gets_a_sentence(admin_sistem, phone_of_admin, sent):
    answer = knock("joko@contoh.go.id").post("/masuk/faktor/", sent)

    assert answer.status_code == 200
    assert b"invalid-feedback" in answer.content or b"alert" in answer.content


# --- enrolment


def just_in(user: User) -> Client:
    """A device that came in by password a moment ago."""
    device = Client()
    device.post("/masuk/", {"name": user.username, "password": PASSWORD})
    return device


def test_enrolment_on_screen(admin_sistem, sign_in):
    here, elsewhere = just_in(admin_sistem), sign_in(admin_sistem)
    page = here.get("/keamanan/aplikasi/")
    phone = Phone(totp.unsealed(_kept_secret(here)))
    answer = here.post("/keamanan/aplikasi/", {"code": phone.code_in(0)})

    assert b'src="data:image/svg+xml' in page.content
    assert b"style=" not in page.content
    assert len(re.findall(rb"<strong>[a-z2-9]{5}-[a-z2-9]{5}</strong>", answer.content)) == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert is_in(here)
    assert not is_in(elsewhere)  # a changed factor ends the other sessions
    assert Event.objects.filter(event="accounts.factor_added").count() == 1
    assert Message.objects.filter(template="accounts/factor_changed").count() == 1


def _kept_secret(client: Client) -> bytes:
    return base64.b64decode(client.session["_new_app"])


def test_enrolment_at_an_open_desk_asks_the_password(siti_user, sign_in):
    """Whoever finds the PC open cannot put an own phone on the account, also where no factor is owed."""
    client = sign_in(siti_user)
    proof = client.get("/keamanan/aplikasi/").headers["Location"]
    assert proof.startswith("/bukti-diri/?next=")
    assert "Kata sandi sekarang" in client.get(proof).content.decode()
    assert "tidak cocok" in client.post(proof, {"password": "salah"}).content.decode()
    assert client.get("/keamanan/aplikasi/").status_code == 302
    assert client.post(proof, {"password": PASSWORD}).headers["Location"] == "/keamanan/aplikasi/"
    assert client.get("/keamanan/aplikasi/").status_code == 200


def test_wrong_first_code_connects_nothing(admin_sistem):
    client = just_in(admin_sistem)
    client.get("/keamanan/aplikasi/")

    assert b"belum cocok" in client.post("/keamanan/aplikasi/", {"code": "000000"}).content
    assert not Factor.objects.exists()


def test_new_phone_replaces_the_old(admin_sistem, phone_of_admin, by):
    secret = totp.new_secret()
    codes = factors.add_app(user=admin_sistem, secret=secret, code=Phone(secret).code_in(0), by=by)

    assert codes == []  # the recovery codes stay
    assert totp.unsealed(Factor.objects.get().secret_ciphertext) == secret


def test_own_factor_only(admin_sistem, phone_of_admin, kesbang):
    other = Factor.objects.get()

    assert just_in(kesbang).post(f"/keamanan/{other.public_id}/hapus/").status_code == 404


@pytest.mark.second_factor
def test_last_factor_of_a_privileged_account_stays(admin_sistem, phone_of_admin, siti_user, by):
    with pytest.raises(DomainError):
        factors.remove_factor(factor=Factor.objects.get(), by=by)
    enrol(siti_user, by)
    factors.remove_factor(factor=Factor.objects.get(user=siti_user), by=by)
    assert not RecoveryCode.objects.filter(user=siti_user).exists()


def test_passkeys_need_https_or_localhost():
    assert Site("https", "netralitas.contoh.go.id").can_use_passkeys
    assert Site("http", "localhost:8000").can_use_passkeys
    assert not Site("http", "netralitas.contoh.go.id").can_use_passkeys
    assert not Site("https", "10.0.0.5").can_use_passkeys


def test_page_says_that_passkeys_need_https(siti_user):
    assert (
        "hanya dapat dipakai bila portal dibuka lewat HTTPS"
        in just_in(siti_user).get("/keamanan/kunci/").content.decode()
    )


# --- fresh proof


def test_sensitive_act_asks_again_after_ten_minutes(admin_sistem, phone_of_admin, siti_user):
    device = knock("joko@contoh.go.id")
    device.post("/masuk/faktor/", {"code": phone_of_admin.next_code()})
    path = f"/akun/{siti_user.username}/peran/"
    assert device.get(path).status_code == 200

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert device.get(path).headers["Location"] == f"/bukti-diri/?next={path.replace('/', '%2F')}"
        assert device.post(path, {}).status_code == 302
        with pretend(datetime.fromtimestamp(database_seconds() + 660, timezone.get_current_timezone())):
            answer = device.post("/bukti-diri/", {"code": phone_of_admin.next_code(), "next": path})
        assert answer.headers["Location"] == path
        assert device.get(path).status_code == 200


def test_proof_again_refuses_a_wrong_code(admin_sistem, phone_of_admin, sign_in, siti_user):
    device = sign_in(admin_sistem)

    assert device.get(f"/akun/{siti_user.username}/peran/").status_code == 302
    assert b"Kode tidak cocok" in device.post("/bukti-diri/", {"code": "111111"}).content
    assert device.get(f"/akun/{siti_user.username}/peran/").status_code == 302
