"""The confined session: privileged accounts without a second factor reach enrolment, help and the way out, only."""

import pytest
from django.test import Client

from netralitas.access.models import User
from netralitas.accounts.gates import FREE
from netralitas.accounts.models import Factor
from tests.accounts.phones import enrol
from tests.cast import PASSWORD, make_account
from tests.contracts.test_access_table import PATTERNS, address

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]

PRIVILEGED = ["budi", "kepala_a", "kesbang", "bkpsdm", "inspektur", "admin_sistem"]
CONFINED = {"/keamanan/", "/bukti-diri/"}


def leads_out(answer) -> bool:
    """Whether the gate let the page through."""
    return not (answer.status_code == 302 and answer.headers["Location"] in CONFINED)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", [*PRIVILEGED, "superuser"])
def test_confined_session_table(request, sign_in, who, method):
    user = User.objects.create_superuser("akar", "x" * 20) if who == "superuser" else request.getfixturevalue(who)
    client = sign_in(user)
    reached = {
        name for name in PATTERNS if name != "accounts:logout" and leads_out(getattr(client, method)(address(name)))
    }

    assert reached == FREE - {"accounts:logout"}
    assert not leads_out(client.get("/admin/"))
    assert client.get("/tidak-ada/").status_code == 404
    assert client.post("/keluar/").headers["Location"] == "/masuk/"


@pytest.mark.parametrize("who", ["siti_user", "sekda"])
def test_others_owe_nothing(request, sign_in, who):
    client = sign_in(request.getfixturevalue(who))

    assert leads_out(client.get("/keamanan/"))
    assert client.get("/perangkat/").status_code == 200


def test_without_the_gate_the_pages_open(sign_in, admin_sistem, settings):
    """Negative control."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]

    assert sign_in(admin_sistem).get("/akun/").status_code == 200


def test_production_forces_it_and_the_demonstration_does_not(settings):
    assert settings.PRODUCTION_SECOND_FACTOR_FORCED
    assert settings.SECOND_FACTOR_FORCED


def test_from_the_first_password_to_the_desk(admin_sistem, by):
    """Signed in by password alone: confined; with the factor: in."""
    admin_sistem.email = "joko@contoh.go.id"
    admin_sistem.save()
    device = Client()
    device.post("/masuk/", {"name": "joko@contoh.go.id", "password": PASSWORD})
    assert device.get("/akun/").headers["Location"] == "/keamanan/"
    page = device.get("/keamanan/").content.decode()
    assert "Satu langkah lagi" in page
    assert "Keluar" in page
    phone = enrol(admin_sistem, by)

    device = Client()
    device.post("/masuk/", {"name": "joko@contoh.go.id", "password": PASSWORD})
    device.post("/masuk/faktor/", {"code": phone.next_code()})
    assert device.get("/akun/").status_code == 200


def test_session_without_its_proof_is_asked_for_it(admin_sistem, by, sign_in):
    """A session from before the factor was added (or made past the sign-in) does not ride on it."""
    phone = enrol(admin_sistem, by)
    client = sign_in(admin_sistem)

    assert client.get("/akun/").headers["Location"] == "/bukti-diri/"
    assert client.post("/bukti-diri/", {"code": phone.next_code(), "next": "/akun/"}).headers["Location"] == "/akun/"
    assert client.get("/akun/").status_code == 200


def test_role_given_to_a_plain_account_confines_it(siti_user, sign_in, dinas_a):
    client = sign_in(siti_user)
    assert client.get("/perangkat/").status_code == 200
    make_account("x")  # another row, so that keys differ
    siti_user.role_assignments.create(role="operator_opd", unit=dinas_a, given_by="uji")

    assert client.get("/perangkat/").headers["Location"] == "/keamanan/"
    assert not Factor.objects.exists()
