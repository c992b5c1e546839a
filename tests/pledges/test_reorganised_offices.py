"""Offices rearranged while a campaign is open: obligations and numbers follow, what was signed stays as it was."""

from datetime import date

import pytest

from netralitas.accounts.actions.links import ensure_unit_link
from netralitas.accounts.queries.links import resolve_unit, unit_token
from netralitas.documents.models import Document
from netralitas.registry.actions import opd, restructuring
from pledges.actions import rosters
from pledges.models import Counter, Signature
from pledges.queries.counts import differences
from tests.pledges import factory
from tests.pledges.factory import obligation_of, open_campaign
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db

GROUND = {"on": date(2026, 1, 5), "reason": "penataan", "legal_basis": "Perda Nomor 3 Tahun 2026"}


@pytest.fixture
def signed(siti, dinas_b):
    """Siti has signed in an open campaign; Dinas Kesehatan stands beside."""
    campaign = open_campaign()
    return campaign, sign(siti, campaign)


def sealed() -> list:
    """Everything that was sealed by signing, bytes and all."""
    return [list(Signature.objects.order_by("pk").values()), list(Document.objects.order_by("pk").values())]


@pytest.mark.parametrize("change", ["merge", "rename", "move"])
def test_what_was_signed_stays_as_it_was(signed, dinas_a, dinas_b, by, change):
    before = sealed()

    if change == "merge":
        restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)
    elif change == "rename":
        opd.edit(dinas_a, name="Dinas Lain Sama Sekali", by=by, **GROUND)
    else:
        opd.move(dinas_a, parent=dinas_b, by=by, **GROUND)
    rosters.sync_open_campaigns(by=factory.BY)

    assert sealed() == before


def test_obligations_and_numbers_follow_a_merger(signed, dinas_a, dinas_b, siti, by):
    campaign, _ = signed

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)
    rosters.sync_open_campaigns(by=factory.BY)

    row = obligation_of(siti, campaign)
    assert (row.unit, row.recap_unit, row.state) == (dinas_b, dinas_b, "sudah")
    assert not differences(campaign)
    assert Counter.objects.filter(campaign=campaign).exists()


def test_the_poster_of_a_closed_unit_opens_nothing(dinas_a, dinas_b, siti, by):
    link = ensure_unit_link(unit=dinas_a, expires_at=None, by=by)
    assert resolve_unit(unit_token(link)) == link

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    assert resolve_unit(unit_token(link)) is None
