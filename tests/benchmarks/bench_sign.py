"""`sign`: how many signatures a second, against a bare page that needs session and user, on the same workers.

Every sign request is another person with a drawing of their own; what it writes is all there (number, log, counters,
paper facts). Rounds are interleaved; nothing else runs on the workers. A worker that makes PDFs is not part of it.
"""

import secrets
import statistics
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.db import connection
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts import cookies
from netralitas.accounts.models import Visit, WayIn
from netralitas.ledger.models import Entry
from netralitas.registry.models import Staff
from pledges.actions import signatures
from pledges.forms.signatures import new_ticket
from pledges.models import Campaign, Obligation, Signature
from pledges.queries import counts, texts
from tests.benchmarks.measuring import Control, Line, control, percentile
from tests.benchmarks.serving import drive, log_file, portal, request
from tests.cast import make_staff, make_unit
from tests.pledges.factory import open_campaign
from tests.pledges.signing import sign
from tests.pledges.strokes import ink_text, loops
from tests.pledges.test_sign_race import without_the_constraint

ROUNDS, SIGNERS, BARE = 9, 160, 320
CROWD = 400  # signers of the run with 200 connections
CONNECTIONS, MANY_CONNECTIONS = 16, 200
UNITS = 20


def run() -> Iterator[Line | Control]:
    """The rate, the errors of a crowd, and what the guard is worth."""
    campaign, people = _world(ROUNDS * SIGNERS + CROWD + 1)
    posts = [_post(person, campaign, seed) for seed, person in enumerate(people[:-1])]
    with portal("tests.benchmarks.sign_server:application") as address:
        pages = [_get(user) for user in _users(40)] * (BARE // 40)
        drive(address, pages[:80], connections=CONNECTIONS)  # warm
        signed, bare, slow, busy = [], [], [], [0.0, 0.0]
        for number in range(ROUNDS):
            began = address.processor_seconds()
            ours = drive(address, posts[number * SIGNERS : (number + 1) * SIGNERS], connections=CONNECTIONS)
            between = address.processor_seconds()
            rival = drive(address, pages, connections=CONNECTIONS)
            busy = [busy[0] + between - began, busy[1] + address.processor_seconds() - between]
            assert set(ours.statuses) == {303}, log_file().read_text()[-3000:]
            assert set(rival.statuses) == {200}, log_file().read_text()[-3000:]
            signed.append(ours.rate)
            bare.append(rival.rate)
            slow += ours.times
        crowd = drive(address, posts[ROUNDS * SIGNERS :], connections=MANY_CONNECTIONS)
    errors = sum(status != 303 for status in crowd.statuses)
    _check(campaign, len(posts))

    name = "sign" if connection.vendor == "sqlite" else "sign on PostgreSQL"
    remark = f"p95 {percentile(slow, 0.95) * 1000:.0f} ms at {CONNECTIONS} connections"
    yield Line(
        name, statistics.median(signed), statistics.median(bare), unit="/s", first=0.3, goal=0.4,
        higher_is_better=True, remark=remark,
    )  # fmt: skip
    yield Line(
        f"{name}, processor time a request", busy[0] / (ROUNDS * SIGNERS) * 1000, busy[1] / (ROUNDS * BARE) * 1000,
        unit="ms", goal=0.4, remark="the same comparison on a machine that does nothing else",
    )  # fmt: skip
    yield Line(f"{name}, errors at {MANY_CONNECTIONS} connections", errors, unit="errors", first=0)
    yield control("guard, lock and constraint off: a person signs twice", _signs_twice(campaign, people[-1]))


def _world(size: int) -> tuple[Campaign, list[Staff]]:
    """A campaign that asks `size` persons in twenty units."""
    units = [make_unit(f"Dinas {number}") for number in range(UNITS)]
    template = make_staff("Contoh", units[0])
    fields = {"category": template.category, "birth_date": template.birth_date, "status": template.status}
    people = [
        Staff(name=name, name_key=name.lower(), unit=units[n % UNITS], nip=f"1985041220100{n:05d}", **fields)
        for n, name in ((n, f"Pegawai {n}") for n in range(size))
    ]
    Staff.objects.bulk_create(people)
    campaign = open_campaign()
    return campaign, list(Staff.objects.exclude(pk=template.pk).select_related("unit__opd").order_by("pk"))


def _post(person: Staff, campaign: Campaign, seed: int) -> bytes:
    """The sign form of one person, from an open visit."""
    ends = timezone.now() + timedelta(hours=2)
    visit = Visit.objects.create(staff=person, way_in=WayIn.PERSONAL_LINK, expires_at=ends, device_key=f"{seed:064x}")
    text, token = texts.current_text(campaign, "asn"), secrets.token_hex(16)
    form = [
        ("csrfmiddlewaretoken", token), ("formulir", new_ticket()), ("naskah", text.public_id), ("cara", "drawn"),
        ("tinta", ink_text(loops(seed, count=75))), ("detik", "40"), ("jaringan", "3g"), ("nama", ""),
        *(("butir", str(number)) for number in range(len(text.points))),
    ]  # fmt: skip
    jar = {cookies.VISIT_COOKIE: signing.dumps(visit.public_id, salt=cookies._VISIT_SALT), "netralitas_csrf": token}
    return request(f"/ikrar/{campaign.public_id}/", cookies=jar, body=urlencode(form, safe=","))  # as sign.js sends it


def _users(size: int) -> list[User]:
    return [User.objects.create_user(display_name=f"Pengguna {number}") for number in range(size)]


def _get(user: User) -> bytes:
    """The bare page with a session of its own."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "netralitas.accounts.backends.PortalBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return request("/polos/", cookies={"netralitas_sesi": session.session_key})


def _check(campaign: Campaign, expected: int) -> None:
    """Every signature exists, once, with its number, its log entry and its place in the counters."""
    assert Signature.objects.count() == expected
    assert Signature.objects.values("staff").distinct().count() == expected
    assert Obligation.objects.filter(campaign=campaign, state=Obligation.State.SIGNED).count() == expected
    assert Entry.objects.filter(kind=Entry.Kind.PLEDGE).count() == expected
    numbers = sorted(Signature.objects.values_list("document__number", flat=True))
    assert [int(number.rsplit("/", 1)[1]) for number in numbers] == list(range(1, expected + 1))
    assert not counts.differences(campaign)


def _signs_twice(campaign: Campaign, person: Staff) -> bool:
    with without_the_constraint(), patch.object(signatures, "_already", return_value=None):
        for _ in range(2):
            sign(person, campaign)
        return Signature.objects.filter(staff=person).count() == 2
