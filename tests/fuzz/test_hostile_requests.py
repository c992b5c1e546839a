"""Every address × every role, with what broken and hostile clients send: never a 500, never English (G-I1)."""

import os
import random

import pytest
from django.test import Client

from tests.fuzz import hostile
from tests.fuzz.attack import Attacker, url_names
from tests.fuzz.conftest import ROLES
from tests.fuzz.world import visitor

pytestmark = pytest.mark.django_db

SEED = 20261127


def attacker(role: str, request: pytest.FixtureRequest, world: object, seed: int) -> Attacker:
    """The client of a role, signed in."""
    if role == "visitor":
        client = visitor(world)
    else:
        client = Client()
        if role != "anonymous":
            client.force_login(request.getfixturevalue(role))
    return Attacker(client, world, random.Random(f"{seed}-{role}"))


def attack(one: Attacker, reads: int, posts: int) -> None:
    """Go through every address once; a door that is closed is tried less."""
    for name in sorted({name for name, _ in url_names()}):
        path = one.address(name)
        if path is None:
            continue
        is_open, forms = one.look(path)
        one.post_raw(path)
        if one.world.arguments.get(name) and (is_open or reads > 1):
            one.read(one.absurd_address(name))
            one.post_raw(one.absurd_address(name))
        for _ in range(reads if is_open else reads - 1):
            one.read(path)
        for form in forms if name != "ui:gallery" else []:
            one.spoil(path, form)
            if form.method == "post":
                for value in hostile.CLASSICS:
                    one.spoil_all(path, form, value)
                for _ in range(posts - 1):
                    one.spoil(path, form)


@pytest.mark.parametrize("role", ROLES)
def test_hostile_requests_break_nothing(role, request, world):
    one = attacker(role, request, world, SEED)

    attack(one, reads=1, posts=2)

    assert one.sent > 200
    assert not one.wrong, "\n".join(one.wrong)


def test_every_address_with_arguments_has_a_row_in_the_world(world):
    """A new address needs a row in tests/fuzz/world.py, or nothing here reaches what lies behind it."""
    missing = [
        name
        for name, pattern in url_names()
        if pattern.pattern.converters and not name.startswith("admin:") and name not in world.arguments
    ]

    assert missing == []


@pytest.mark.long
@pytest.mark.both_databases
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ROLES)
def test_many_hostile_requests_break_nothing(role, request, world):
    """More of them; `SEED=1 make test-long` asks for others, and the failure names the seed."""
    seed = int(os.environ.get("SEED", "20261122"))
    one = attacker(role, request, world, seed)

    attack(one, reads=8, posts=20)

    assert not one.wrong, f"seed {seed}\n" + "\n".join(one.wrong)
