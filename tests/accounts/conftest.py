"""What the tests of accounts need besides the cast: open links and a browser that reads them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from netralitas.accounts.actions.links import ensure_personal_links, ensure_unit_link
from netralitas.accounts.models import PersonalLink, UnitLink
from netralitas.accounts.queries.links import personal_token, unit_token
from netralitas.jobs import catalogue, outbox


@pytest.fixture
def closes_at():
    return timezone.now() + timedelta(days=14)


@pytest.fixture
def siti_link(siti, by, closes_at) -> PersonalLink:
    ensure_personal_links(staff_ids=[siti.pk], expires_at=closes_at, by=by)
    return PersonalLink.objects.get(staff=siti)


@pytest.fixture
def siti_path(siti_link) -> str:
    return f"/t/{personal_token(siti_link)}"


@pytest.fixture
def unit_link(dinas_a, by, closes_at) -> UnitLink:
    return ensure_unit_link(unit=dinas_a, expires_at=closes_at, by=by)


@pytest.fixture
def unit_path(unit_link) -> str:
    return f"/u/{unit_token(unit_link)}"


@pytest.fixture
def phone() -> Client:
    """A device nobody used before."""
    return Client()


@pytest.fixture
def run_tasks():
    """Do what waits in the queue, here and now; a worker would close the test's connection."""

    def run() -> None:
        for row in DBTaskResult.objects.order_by("enqueued_at"):
            waiting = row.args_kwargs["kwargs"]
            row.delete()
            catalogue.task_named(waiting["name"]).function(**waiting["arguments"])
        outbox.deliver_due()

    return run
