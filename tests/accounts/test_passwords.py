"""Passwords: only their owner sets them; activations are single, timed, derived; resets answer all alike."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.actions import links, passwords
from netralitas.accounts.models import Activation, StaffLink
from netralitas.accounts.passwords import NotFromNipValidator
from netralitas.accounts.queries import activations
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from tests.cast import PASSWORD, make_staff

pytestmark = pytest.mark.django_db
NEW = "padi-kuning-Anyer-7"
TWICE = {"new": NEW, "again": NEW}


@pytest.fixture
def siti_user(siti_user):
    siti_user.email = "siti@contoh.go.id"
    siti_user.save()
    return siti_user


@pytest.fixture
def by_letter(siti_user, by) -> Activation:
    return passwords.make_activation(user=siti_user, way=Activation.Way.LETTER, by=by)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


# --- changing


def test_change_ends_all_other_sessions(siti_user, sign_in):
    here, elsewhere = sign_in(siti_user), sign_in(siti_user)

    answer = here.post("/kata-sandi/", {"old": PASSWORD, **TWICE})

    assert answer.status_code == 302
    assert fresh(siti_user).check_password(NEW)
    assert here.get("/kata-sandi/").status_code == 200
    assert elsewhere.get("/kata-sandi/").status_code == 302
    assert Message.objects.get().template == "accounts/password_changed"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"old": "salah", **TWICE}, "old"),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "x"}, "again"),
        ({"old": PASSWORD, "new": "pendek", "again": "pendek"}, "new"),
        ({"old": PASSWORD, "new": "1234567890123", "again": "1234567890123"}, "new"),
        ({"old": PASSWORD, "new": "x" * 5000, "again": "x" * 5000}, "new"),
        ({"old": PASSWORD}, "new"),
    ],
)
def test_change_is_refused_with_words_at_the_field(siti_user, sign_in, sent, field):
    answer = sign_in(siti_user).post("/kata-sandi/", sent)

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert fresh(siti_user).check_password(PASSWORD)


def test_password_may_not_be_taken_from_the_nip(siti, siti_user):
    with pytest.raises(ValidationError):
        NotFromNipValidator().validate(f"Siti-{siti.nip[:8]}", siti_user)
    with pytest.raises(ValidationError):
        NotFromNipValidator().validate(f"Siti {siti.nip[8:12]} {siti.nip[12:14]}", siti_user)
    NotFromNipValidator().validate("Siti-24680-13579", siti_user)
    NotFromNipValidator().validate(f"Siti-{siti.nip[:8]}", None)


# --- activation


def test_activation_sets_the_password_once(siti_user, by_letter, sign_in):
    open_elsewhere = sign_in(siti_user)
    path = f"/akun/aktivasi/{activations.activation_token(by_letter)}/"

    assert Client().get(path).status_code == 200
    assert Client().get(path).status_code == 200  # looking does not use it up
    assert Client().post(path, TWICE).headers["Location"] == "/masuk/"

    assert fresh(siti_user).check_password(NEW)
    assert open_elsewhere.get("/kata-sandi/").status_code == 302
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"new": "lain-sekali-99", "again": "lain-sekali-99"}).status_code == 410
    assert fresh(siti_user).check_password(NEW)


def test_activation_is_good_for_72_hours(by_letter):
    token = activations.activation_token(by_letter)
    with time_machine.travel(timezone.now() + timedelta(hours=71, minutes=59)):
        assert activations.resolve_activation(token)
    with time_machine.travel(timezone.now() + timedelta(hours=72, minutes=1)):
        assert activations.resolve_activation(token) is None


def test_newer_activation_ends_the_older(siti_user, by_letter, by):
    passwords.make_activation(user=siti_user, way=Activation.Way.LETTER, by=by)

    assert activations.resolve_activation(activations.activation_token(by_letter)) is None
    with pytest.raises(DomainError):
        passwords.set_by_activation(activation=by_letter, password=NEW, by=by)


def test_activation_of_a_disabled_account_opens_nothing(siti_user, by_letter):
    User.objects.filter(pk=siti_user.pk).update(is_active=False)

    assert activations.resolve_activation(activations.activation_token(by_letter)) is None


def test_forged_activation_opens_nothing(by_letter, settings):
    token = activations.activation_token(by_letter)

    assert activations.resolve_activation(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert activations.resolve_activation(by_letter.public_id) is None
    settings.LINK_KEY = "another"
    assert activations.resolve_activation(token) is None


def test_code_on_the_letter(siti, siti_user, by_letter):
    code = activations.letter_code(by_letter)
    typed = f" {code.lower().replace('-', ' ')} ".replace("o", "0").replace("b", "8")

    answer = Client().post("/akun/aktivasi/", {"name": siti.nip, "code": typed})

    assert len(code.replace("-", "")) == 20  # 100 bits
    assert answer.headers["Location"] == f"/akun/aktivasi/{activations.activation_token(by_letter)}/"
    stored = str(Activation.objects.values().get())
    assert code not in stored
    assert activations.activation_token(by_letter).split("-")[1] not in stored


def test_code_of_another_account_or_by_mail_is_refused(siti, siti_user, budi, by_letter, by):
    code = activations.letter_code(by_letter)
    assert activations.activation_by_code(budi, code) is None
    mailed = passwords.make_activation(user=siti_user, way=Activation.Way.EMAIL, by=by)
    assert activations.activation_by_code(siti_user, activations.letter_code(mailed)) is None


def test_guessing_codes_is_slowed(siti, siti_user, by_letter):
    for _ in range(5):
        assert b"tidak cocok" in Client().post("/akun/aktivasi/", {"name": siti.nip, "code": "A" * 20}).content

    code = activations.letter_code(by_letter)
    assert b"Terlalu banyak" in Client().post("/akun/aktivasi/", {"name": siti.nip, "code": code}).content


def test_activation_by_mail_goes_to_the_account_s_own_address(siti_user, by, run_tasks):
    activation = passwords.make_activation(user=siti_user, way=Activation.Way.EMAIL, by=by)
    run_tasks()

    (sent,) = mail.outbox
    assert sent.to == ["siti@contoh.go.id"]
    assert activations.activation_address(activation) in sent.body
    row = str(Message.objects.values().get())
    assert activations.activation_token(activation) not in row  # derived at sending, kept nowhere


def test_mail_is_refused_without_an_address(budi, by):
    with pytest.raises(DomainError):
        passwords.make_activation(user=budi, way=Activation.Way.EMAIL, by=by)


# --- forgotten


def test_forgotten_answers_all_names_alike(siti, siti_user, budi, run_tasks):
    answers = [
        Client().post("/lupa-kata-sandi/", {"name": name})
        for name in (siti.nip, "199001012015011999", budi.staff_link.staff.nip)
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    run_tasks()
    assert [message.to for message in mail.outbox] == [["siti@contoh.go.id"]]


def test_forgotten_link_works_for_two_hours(siti, siti_user, run_tasks):
    Client().post("/lupa-kata-sandi/", {"name": siti.nip})
    run_tasks()
    token = activations.activation_token(Activation.objects.get())

    assert token in mail.outbox[0].body
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        assert activations.resolve_activation(token) is None


def test_forgotten_is_not_a_way_to_flood_a_mailbox(siti, siti_user, run_tasks):
    for _ in range(8):
        Client().post("/lupa-kata-sandi/", {"name": siti.nip})
        run_tasks()

    assert len(mail.outbox) == 3


# --- out of a visit


def test_person_makes_a_password_from_the_own_link(phone, siti, siti_path):
    phone.post(siti_path)
    answer = phone.post("/kata-sandi/buat/", TWICE)

    user = StaffLink.objects.get(staff=siti).user
    assert answer.headers["Location"] == "/ikrar/"
    assert user.check_password(NEW)
    assert Client().post("/masuk/", {"name": siti.nip, "password": NEW}).status_code == 302


def test_own_nip_is_refused_as_password_there_too(phone, siti, siti_path):
    phone.post(siti_path)
    weak = f"{siti.nip[:8]}-Aman"

    assert phone.post("/kata-sandi/buat/", {"new": weak, "again": weak}).context["form"].errors["new"]


def refused_to_set(phone) -> bool:
    answer = phone.post("/kata-sandi/buat/", TWICE)
    return answer.status_code == 200 and bool(answer.context["form"].non_field_errors())


def test_unit_link_never_sets_a_password(phone, siti, unit_path):
    """NIP and birth date stand on every list: they must not open an account."""
    proof = phone.post(unit_path, {"number": siti.nip, "birth_date": "12-04-1985"}).context["proof"]
    phone.post(f"{unit_path}/ya", {"bukti": proof})

    assert refused_to_set(phone)
    assert not StaffLink.objects.exists()


def test_revealed_link_never_sets_a_password(phone, siti_link, siti_path, by):
    links.reveal_link(link=siti_link, way="salin", by=by)
    phone.post(siti_path)

    assert refused_to_set(phone)


def test_shared_phone_never_sets_a_password(phone, siti_path, dinas_a, by, closes_at):
    other = make_staff("Agus", dinas_a)
    links.ensure_personal_links(staff_ids=[other.pk], expires_at=closes_at, by=by)
    phone.post(siti_path)
    phone.post(f"/t/{links_token(other)}")

    assert refused_to_set(phone)


def links_token(staff) -> str:
    from netralitas.accounts.queries.links import personal_token

    return personal_token(staff.personal_link)


def test_account_with_a_password_or_a_role_is_not_taken_over(siti_user, phone, siti_path, budi, by, closes_at):
    phone.post(siti_path)
    assert refused_to_set(phone)
    assert fresh(siti_user).check_password(PASSWORD)

    budi.set_unusable_password()
    budi.save()
    staff = budi.staff_link.staff
    links.ensure_personal_links(staff_ids=[staff.pk], expires_at=closes_at, by=by)
    device = Client()
    device.post(f"/t/{links_token(staff)}")
    assert refused_to_set(device)


def test_setting_leaves_nothing_when_the_audit_fails(phone, siti, siti_path, monkeypatch):
    phone.post(siti_path)
    monkeypatch.setattr(passwords.audit, "record", lambda *a, **k: (_ for _ in ()).throw(IntegrityError("audit")))

    with pytest.raises(IntegrityError):
        phone.post("/kata-sandi/buat/", TWICE)
    assert not StaffLink.objects.exists()
    assert not User.objects.exists()
    assert not Session.objects.exists()


def test_password_never_appears_in_events(siti_user, by_letter):
    Client().post(f"/akun/aktivasi/{activations.activation_token(by_letter)}/", TWICE)

    assert NEW not in str(list(Event.objects.values()))
