"""Every page × every role × reading and writing, against the hand-written table (reliability.md G-A1, G-A4)."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from netralitas.access.models import User
from tests.cast import make_account, make_staff
from tests.contracts.access_table import ANYONE, PERSON, SIGNED_IN, TABLE, THINGS

pytestmark = pytest.mark.django_db

NOBODY = "2" * 16  # the public id of nothing
LETTERS = {
    "operator_unit": "U", "operator_opd": "O", "kepala_opd": "K", "bakesbangpol": "B", "sekda": "S", "ajudan": "A",
    "bkpsdm": "P", "inspektorat": "I", "admin_sistem": "X", "penangan_itda": "T", "pemeriksa": "E",
}  # fmt: skip
VISITORS = ["anonymous", "pegawai", "superuser", *LETTERS]
OWN_WRITES = re.compile(
    r"accounts:(log|password|proof|factor|recovery|device|unit|personal|activ|end|next)|pledges:(sign|mine)|jobs:"
)
# rows that looking or a refused try may add: sessions, counters of tries, the queue's own
NOT_COUNTED = {"sessions.Session", "access.ThrottleCounter", "django_tasks_db.DBTaskResult", "audit.Access"}


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named pattern but those of Django's admin, which has tests of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from names(entry, ":".join(filter(None, [space, entry.namespace])))
        else:
            yield f"{space}:{entry.name}" if space else str(entry.name), entry


PATTERNS = dict(names())


def address(name: str, value: str = NOBODY) -> str:
    """The page's address, its arguments filled with `value` where any text will do."""
    pattern = PATTERNS[name].pattern
    given = dict.fromkeys(pattern.converters, value) or dict.fromkeys(pattern.regex.groupindex, value)
    for attempt in (given, given | {"size": "A4"}, given | {"outcome": "terima"}, given | {"form": "json"}):
        try:
            return reverse(name, kwargs=attempt)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} needs another kind of argument: {given}")


@pytest.fixture
def enter(dinas_a):
    """A client signed in as a role, the roles of a part over Dinas A."""

    def entered(who: str) -> Client:
        client = Client(raise_request_exception=True)
        if who == "superuser":
            client.force_login(User.objects.create_superuser("akar", "x" * 20))
        elif who == "pegawai":
            client.force_login(make_account("Pegawai", staff=make_staff("Pegawai", dinas_a)))
        elif who != "anonymous":
            unit = dinas_a if who in {"operator_unit", "operator_opd", "kepala_opd"} else None
            client.force_login(make_account(who, who, unit))
        return client

    return entered


def may_enter(who: str, row: str) -> bool:
    """What the table says."""
    if row == ANYONE:
        return True
    if row == SIGNED_IN:
        return who != "anonymous"
    if row == PERSON:
        return who == "pegawai"
    return LETTERS.get(who, "-") in row


def entered_as_expected(answer, who: str, row: str) -> bool:
    """403 for those signed in, the sign-in for strangers, anything but those for whoever may."""
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/masuk/")
    if may_enter(who, row):
        return answer.status_code not in {403, 500} and (not to_sign_in or row == ANYONE)
    if who == "anonymous":
        return to_sign_in
    if row == PERSON:  # signed in, but nobody's Ikrar Saya
        return answer.status_code == 302 and answer.headers["Location"] == "/ikrar-saya/"
    return answer.status_code == 403


def test_every_page_has_a_row_and_every_row_a_page():
    assert sorted(set(PATTERNS) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(PATTERNS)) == []


@pytest.mark.parametrize("who", VISITORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_open_to_whom_the_table_says(enter, who, method):
    wrong = []
    client = enter(who)
    session = client.cookies.output()
    for name, row in TABLE.items():
        if name == "accounts:logout":
            continue  # it would end the session of all that follow; see tests/accounts/test_signins.py
        answer = getattr(client, method)(address(name))
        if not entered_as_expected(answer, who, row):
            wrong.append(f"{method} {name} as {who}: {answer.status_code} {answer.headers.get('Location', '')}")

    assert wrong == []
    assert who == "anonymous" or "netralitas_sesi" in session


@pytest.mark.parametrize("who", ["sekda", "ajudan", "inspektorat", "superuser"])
def test_readers_change_nothing(enter, who, siti, dinas_a):
    client = enter(who)
    before = contents()
    for name in TABLE:
        if OWN_WRITES.match(name):
            continue
        value = thing(name, {"siti": siti, "dinas_a": dinas_a}) or NOBODY
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(address(name, value), {"cara": "salin", "reason": "x"})
            if TABLE[name] != ANYONE:
                assert answer.status_code in {302, 403, 404, 405}, f"{method} {name}: {answer.status_code}"

    assert contents() == before


def contents() -> dict[str, int]:
    """How many rows each table holds."""
    counted = (model for model in apps.get_models() if model._meta.label not in NOT_COUNTED)
    return {model._meta.label: model._default_manager.count() for model in counted}


def thing(name: str, things: dict[str, object]) -> str:
    """The id in the address of a page about one thing, "" for other pages."""
    fixture, field = THINGS.get(name, ("", ""))
    return getattr(things[fixture], field) if fixture else ""


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_things_do_not_exist(sign_in, budi, rina, siti, dinas_a, name, method):
    """The operator of Dinas B gets for a thing of Dinas A what a thing that is nowhere gets: same status, same page."""
    real = address(name, thing(name, {"siti": siti, "dinas_a": dinas_a}))
    stranger = sign_in(rina)

    foreign, nowhere = getattr(stranger, method)(real), getattr(stranger, method)(address(name))
    own = getattr(sign_in(budi), method)(real)

    assert foreign.status_code == nowhere.status_code
    assert foreign.status_code in {404, 405}
    assert own.status_code not in {403, 404}
    assert without_reference(foreign) == without_reference(nowhere)


def without_reference(answer) -> bytes:
    """The page without its request number and form secret."""
    return re.sub(rb'[0-9a-f]{16}|name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def test_wrong_row_is_noticed(enter):
    """Negative control: the comparison tells an open door from a closed one."""
    client = enter("sekda")

    assert not entered_as_expected(client.get("/akun/"), "sekda", "S")
    assert not entered_as_expected(client.get("/kegiatan/"), "sekda", "X")
