"""Pemulihan by two persons: nobody alone, never a password seen, the owner told, every session ended (G-A10)."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import passwords, resets
from netralitas.accounts.models import Activation, Factor, RecoveryCode, ResetRequest
from netralitas.accounts.queries.activations import activation_address, letter_code
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from tests.accounts.phones import enrol
from tests.cast import PASSWORD, make_account

pytestmark = pytest.mark.django_db
LETTER, MAIL = Activation.Way.LETTER, Activation.Way.EMAIL
NEW = "padi-kuning-Anyer-7"


@pytest.fixture
def budi(budi, by):
    """The operator who lost the phone."""
    budi.email = "budi@contoh.go.id"
    budi.save()
    enrol(budi, by)
    return budi


@pytest.fixture
def proposed(budi, admin_sistem) -> ResetRequest:
    return propose(budi, admin_sistem)


def propose(user: User, admin: User) -> ResetRequest:
    by = Actor.of_user(admin)
    return resets.propose_reset(user=user, reason="HP hilang", checked_how="datang sendiri", by=by)


def test_second_person_lets_the_owner_start_anew(budi, proposed, kesbang, sign_in, run_tasks):
    still_open = sign_in(budi)
    activation = resets.confirm_reset(request=proposed, way=MAIL, by=Actor.of_user(kesbang))
    run_tasks()

    budi = User.objects.get(pk=budi.pk)
    assert not budi.has_usable_password()
    assert not Factor.objects.filter(user=budi).exists()
    assert not RecoveryCode.objects.filter(user=budi).exists()
    assert still_open.get("/perangkat/").status_code == 302
    to_owner = "".join(message.body for message in mail.outbox if message.to == ["budi@contoh.go.id"])
    assert "Admin sistem mengajukan pemulihan" in to_owner
    assert activation_address(activation) in to_owner
    told = set(Event.objects.values_list("event", flat=True))
    assert told >= {"accounts.reset_proposed", "accounts.reset_confirmed", "accounts.activation_made"}


@pytest.mark.parametrize("who", ["admin_sistem", "budi", "command"])
def test_nobody_confirms_alone(request, proposed, who, budi):
    by = Actor.command("uji") if who == "command" else Actor.of_user(request.getfixturevalue(who))

    with pytest.raises(DomainError):
        resets.confirm_reset(request=proposed, way=LETTER, by=by)
    assert User.objects.get(pk=budi.pk).check_password(PASSWORD)
    assert Factor.objects.filter(user=budi).exists()


def test_without_the_rule_the_proposer_could(proposed, admin_sistem, monkeypatch):
    """Negative control: the guard compares persons, nothing else stops it."""
    ResetRequest.objects.update(proposed_by=make_account("Lain"))

    assert resets.confirm_reset(request=proposed, way=LETTER, by=Actor.of_user(admin_sistem))


def test_oneself_and_twice_and_a_locked_account_are_refused(budi, proposed, admin_sistem, kesbang):
    with pytest.raises(DomainError):
        propose(budi, kesbang)  # one is open
    with pytest.raises(DomainError):
        propose(admin_sistem, admin_sistem)
    User.objects.filter(pk=kesbang.pk).update(is_active=False)
    with pytest.raises(DomainError):
        propose(kesbang, admin_sistem)


def test_settled_request_stays_settled(proposed, kesbang, admin_sistem):
    resets.drop_reset(request=proposed, note="bukan orangnya", by=Actor.of_user(kesbang))

    proposed.refresh_from_db()
    assert proposed.state == ResetRequest.State.REFUSED
    for act in (
        lambda: resets.confirm_reset(request=proposed, way=LETTER, by=Actor.of_user(kesbang)),
        lambda: resets.drop_reset(request=proposed, note="lagi", by=Actor.of_user(kesbang)),
    ):
        with pytest.raises(DomainError):
            act()


def test_proposer_may_take_it_back(proposed, admin_sistem):
    resets.drop_reset(request=proposed, note="HP ketemu", by=Actor.of_user(admin_sistem))

    proposed.refresh_from_db()
    assert proposed.state == ResetRequest.State.CANCELLED


def test_nothing_is_left_when_the_audit_fails(budi, proposed, kesbang, monkeypatch):
    monkeypatch.setattr(resets.audit, "record", lambda *a, **k: (_ for _ in ()).throw(IntegrityError("audit")))

    with pytest.raises(IntegrityError):
        resets.confirm_reset(request=proposed, way=LETTER, by=Actor.of_user(kesbang))
    assert User.objects.get(pk=budi.pk).check_password(PASSWORD)
    assert not Activation.objects.exists()


# --- one person alone has no way round


def test_letter_for_a_role_in_use_needs_two(budi, siti_user, by):
    with pytest.raises(DomainError) as refusal:
        passwords.make_activation(user=budi, way=LETTER, by=by)

    assert refusal.value.code == "dua_orang"
    assert passwords.make_activation(user=budi, way=MAIL, by=by)  # to the own address: the owner's
    assert passwords.make_activation(user=siti_user, way=LETTER, by=by)  # no role
    budi.set_unusable_password()
    assert passwords.make_activation(user=budi, way=LETTER, by=by)  # never used yet


# --- journey on screen


def test_lost_phone_from_request_to_new_password(budi, admin_sistem, kesbang, sign_in):
    admin, second = sign_in(admin_sistem), sign_in(kesbang)
    sent = {"reason": "HP hilang", "checked_how": "datang dengan KTP"}
    made = admin.post(f"/akun/{budi.username}/pemulihan/", sent).headers["Location"]
    assert "orang lain yang menyetujui" in admin.get(made).content.decode()
    assert admin.post(f"{made}setujui/", {"way": LETTER}).headers["Location"] == made
    assert Factor.objects.exists()  # the proposer cannot

    assert "HP hilang" in second.get("/pemulihan/").content.decode()
    assert "Setujui Pemulihan" in second.get(made).content.decode()
    letter = second.post(f"{made}setujui/", {"way": LETTER})
    assert "no-store" in letter.headers["Cache-Control"]
    code = re.search(r"[A-Z2-7]{5}(-[A-Z2-7]{5}){3}", letter.content.decode())[0]
    assert code == letter_code(Activation.objects.get(used_at=None, user=budi))

    owner = Client()
    step = owner.post("/akun/aktivasi/", {"name": "budi@contoh.go.id", "code": code}).headers["Location"]
    owner.post(step, {"new": NEW, "again": NEW})
    assert owner.post("/masuk/", {"name": "budi@contoh.go.id", "password": NEW}).status_code == 302
    assert owner.get("/keamanan/").status_code == 200


@pytest.mark.parametrize("who", ["siti_user", "budi", "sekda", "bkpsdm", "inspektur"])
def test_others_see_no_requests(request, proposed, sign_in, who):
    client = sign_in(request.getfixturevalue(who))
    session = client.session
    session["_has_factor"], session["_proved_at"] = True, 2**31
    session.save()

    assert client.get("/pemulihan/").status_code == 403
    assert client.post(f"/pemulihan/{proposed.public_id}/setujui/", {"way": LETTER}).status_code == 403
