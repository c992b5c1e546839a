"""Rosters kept in step with the registry while a campaign is open."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from netralitas.access.scopes import EVERYTHING
from netralitas.accounts.models import PersonalLink
from netralitas.audit.models import Event
from netralitas.jobs.testing import run_all
from netralitas.ledger.models import Entry
from netralitas.registry.models import Assignment, Staff, StaffEvent
from pledges.actions import campaigns, obligations, rosters, texts
from pledges.models import Campaign, Counter, Obligation, RosterEvent
from pledges.queries.counts import differences, totals
from pledges.queries.placements import drifted_staff_ids
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.factory import obligation_of, open_campaign
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db

State, Kind = Obligation.State, RosterEvent.Kind


@pytest.fixture
def campaign(siti) -> Campaign:
    return open_campaign()


def change(staff: Staff, **fields: object) -> int:
    """Change the registry and sync as the scheduled task does; returns how many obligations changed."""
    Staff.objects.filter(pk=staff.pk).update(**fields)
    return rosters.sync_open_campaigns(by=factory.BY)


def last_event(staff: Staff) -> RosterEvent:
    return RosterEvent.objects.filter(obligation__staff=staff).order_by("-pk")[0]


def test_nothing_changed_writes_nothing(campaign):
    before = (RosterEvent.objects.count(), Event.objects.count(), Entry.objects.count())

    assert rosters.sync_open_campaigns(by=factory.BY) == 0
    assert (RosterEvent.objects.count(), Event.objects.count(), Entry.objects.count()) == before


def test_new_person_joins_with_a_link_and_the_present_revision(campaign, dinas_b):
    draft = texts.start_change(campaign, "asn", by=factory.BY)
    texts.edit_text(draft, title="Baru", by=factory.BY)
    texts.publish(draft, change="substantive", note="x", is_acknowledged=True, by=factory.BY)
    rina = make_staff("Rina", dinas_b)

    rosters.sync_open_campaigns(by=factory.BY)

    assert obligation_of(rina, campaign).revision == 2
    assert last_event(rina).kind == Kind.JOINED
    assert PersonalLink.objects.filter(staff=rina).exists()
    assert Entry.objects.filter(kind=Entry.Kind.ROSTER).count() == 2


def test_people_who_need_not_sign_do_not_join(campaign, dinas_b):
    make_staff("Pensiunan", dinas_b, status="pensiun")
    make_staff("Satpam", dinas_b, category="ALIH_DAYA")

    assert rosters.sync_open_campaigns(by=factory.BY) == 0


def test_move_takes_the_count_along(campaign, siti, dinas_a, dinas_b):
    sign(siti, campaign)

    change(siti, unit=dinas_b)

    moved = obligation_of(siti, campaign)
    assert (moved.unit, moved.recap_unit, moved.state) == (dinas_b, dinas_b, State.SIGNED)
    assert last_event(siti).kind == Kind.MOVED
    assert Counter.objects.get(unit=dinas_b).signed == 1
    assert Counter.objects.get(unit=dinas_a).signed == 0
    assert differences(campaign) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [({"category": "PPPK"}, Kind.RECLASSED), ({"jenjang": "administrator"}, Kind.RECLASSED)],
)
def test_kind_and_jenjang_follow_the_registry(campaign, siti, fields, kind):
    change(siti, **fields)

    assert last_event(siti).kind == kind
    assert differences(campaign) == []


def test_change_of_audience_brings_its_text_and_revision(campaign, siti):
    draft = texts.start_change(campaign, "non_asn", by=factory.BY)
    texts.edit_text(draft, title="Baru", by=factory.BY)
    texts.publish(draft, change="substantive", note="x", is_acknowledged=True, by=factory.BY)

    change(siti, category="THL")

    row = obligation_of(siti, campaign)
    assert (row.audience, row.revision) == ("non_asn", 2)


def test_new_head_of_an_opd_is_counted_as_head(campaign, siti, dinas_a):
    Assignment.objects.create(staff=siti, unit=dinas_a, title="Kepala Dinas", starts_on=date(2020, 1, 1))

    rosters.sync_open_campaigns(by=factory.BY)

    assert obligation_of(siti, campaign).is_opd_head
    assert differences(campaign) == []


def test_unit_with_a_new_recap_row_takes_its_people_along(campaign, sekolah_a):
    teacher = make_staff("Guru", sekolah_a)
    rosters.sync_open_campaigns(by=factory.BY)
    sekolah_a.has_recap_row, sekolah_a.recap_unit = True, sekolah_a
    sekolah_a.save()

    rosters.sync_open_campaigns(by=factory.BY)

    assert obligation_of(teacher, campaign).recap_unit == sekolah_a
    assert differences(campaign) == []


@pytest.mark.parametrize("status", ["pensiun", "meninggal", "berhenti", "mutasi_keluar", "ganda"])
@pytest.mark.parametrize("is_signed", [False, True])
def test_who_left_is_out_of_the_count_and_back_again(campaign, siti, status, is_signed):
    if is_signed:
        sign(siti, campaign)
    change(siti, status=status)
    left = obligation_of(siti, campaign)
    change(siti, status="aktif")
    back = obligation_of(siti, campaign)

    assert (left.state, left.state_reason) == (State.EXCLUDED, status)
    assert (back.state, back.state_reason) == (State.SIGNED if is_signed else State.WAITING, "")
    assert differences(campaign) == []


def test_who_is_away_is_hindered_unless_signed(campaign, siti, dinas_a):
    signed = make_staff("Tono", dinas_a)
    rosters.sync_open_campaigns(by=factory.BY)
    sign(signed, campaign)

    change(siti, status="haji")
    change(signed, status="haji")

    assert obligation_of(siti, campaign).state == State.HINDERED
    assert obligation_of(signed, campaign).state == State.SIGNED
    assert change(siti, status="aktif") == 1
    assert obligation_of(siti, campaign).state == State.WAITING


def test_signature_before_a_wave_does_not_count_after_a_return(campaign, siti):
    sign(siti, campaign)
    change(siti, status="mutasi_keluar")
    draft = texts.start_change(campaign, "asn", by=factory.BY)
    texts.edit_text(draft, title="Baru", by=factory.BY)
    texts.publish(draft, change="substantive", note="x", is_acknowledged=True, by=factory.BY)

    change(siti, status="aktif")

    assert obligation_of(siti, campaign).state == State.WAITING


def test_exclusion_by_hand_outlives_the_sync(campaign, siti):
    """Only what the registry excluded does the registry bring back."""
    row = obligation_of(siti, campaign)
    obligations.change(row, kind=Kind.STATE, by=factory.BY, state=State.EXCLUDED)

    assert change(siti, jenjang="pengawas") == 1
    assert obligation_of(siti, campaign).state == State.EXCLUDED


@pytest.mark.parametrize("state", [State.UNREACHABLE, State.UNWILLING])
def test_state_set_by_the_operator_outlives_a_move(campaign, siti, dinas_b, state):
    obligations.change(obligation_of(siti, campaign), kind=Kind.STATE, by=factory.BY, state=state)

    change(siti, unit=dinas_b)

    assert obligation_of(siti, campaign).state == state


def test_kind_that_need_not_sign_and_unit_that_left_are_excluded(siti, dinas_b):
    campaign = open_campaign(categories=["PNS"])
    rina = make_staff("Rina", dinas_b)
    rosters.sync_open_campaigns(by=factory.BY)

    change(siti, category="THL")
    dinas_b.is_active_in_pledge = False
    dinas_b.save()
    rosters.sync_open_campaigns(by=factory.BY)

    assert obligation_of(siti, campaign).state_reason == "jenis"
    assert obligation_of(rina, campaign).state_reason == "unit"
    assert totals(campaign, EVERYTHING).excluded == 2


def test_reason_and_date_come_from_the_persons_history(campaign, siti):
    StaffEvent.objects.create(
        staff=siti, kind=StaffEvent.Kind.STATUS, unit=siti.unit, effective_on=date(2026, 1, 1), reason="SK Pensiun 12",
        by_key="uji", by_label="uji",
    )  # fmt: skip

    change(siti, status="pensiun")

    event = last_event(siti)
    assert (event.effective_on, event.reason) == (date(2026, 1, 1), "SK Pensiun 12")


def test_closed_campaign_stays_as_it_was(campaign, siti, dinas_b):
    campaigns.close_campaign(campaign, by=factory.BY)

    assert change(siti, unit=dinas_b) == 0
    assert rosters.sync(campaign, staff_ids=[siti.pk], by=factory.BY) == 0
    assert obligation_of(siti, campaign).unit == siti.unit


def test_sync_writes_one_audit_event_for_many(campaign, dinas_b):
    for number in range(5):
        make_staff(f"Pegawai {number}", dinas_b)

    rosters.sync_open_campaigns(by=factory.BY)

    event = Event.objects.get(event="pledges.roster_synced")
    assert event.details["joined"] == "5"


def test_sync_rolls_back_when_the_audit_fails(campaign, siti, dinas_b, monkeypatch):
    Staff.objects.filter(pk=siti.pk).update(unit=dinas_b)
    monkeypatch.setattr(rosters, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        rosters.sync_open_campaigns(by=factory.BY)
    assert obligation_of(siti, campaign).unit == siti.unit
    assert differences(campaign) == []


def test_task_syncs_by_its_name(campaign, siti, dinas_b):
    Staff.objects.filter(pk=siti.pk).update(unit=dinas_b)

    run_all("pledges.sync_rosters")

    assert obligation_of(siti, campaign).unit == dinas_b


@pytest.mark.parametrize("number", [1, 30])
def test_looking_for_drift_asks_as_many_queries_for_one_as_for_thirty(campaign, dinas_b, number):
    for serial in range(number):
        make_staff(f"Pegawai {serial}", dinas_b)

    with CaptureQueriesContext(connection) as queries:
        assert len(drifted_staff_ids(campaign, date(2026, 11, 1))) == number
    assert len(queries) == 2


def test_sync_asks_as_many_queries_for_one_as_for_thirty(campaign, dinas_b):
    counts = []
    for number in (1, 30):
        people = [make_staff(f"Pegawai {serial}", dinas_b) for serial in range(number)]
        rosters.sync_open_campaigns(by=factory.BY)
        Staff.objects.filter(pk__in=[person.pk for person in people]).update(jenjang="pengawas")
        with CaptureQueriesContext(connection) as queries:
            rosters.sync_open_campaigns(by=factory.BY)
        counts.append(len(queries))

    assert counts[0] == counts[1]
