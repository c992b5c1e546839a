"""SSO against a provider that speaks the real protocol over HTTP, with its faults and its troubles."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from netralitas.accounts.doors import person
from netralitas.accounts.models import Factor, WayIn
from netralitas.audit.models import Event
from tests.accounts.phones import enrol
from tests.accounts.provider import CLIENT, OTHER_KEY, SECRET, Provider
from tests.cast import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    server = Provider("http://testserver/masuk/sso/kembali/")
    settings.OIDC = settings.OIDC | {
        "issuer": server.issuer, "client_id": CLIENT, "client_secret": SECRET, "name": "SSO Kabupaten",
        "factor_values": ["mfa"],
    }  # fmt: skip
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def siti_there(provider, siti, siti_user):
    provider.claims = {"nip": siti.nip, "name": "Siti"}
    return provider


def begin(device: Client, **sent: str) -> str:
    """Where the portal sends the browser."""
    return device.post("/masuk/sso/", sent).headers["Location"]


def asked_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def through(provider: Provider, device: Client | None = None, **sent: str):
    """The whole way round, as the browser goes it; answers what the portal says at the end."""
    device = device or Client()
    back = provider.approve(asked_of(begin(device, **sent)))
    parts = urlsplit(back)
    return device.get(f"{parts.path}?{parts.query}")


def is_in(device: Client) -> bool:
    return device.get("/perangkat/").status_code == 200


def test_way_in_by_nip(siti_there, siti_user):
    device = Client()
    before = begin(device)
    answer = through(siti_there, device, next="/perangkat/")

    assert before.startswith(f"{siti_there.issuer}/authorize?")
    assert answer.headers["Location"] == "/perangkat/"
    assert is_in(device)
    assert Event.objects.get(event="accounts.account_entered").details["way"] == "SSO"
    assert "SSO" in device.get("/perangkat/").content.decode()


def test_door_of_the_person_tells_the_way_in_to_the_signing(siti_there, siti_user, siti, rf):
    device = Client()
    through(siti_there, device)
    request = rf.get("/ikrar/")
    request.user, request.visit, request.session = siti_user, None, device.session
    person(lambda request: HttpResponse())(request)

    assert (request.person, request.way_in) == (siti, WayIn.SSO)


def test_session_gets_a_new_id(siti_there):
    device = Client()
    address = begin(device)
    before = device.cookies["netralitas_sesi"].value
    back = urlsplit(siti_there.approve(asked_of(address)))
    device.get(f"{back.path}?{back.query}")

    assert device.cookies["netralitas_sesi"].value != before


def test_way_in_by_verified_address_and_by_userinfo(provider, siti, siti_user):
    siti_user.email = "siti@contoh.go.id"
    siti_user.save()
    provider.claims = {"email": "Siti@contoh.go.id", "email_verified": True}
    assert through(provider).status_code == 302
    provider.claims = {"email": "siti@contoh.go.id", "email_verified": False}
    assert through(provider).status_code == 403
    provider.claims, provider.told_elsewhere = {}, {"nip": siti.nip}
    assert through(provider).status_code == 302
    provider.told_elsewhere = {"nip": siti.nip, "sub": "orang-lain"}
    assert through(provider).status_code == 403


@pytest.mark.parametrize("claims", [{"nip": "199001012015011999"}, {"nip": "1"}, {}, {"nip": None, "email": "x"}])
def test_unknown_person_signs_up_nowhere(provider, siti_user, claims):
    provider.claims = claims
    device = Client()
    answer = through(provider, device)

    assert answer.status_code == 403
    assert "belum terdaftar di portal" in answer.content.decode()
    assert not is_in(device)
    assert Event.objects.filter(event="accounts.sso_refused").count() == 1


def test_unknown_nip_is_not_rescued_by_an_address(provider, siti_user):
    siti_user.email = "siti@contoh.go.id"
    siti_user.save()
    provider.claims = {"nip": "199001012015011999", "email": "siti@contoh.go.id", "email_verified": True}

    assert through(provider).status_code == 403


def test_locked_account_stays_out(siti_there, siti_user):
    siti_user.is_active = False
    siti_user.save()

    assert through(siti_there).status_code == 403


@pytest.mark.parametrize(
    "fault",
    [
        {"nonce": "lain"}, {"nonce": None}, {"aud": "orang-lain"}, {"aud": [CLIENT, "lain"], "azp": "lain"},
        {"iss": "http://localhost:1"}, {"exp": 1_700_000_000}, {"exp": None}, {"sub": None},
    ],
)  # fmt: skip
def test_doubtful_token_opens_nothing(siti_there, fault):
    siti_there.changes = fault
    device = Client()
    answer = through(siti_there, device)

    assert answer.status_code == 400
    assert "tidak dapat dipercaya" in answer.content.decode()
    assert not is_in(device)


def test_wrong_signature_opens_nothing(siti_there):
    siti_there.signing_key = OTHER_KEY

    assert through(siti_there).status_code == 400


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET)])
def test_weak_algorithms_open_nothing(siti_there, algorithm, key):
    siti_there.algorithm, siti_there.signing_key = algorithm, key

    assert through(siti_there).status_code == 400


def test_without_the_nonce_rule_a_stolen_answer_would_pass(siti_there, monkeypatch):
    """Negative control."""
    from netralitas.accounts import openid

    siti_there.changes = {"nonce": "lain"}
    monkeypatch.setattr(openid, "constant_time_compare", lambda *_: True)

    assert through(siti_there).status_code == 302


def test_answer_to_another_attempt_or_a_second_time_is_stale(siti_there):
    device = Client()
    back = urlsplit(siti_there.approve(asked_of(begin(device))))
    path = f"{back.path}?{back.query}"

    assert "kedaluwarsa" in Client().get(path).content.decode()  # somebody else's browser
    assert device.get(path).status_code == 302
    device.post("/keluar/")
    assert "kedaluwarsa" in device.get(path).content.decode()


def test_cancelled_there_is_said_here(siti_there):
    device = Client()
    state = asked_of(begin(device))["state"]
    answer = device.get("/masuk/sso/kembali/", {"error": "access_denied", "state": state})

    assert "dibatalkan" in answer.content.decode()


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_provider_in_trouble(siti_there, path):
    siti_there.broken = {path}
    device = Client()
    first = device.post("/masuk/sso/")
    answer = first if first.status_code != 302 else through(siti_there, device)

    assert answer.status_code == 503
    assert "tidak menjawab" in answer.content.decode()
    assert not is_in(device)


def test_provider_that_is_gone(settings):
    settings.OIDC = settings.OIDC | {"issuer": "http://localhost:9"}
    began = time.monotonic()
    answer = Client().post("/masuk/sso/")

    assert answer.status_code == 503
    assert time.monotonic() - began < 6


def test_provider_must_speak_https(settings):
    settings.OIDC = settings.OIDC | {"issuer": "http://sso.contoh.go.id"}

    assert Client().post("/masuk/sso/").status_code == 400


def test_off_without_a_provider():
    assert Client().post("/masuk/sso/").status_code == 404
    assert Client().get("/masuk/sso/kembali/").status_code == 404
    assert b"/masuk/sso/" not in Client().get("/masuk/").content


# --- second factor


def test_own_factor_is_asked_unless_the_provider_asked_one(siti_there, siti_user, by):
    phone = enrol(siti_user, by)
    device = Client()
    assert through(siti_there, device).headers["Location"] == "/masuk/faktor/"
    device.post("/masuk/faktor/", {"code": phone.next_code()})
    assert device.session["_way_in"] == "sso"

    siti_there.claims |= {"amr": ["pwd", "mfa"]}
    assert through(siti_there).headers["Location"] == "/"


@pytest.mark.second_factor
def test_privileged_account_without_a_factor(provider, budi):
    provider.claims = {"nip": budi.staff_link.staff.nip}
    device = Client()
    through(provider, device)
    assert device.get("/pegawai/").headers["Location"] == "/keamanan/"

    provider.claims |= {"acr": "mfa"}
    device = Client()
    through(provider, device)
    assert device.get("/pegawai/").status_code == 200
    assert not Factor.objects.exists()


@pytest.mark.second_factor
def test_proof_again_is_made_at_the_provider(provider, dinas_a, siti):
    admin = make_account("Joko", "admin_sistem", staff=siti)
    provider.claims = {"nip": siti.nip, "amr": ["mfa"]}
    device = Client()
    through(provider, device)
    session = device.session
    session["_proved_at"] = 1
    session.save()
    path = f"/akun/{admin.username}/peran/"
    proof = device.get(path).headers["Location"]
    assert "Masuk dengan SSO Kabupaten" in device.get(proof).content.decode()

    assert asked_of(begin(device, next=path))["prompt"] == "login"
    assert through(provider, device, next=path).headers["Location"] == path
    assert device.get(path).status_code == 200
    other = make_account("Lain", "admin_sistem")
    assert other
    session = device.session
    session["_proved_at"] = 1
    session.save()
    provider.claims = {"email": "lain@contoh.go.id", "email_verified": True}
    other.email = "lain@contoh.go.id"
    other.save()
    assert "orang lain" in through(provider, device, next=path).content.decode()
    assert device.get(path).status_code == 302
