"""House rules of the suite: no network, no skips, sealed tables emptied properly, a fast hasher unless asked."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from netralitas import db

pytest_plugins = ["tests.cast", "tests.chromium"]

_SCREENS = ("tests/fuzz/", "tests/contracts/test_access_table.py")
_LOOPBACK = ("127.", "::1", "localhost")


class NetworkRefused(Exception):
    """A test tried to reach another machine."""


def _refuse_strangers(original: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOOPBACK):
            raise NetworkRefused(f"tests have no network: {address}")
        return original(self, address)

    return connect


# The same examples in every run: a new one must not fail somebody else's change. `SEED=1 make test` looks for others.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=not os.environ.get("SEED"))
hypothesis.settings.load_profile("suite")


def pytest_configure() -> None:
    """Close the network before any test module is imported."""
    socket.socket.connect = _refuse_strangers(socket.socket.connect)
    socket.socket.connect_ex = _refuse_strangers(socket.socket.connect_ex)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what opens every page; leave out what speaks of the other database: deselected, which is no skip."""
    for item in items:
        if any(name in item.nodeid for name in _SCREENS):
            item.add_marker(pytest.mark.screens)
    other = "postgres_only" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "sqlite_only"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """A skip hides a missing tool: it is a failure here. Expected failures stay what they are."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped ({report.longrepr}); install what it lacks: make setup-test"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    """The same for a whole module that skips itself (importorskip)."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skips itself; install what it lacks: make setup-test"
    return report


@pytest.fixture(scope="session", autouse=True)
def _seals_lifted_around_flush() -> Iterator[None]:
    """Tests with real commits empty every table at the end; only there the seals are off. The catalogue comes back."""
    from tests.sanctions import first_catalogue  # models; Django is set up only now

    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        db.lift_seals(connection)
        try:
            flush(case)
        finally:
            db.install_seals(connection)
        first_catalogue.restore()

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session", autouse=True)
def _strangers_sent_away(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL drops no database while a session is open: a heartbeat that waited for a lock may still be leaving."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )


@pytest.fixture(autouse=True)
def _production_hasher(request: pytest.FixtureRequest) -> None:
    """`@pytest.mark.real_hasher` brings Argon2id back."""
    if request.node.get_closest_marker("real_hasher"):
        request.getfixturevalue("settings").PASSWORD_HASHERS = settings.PRODUCTION_HASHERS


@pytest.fixture(autouse=True)
def _production_second_factor(request: pytest.FixtureRequest) -> None:
    """`@pytest.mark.second_factor` asks privileged accounts for it, as production does."""
    if request.node.get_closest_marker("second_factor"):
        settings = request.getfixturevalue("settings")
        settings.SECOND_FACTOR_FORCED = settings.PRODUCTION_SECOND_FACTOR_FORCED
