"""Accounts: made without a password, listed, closed and opened; the admin never sees or chooses a password."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import accounts
from netralitas.accounts.models import Activation, StaffLink
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from netralitas.registry.models import StaffStatus
from tests.cast import make_account, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(admin_sistem, sign_in):
    return sign_in(admin_sistem)


# --- making


def test_account_of_staff_has_no_password(siti, by):
    user = accounts.create_account(staff=siti, name="", email="siti@contoh.go.id", by=by)

    assert not user.has_usable_password()
    assert (user.display_name, user.staff_link.staff) == ("Siti Aminah, S.Pd.", siti)
    assert Event.objects.filter(event="accounts.account_created").count() == 1


def test_account_of_an_outside_official(by):
    user = accounts.create_account(staff=None, name="  H. Ridwan \u202e ", email="ridwan@prov.go.id", by=by)

    assert user.display_name == "H. Ridwan"


def test_second_account_of_a_person_is_refused(siti, siti_user, by):
    with pytest.raises(DomainError):
        accounts.create_account(staff=siti, name="", email="", by=by)


@pytest.mark.parametrize("email", ["SITI@contoh.go.id", "bukan surel", "a@", "x" * 300 + "@a.id"])
def test_address_of_another_account_or_none_is_refused(siti, by, email):
    make_account("Lain")
    User.objects.update(email="siti@contoh.go.id")

    with pytest.raises(DomainError):
        accounts.create_account(staff=siti, name="", email=email, by=by)
    assert not StaffLink.objects.exists()


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 300])
def test_outsider_without_a_name_is_refused(by, name):
    with pytest.raises(DomainError):
        accounts.create_account(staff=None, name=name, email="a@b.id", by=by)


def test_on_screen_by_nip_the_activation_leaves_by_mail(admin_client, siti):
    siti.email = "siti@contoh.go.id"
    siti.save()
    answer = admin_client.post("/akun/baru/", {"nip": f"{siti.nip[:8]} {siti.nip[8:]}"})

    user = User.objects.get(staff_link__staff=siti)
    assert answer.headers["Location"] == f"/akun/{user.username}/"
    assert user.email == "siti@contoh.go.id"
    assert Message.objects.get().template == "accounts/account_activation"
    assert Activation.objects.get().way == "surel"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"nip": "198504122010012999"}, "nip"),
        ({"nip": "12"}, "nip"),
        ({"nip": ""}, "name"),
        ({"name": "Ridwan"}, "email"),
        ({"name": "Ridwan", "email": "x"}, "email"),
    ],
)
def test_on_screen_refusals_stand_at_the_field(admin_client, sent, field):
    assert admin_client.post("/akun/baru/", sent).context["form"].errors[field]


def test_retired_person_gets_no_account(admin_client, siti):
    siti.status = StaffStatus.RETIRED
    siti.save()

    assert admin_client.post("/akun/baru/", {"nip": siti.nip}).context["form"].errors["nip"]


def test_letter_is_shown_once_and_counted(admin_client, siti_user):
    path = f"/akun/{siti_user.username}/lembar-aktivasi/"
    assert b"Buat lembar aktivasi" in admin_client.get(path).content
    assert not Activation.objects.exists()

    answer = admin_client.post(path)

    assert "no-store" in answer["Cache-Control"]
    assert b"Kode aktivasi" in answer.content
    assert b"Kode aktivasi" not in admin_client.get(path).content
    assert Event.objects.filter(event="accounts.activation_made").count() == 1


# --- closing


def test_closed_account_is_out_at_the_next_request(siti_user, sign_in, by):
    client = sign_in(siti_user)
    assert client.get("/kata-sandi/").status_code == 200

    accounts.lock_account(user=siti_user, reason="mutasi", by=by)

    assert client.get("/kata-sandi/").status_code == 302
    accounts.unlock_account(user=siti_user, reason="kembali", by=by)
    assert client.get("/kata-sandi/").status_code == 302  # the old session stays dead


def test_closing_and_opening_twice_and_oneself_is_refused(siti_user, admin_sistem, by):
    accounts.lock_account(user=siti_user, reason="mutasi", by=by)
    with pytest.raises(DomainError):
        accounts.lock_account(user=siti_user, reason="mutasi", by=by)
    accounts.unlock_account(user=siti_user, reason="kembali", by=by)
    with pytest.raises(DomainError):
        accounts.unlock_account(user=siti_user, reason="kembali", by=by)
    with pytest.raises(DomainError):
        accounts.lock_account(user=admin_sistem, reason="x", by=Actor.of_user(admin_sistem))


def test_closing_on_screen_asks_first(admin_client, siti_user):
    path = f"/akun/{siti_user.username}/kunci/"

    assert b"Kunci akun Siti Aminah?" in admin_client.get(path).content
    assert b"Kunci akun" in admin_client.post(path, {"reason": ""}).content
    assert User.objects.get(pk=siti_user.pk).is_active
    assert admin_client.post(path, {"reason": "mutasi"}).status_code == 302
    assert not User.objects.get(pk=siti_user.pk).is_active
    assert b"mutasi" in admin_client.get(f"/akun/{siti_user.username}/").content
    admin_client.post(f"/akun/{siti_user.username}/buka-kunci/", {"reason": "kembali"})
    assert User.objects.get(pk=siti_user.pk).is_active


# --- looking


def test_list_searches_filters_and_hides_numbers(admin_client, siti, siti_user, budi):
    page = admin_client.get("/akun/").content.decode()
    assert "Siti Aminah" in page
    assert "Operator OPD" in page
    assert siti.nip not in page
    assert b"Budi" not in admin_client.get(f"/akun/?cari={siti.nip}").content.split(b"<tbody>")[1]
    assert b"Siti" not in admin_client.get("/akun/?peran=operator_opd").content.split(b"<tbody>")[1]
    assert b"Belum diaktifkan" in admin_client.get("/akun/?keadaan=menunggu").content


def test_detail_hides_numbers(admin_client, siti, siti_user):
    assert siti.nip not in admin_client.get(f"/akun/{siti_user.username}/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_few_and_many(admin_client, dinas_a, count):
    for number in range(count):
        make_account(f"Operator {number}", "operator_opd", dinas_a, make_staff(f"Operator {number}", dinas_a))
    admin_client.get("/akun/")
    with CaptureQueriesContext(connection) as queries:
        admin_client.get("/akun/?per=50")

    assert len(queries) <= 8, [q["sql"] for q in queries]


@pytest.mark.parametrize("who", ["siti_user", "budi", "kesbang", "sekda", "bkpsdm", "inspektur"])
def test_others_see_no_accounts(request, sign_in, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get("/akun/").status_code == 403
    assert client.get("/akun/baru/").status_code == 403
    assert client.post("/akun/baru/", {"name": "x", "email": "x@y.id"}).status_code == 403
    assert not User.objects.filter(email="x@y.id").exists()


def test_unknown_account_is_404(admin_client):
    assert admin_client.get("/akun/tidakadasamasekali/").status_code == 404


def test_account_without_a_person_is_told_so(admin_client):
    assert b"tidak terkait pegawai" in admin_client.get("/ikrar-saya/").content


# --- command


def test_command_makes_the_first_admin(db):
    out = StringIO()
    call_command("create_account", name="Joko", email="joko@contoh.go.id", stdout=out)

    user = User.objects.get(email="joko@contoh.go.id")
    address = out.getvalue().strip().splitlines()[-1]
    assert user.role_assignments.get().role == "admin_sistem"
    new = {"new": "padi-kuning-Anyer-7", "again": "padi-kuning-Anyer-7"}
    assert Client().post(address.removeprefix("http://testserver"), new).status_code == 302


def test_command_makes_nothing_when_the_role_is_refused(siti):
    with pytest.raises(CommandError):
        call_command("create_account", nip=siti.nip, role="operator_opd")
    with pytest.raises(CommandError):
        call_command("create_account")
    with pytest.raises(CommandError):
        call_command("create_account", nip="1")
    assert not User.objects.exists()
