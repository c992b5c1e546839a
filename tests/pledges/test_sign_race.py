"""Fifty posts at once: one signature, one number, one place in the counters, whatever the guards behind are worth."""

import threading
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from netralitas import db
from netralitas.accounts import cookies
from netralitas.accounts.models import Visit, WayIn
from netralitas.documents.models import Document
from netralitas.ledger.models import Entry
from pledges.actions import signatures
from pledges.forms.signatures import new_ticket
from pledges.models import Counter, Obligation, RosterEvent, Signature
from pledges.queries import texts
from tests.pledges.factory import open_campaign
from tests.pledges.strokes import ink_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

PARALLEL = 50


@pytest.fixture
def campaign(siti):
    return open_campaign()


@pytest.fixture
def visit(siti) -> Visit:
    soon = timezone.now() + timedelta(hours=1)
    return Visit.objects.create(staff=siti, way_in=WayIn.PERSONAL_LINK, expires_at=soon, device_key="d" * 64)


def post_at_once(visit: Visit, campaign, *, tickets: list[str]) -> Tally:
    """Post the form once for each ticket, all at the same moment; how often each status or error came."""
    text = texts.current_text(campaign, "asn")
    form = {
        "naskah": text.public_id, "butir": list(range(len(text.points))), "cara": "drawn", "tinta": ink_text(),
        "detik": "40", "jaringan": "3g",
    }  # fmt: skip
    barrier, outcomes = threading.Barrier(len(tickets)), []

    def post(ticket: str) -> None:
        client = Client()
        client.cookies[cookies.VISIT_COOKIE] = cookies.signing.dumps(visit.public_id, salt=cookies._VISIT_SALT)
        barrier.wait()
        try:
            outcomes.append(client.post(f"/ikrar/{campaign.public_id}/", form | {"formulir": ticket}).status_code)
        except IntegrityError as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=[ticket]) for ticket in tickets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Tally(outcomes)


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """Drop the unique constraint behind the guard; afterwards empty the table, so that it can stand again."""
    constraint = next(c for c in Signature._meta.constraints if c.name == "one_signature_per_person")
    # SQLite remakes the table from the model, which must not name the constraint meanwhile
    with patch.object(Signature._meta, "constraints", []), connection.schema_editor() as editor:
        editor.remove_constraint(Signature, constraint)
    try:
        yield
    finally:
        db.lift_seals(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {Signature._meta.db_table}")
        with connection.schema_editor() as editor:
            editor.add_constraint(Signature, constraint)
        db.install_seals(connection)


@pytest.mark.parametrize("same_form", [True, False], ids=["one form tapped", "fifty tabs"])
def test_fifty_posts_make_one_signature(siti, campaign, visit, same_form):
    ticket = new_ticket()
    log = Entry.objects.count()

    outcomes = post_at_once(visit, campaign, tickets=[ticket if same_form else new_ticket() for _ in range(PARALLEL)])

    assert outcomes == {303: PARALLEL}
    assert Signature.objects.count() == Document.objects.count() == 1
    assert Entry.objects.count() == log + 1
    assert RosterEvent.objects.filter(kind=RosterEvent.Kind.SIGNED).count() == 1
    assert Counter.objects.get(unit=siti.unit).signed == 1


def test_without_the_guard_the_constraint_still_holds(siti, campaign, visit):
    """Negative control of the guard: with it switched off, forty-nine run into the constraint."""
    with patch.object(signatures, "_already", return_value=None):
        outcomes = post_at_once(visit, campaign, tickets=[new_ticket() for _ in range(PARALLEL)])

    assert Signature.objects.count() == Document.objects.count() == 1
    assert outcomes["IntegrityError"] > 0
    assert Counter.objects.get(unit=siti.unit).signed == 1


def test_without_guard_and_constraint_there_would_be_more(siti, campaign, visit):
    """Negative control of both: this is what they are for."""
    unlocked = Obligation.objects.select_related("campaign__election")
    with (
        without_the_constraint(),
        patch.object(signatures, "_already", return_value=None),
        patch.object(signatures, "_locked", lambda staff, campaign: unlocked.get(staff=staff, campaign=campaign)),
    ):
        post_at_once(visit, campaign, tickets=[new_ticket() for _ in range(PARALLEL)])

        assert Signature.objects.filter(staff=siti).count() > 1
