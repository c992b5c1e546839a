"""Opening, signing, moving and a re-sign wave at the same time: nobody counted twice, nobody lost, no deadlock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from netralitas.errors import DomainError
from netralitas.registry.models import Staff
from pledges.actions import campaigns, rosters, texts
from pledges.models import Campaign, Obligation, Signature
from pledges.queries.counts import differences
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run all at the same time, each on a connection of its own; a refusal is an answer, anything else is raised."""

    def run(job: Callable[[], object]) -> object:
        try:
            return job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_opening_by_two_at_once_enrols_once(dinas_a):
    for serial in range(20):
        make_staff(f"Pegawai {serial}", dinas_a)
    draft = factory.make_campaign()

    at_once(*[lambda: campaigns.open_campaign(draft, by=factory.BY, is_acknowledged=True)] * 4)

    assert Obligation.objects.count() == 20
    assert differences(Campaign.objects.get()) == []


def test_signing_while_people_move_and_the_text_changes(dinas_a, dinas_b):
    people = [make_staff(f"Pegawai {serial}", dinas_a) for serial in range(16)]
    campaign = factory.open_campaign()
    draft = texts.start_change(campaign, "asn", by=factory.BY)
    draft = texts.edit_text(draft, title="Baru", by=factory.BY)
    Staff.objects.filter(pk__in=[person.pk for person in people[::2]]).update(unit=dinas_b)

    def sign_some(start: int) -> int:
        done = 0
        for person in people[start::3]:
            try:
                sign(person, campaign)
                done += 1
            except DomainError:  # the text changed meanwhile
                continue
        return done

    at_once(
        lambda: sign_some(0),
        lambda: sign_some(1),
        lambda: sign_some(2),
        lambda: rosters.sync_open_campaigns(by=factory.BY),
        lambda: texts.publish(draft, change="substantive", note="x", is_acknowledged=True, by=factory.BY),
    )

    assert differences(campaign) == []
    assert set(Obligation.objects.values_list("revision", flat=True)) == {2}
    now_signed = Obligation.objects.signed().count()
    assert now_signed == Signature.objects.filter(revision=2).count()
