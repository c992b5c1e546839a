"""Elections with their stages, and the deadlines that hang on them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from pledges.actions import elections
from pledges.models import Election
from pledges.queries.campaigns import deadline
from tests.pledges import factory

pytestmark = pytest.mark.django_db

OPENS = timezone.make_aware(timezone.datetime(2026, 8, 1, 7))


def edit(election: Election, **changes: object) -> list:
    fields = {"kind": election.kind, "name": election.name, "year": election.year, "stages": factory.STAGES} | changes
    return elections.edit_election(election, by=factory.BY, **fields)


def draft_by_stage(election: Election) -> object:
    return factory.make_campaign(
        election=election, opens_at=OPENS, closes_at=None, deadline_stage="dct", deadline_days_before=7
    )


def test_election_keeps_its_stages_and_leaves_an_event():
    election = factory.make_election()

    assert [stage.kind for stage in election.stages.all()] == ["dct", "hari_h"]
    assert Event.objects.get().event == "pledges.election_created"


@pytest.mark.parametrize(
    "changes",
    [{"name": "  "}, {"year": 26}, {"kind": "arisan"}, {"stages": {"dct": (date(2026, 9, 2), date(2026, 9, 1))}}],
)
def test_impossible_election_is_refused(changes):
    with pytest.raises(DomainError):
        factory.make_election(**changes)
    assert not Election.objects.exists()


def test_deadline_is_said_by_stage():
    election = factory.make_election()

    due = deadline(election, "dct", 7)
    assert (due.words, due.day) == ("H-7 DCT", date(2026, 9, 15))
    assert timezone.localtime(due.closes_at).strftime("%H.%M") == "23.59"
    assert deadline(election, "dct", 0).words == "H DCT"
    assert deadline(election, "dcs", 7).day is None


def test_moved_stage_moves_the_draft_but_not_what_is_open(siti):
    election = factory.make_election()
    draft = draft_by_stage(election)
    opened = factory.open_campaign(election=election)
    closes_at = opened.closes_at

    moved = edit(election, stages=factory.STAGES | {"dct": (date(2026, 9, 29), None)})

    draft.refresh_from_db()
    opened.refresh_from_db()
    assert moved == [draft]
    assert timezone.localtime(draft.closes_at).date() == date(2026, 9, 22)
    assert opened.closes_at == closes_at


def test_stage_a_draft_hangs_on_cannot_be_taken_away():
    election = factory.make_election()
    draft_by_stage(election)

    with pytest.raises(DomainError, match="H-7 DCT"):
        edit(election, stages={})
    assert election.stages.count() == 2


def test_stage_cannot_move_a_deadline_before_the_opening():
    election = factory.make_election()
    draft_by_stage(election)

    with pytest.raises(DomainError, match="jatuh sebelum"):
        edit(election, stages={"dct": (date(2026, 8, 2), None)})


def test_name_is_fixed_once_a_campaign_was_opened(siti):
    campaign = factory.open_campaign()

    with pytest.raises(DomainError, match="Hanya tahapan"):
        edit(campaign.election, name="Pemilihan Gubernur")
    edit(campaign.election, stages={"dct": (date(2026, 9, 30), None)})
    assert campaign.election.stages.count() == 1


def test_election_change_rolls_back_when_the_audit_fails(monkeypatch):
    election = factory.make_election()
    monkeypatch.setattr(elections, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        edit(election, name="Pemilihan Gubernur")
    election.refresh_from_db()
    assert election.name != "Pemilihan Gubernur"


def test_deadline_of_a_day_counts_the_whole_day():
    due = deadline(factory.make_election(), "dct", 7)

    assert due.closes_at - timezone.make_aware(timezone.datetime(2026, 9, 15)) == timedelta(hours=23, minutes=59)
