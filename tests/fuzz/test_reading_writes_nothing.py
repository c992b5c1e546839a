"""A GET may only read (architecture.md 9): every address for every role, but for what reading itself leaves behind."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.fuzz.attack import url_names
from tests.fuzz.conftest import ROLES
from tests.fuzz.world import visitor

pytestmark = pytest.mark.django_db

_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# who looked at protected data; the session's own row; how many wrong codes were tried
_LEFT_BY_READING = {"audit_access", "django_session", "access_throttlecounter"}


def written_tables(client: Client, address: str) -> set[str]:
    """The tables a GET writes to, but for those that reading may."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
        _ = answer.getvalue() if answer.streaming else answer.content  # a stream writes while it is read
    found = {match[1] for query in queries if (match := _WRITES.match(query["sql"]))}
    return found - _LEFT_BY_READING


@pytest.mark.parametrize("role", ROLES)
def test_get_writes_nothing(role, request, world):
    client = visitor(world) if role == "visitor" else Client()
    if role not in {"visitor", "anonymous"}:
        client.force_login(request.getfixturevalue(role))
    addresses = {name: world.address(name) for name, _ in url_names() if not name.startswith("admin:")}
    writing = {name: tables for name, address in addresses.items() if (tables := written_tables(client, address))}

    assert writing == {}


def test_a_write_would_be_noticed(world, budi):
    """The control: signing out by POST writes, and is seen to."""
    client = Client()
    client.force_login(budi)
    client.get = client.post

    assert "audit_event" in written_tables(client, "/keluar/")
