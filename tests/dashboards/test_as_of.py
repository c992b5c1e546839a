"""As of any instant: what is rebuilt from history equals what the pages showed then, after any history."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.access.scopes import EVERYTHING, NOTHING, Scope
from netralitas.audit.models import Access
from netralitas.dashboards.queries import people
from netralitas.dashboards.queries.as_of import past, people_at
from netralitas.dashboards.queries.rollup import rollup
from netralitas.dashboards.queries.units import unit_rollup
from netralitas.ledger.clock import pretend
from netralitas.registry.actions import opd, staff, transfers
from netralitas.registry.models import Opd, Staff, StaffStatus
from pledges.actions import obligations, rosters
from pledges.models import Campaign, Obligation, RosterEvent
from tests.cast import make_account, make_nip, make_staff, make_unit
from tests.pledges import factory
from tests.pledges.factory import BY

pytestmark = pytest.mark.django_db

State = Obligation.State
START = datetime(2026, 10, 1, 5, tzinfo=UTC)
PERSON, UNIT = st.integers(0, 6), st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("state"), PERSON, st.sampled_from([s.value for s in State if s != State.MOVED])),
    st.tuples(st.just("merge"), PERSON, st.none()),
    st.tuples(st.just("join"), UNIT, st.sampled_from(["PNS", "THL"])),
    st.tuples(st.just("status"), PERSON, st.sampled_from(["pensiun", "haji", "aktif", "ganda"])),
    st.tuples(st.just("kind"), PERSON, st.sampled_from(["PNS", "PPPK", "THL"])),
    st.tuples(st.just("move"), PERSON, UNIT),
    st.tuples(st.just("transfer"), PERSON, UNIT),
    st.tuples(st.just("name"), PERSON, st.sampled_from(["Siti Baru", "Ahmad Koreksi"])),
    st.tuples(st.just("unit name"), UNIT, st.sampled_from(["Dinas Baru", "Badan Baru"])),
    st.tuples(st.just("unit parent"), st.just(2), st.integers(0, 1)),
    st.tuples(st.just("unit row"), st.just(2), st.booleans()),
)


def live_through(campaign: Campaign, units: list[Opd], step: tuple) -> None:
    what, which, value = step
    person = Staff.objects.order_by("pk").select_related("unit")[which] if what not in {"join"} else None
    unit = Opd.objects.select_related("parent", "opd").get(pk=units[min(which, 3)].pk)
    match what:
        case "state" | "merge":
            row = Obligation.objects.filter(staff=person).first()
            if row:
                state = value or State.MOVED.value
                obligations.change(row, kind=RosterEvent.Kind.STATE, by=BY, state=state)
        case "join":
            staff.create(unit=unit, name=f"Baru {Staff.objects.count()}", category=value, nip=make_nip(), by=BY)
        case "status":
            day = (START - timedelta(days=40)).date()  # recorded late: it was so long before anybody said it
            staff.change_status(person, status=StaffStatus(value), on=day, reason="SK", by=BY)
        case "kind":
            staff.edit(person, category=value, by=BY)
        case "name":
            staff.edit(person, name=value, position="Arsiparis", by=BY)
        case "move":
            staff.edit(person, unit=units[value], by=BY)
        case "transfer" if person.unit_id != units[value].pk:
            transfers.accept(transfers.propose(staff=person, to_unit=units[value], by=BY), by=BY)
        case "unit name":
            opd.edit(unit, name=f"{value} {which}", by=BY)
        case "unit parent":
            opd.move(unit, parent=Opd.objects.get(pk=units[value].pk), by=BY)
        case "unit row":
            opd.edit(unit, has_recap_row=value, by=BY)
    rosters.sync_open_campaigns(by=BY)


def shown_now(campaign: Campaign, units: list[Opd]) -> tuple:
    """The pemda's rows, each unit's number, and each list: as the pages of this moment show them."""
    rows = [(row.name, row.figures, row.heads) for row in rollup(campaign).counted_rows]
    numbers, lists = [], []
    for unit in units:
        fresh = Opd.objects.select_related("kind").get(pk=unit.pk)
        found = unit_rollup(campaign, fresh, EVERYTHING)
        numbers.append((found.total, {row.name: row.figures for row in found.rows}, {r.name for r in found.apart}))
        persons = people.people(campaign, signers=EVERYTHING, missing=EVERYTHING).under(fresh)
        lists.append({(p.staff.full_name, p.staff.position, p.unit.name, p.category, p.state) for p in persons})
    return rows, numbers, lists


def shown_then(campaign: Campaign, units: list[Opd], at: datetime) -> tuple:
    """The same, rebuilt from history."""
    then = past(campaign, at)
    rows = [(row.name, row.figures, row.heads) for row in then.rows()]
    numbers, lists = [], []
    for unit in units:
        fresh = Opd.objects.select_related("kind").get(pk=unit.pk)
        found = then.unit_rollup(fresh, EVERYTHING)
        numbers.append((found.total, {row.name: row.figures for row in found.rows}, {r.name for r in found.apart}))
        persons = people_at(then, then.below(fresh, EVERYTHING), signers=EVERYTHING, missing=EVERYTHING).people
        lists.append({(p.staff.full_name, p.staff.position, p.unit.name, p.category, p.state) for p in persons})
    return rows, numbers, lists


def make_world() -> tuple[Campaign, list[Opd]]:
    dinas, badan = make_unit("Dinas", protocol_order=1), make_unit("Badan", protocol_order=2)
    uptd = make_unit("UPTD", kind="UPTD", parent=dinas)
    units = [dinas, badan, uptd, make_unit("Kantor", protocol_order=3)]
    for number in range(7):
        make_staff(f"Pegawai {number}", units[number % 4], category="THL" if number > 4 else "PNS")
    campaign = factory.open_campaign(opens_at=START, closes_at=START + timedelta(days=60))
    return campaign, units


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(STEPS, min_size=1, max_size=10))
def test_any_instant_is_shown_as_it_was(db, history):
    with transaction.atomic():
        with time_machine.travel(START, tick=False), pretend(START):
            campaign, units = make_world()
        now, seen = START, []
        for step in history:
            now += timedelta(minutes=7)
            with time_machine.travel(now, tick=False), pretend(now):
                live_through(campaign, units, step)
                seen.append((now, shown_now(campaign, units)))

        for at, shown in seen:
            assert shown_then(campaign, units, at) == shown
            assert shown_then(campaign, units, at + timedelta(minutes=6)) == shown
        transaction.set_rollback(True)


def test_forgetting_one_event_would_be_noticed(db):
    """The control: without its last event before the instant a person stands where the one before left them."""
    with time_machine.travel(START, tick=False), pretend(START):
        campaign, units = make_world()
    later = START + timedelta(hours=1)
    with time_machine.travel(later, tick=False), pretend(later):
        live_through(campaign, units, ("state", 0, "sudah"))
        shown = shown_now(campaign, units)

    assert shown_then(campaign, units, later) == shown
    assert shown_then(campaign, units, later - timedelta(seconds=1)) != shown


@pytest.fixture
def history(db) -> tuple[Campaign, list[Opd]]:
    """Yesterday a campaign opened and a person of the Dinas signed; today that person moved to the Badan."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with time_machine.travel(yesterday), pretend(yesterday):
        campaign, units = make_world_now()
        live_through(campaign, units, ("state", 0, "sudah"))
    live_through(campaign, units, ("move", 0, 1))
    return campaign, units


def make_world_now() -> tuple[Campaign, list[Opd]]:
    units = [make_unit(name, protocol_order=n) for n, name in enumerate(("Dinas", "Badan", "Kantor", "Setda"))]
    for number in range(7):
        make_staff(f"Pegawai {number}", units[number % 4])
    return factory.open_campaign(), units


def asked(client, name: str, *arguments: str, hours: int = 2, **query: str) -> str:
    at = datetime.now(UTC).astimezone() - timedelta(hours=hours)
    answer = client.get(reverse(f"dashboards:{name}", args=arguments), {"saat": f"{at:%Y-%m-%dT%H:%M}", **query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_of_the_pemda_shows_the_number_of_then(history, sekda, sign_in):
    page = asked(sign_in(sekda), "as-of")

    assert "1 dari 7" in page
    assert "Pegawai 0" not in page


def test_names_of_then_are_shown_where_they_may_be_seen_now(history, bkpsdm, sign_in):
    _, units = history
    page = asked(sign_in(bkpsdm), "as-of-people", units[0].public_id)

    assert "Pegawai 0" in page
    assert "Sudah menandatangani" in page
    assert Access.objects.filter(what="dashboards.people", actor_label="Agus BKPSDM").exists()


def test_who_moved_away_is_counted_but_not_named(history, sign_in):
    _, units = history
    operator = make_account("Operator Dinas", "operator_opd", units[0])
    page = asked(sign_in(operator), "as-of-people", units[0].public_id)

    assert "Pegawai 0" not in page
    assert "Pegawai 4" in page
    assert "1 pegawai lain" in page


def test_reach_of_nobody_names_nobody(history):
    campaign, units = history
    then = past(campaign, datetime.now(UTC) - timedelta(hours=1))
    below = then.below(units[0], Scope(paths=(units[0].path,)))

    assert people_at(then, below, signers=NOTHING, missing=NOTHING).people == []


def test_download_is_what_the_page_shows(history, bkpsdm, sign_in):
    _, units = history
    url = reverse("dashboards:as-of-people", args=[units[0].public_id])
    answer = sign_in(bkpsdm).get(url, {"unduh": "xlsx"})

    assert answer.status_code == 200
    assert "spreadsheet" in answer["Content-Type"]


@pytest.mark.parametrize("asked_for", ["2999-01-01T00:00", "kemarin", ""])
def test_damaged_or_coming_time_is_refused_in_words(history, sekda, sign_in, asked_for):
    answer = sign_in(sekda).get(reverse("dashboards:as-of"), {"saat": asked_for})

    assert answer.status_code == 200
    assert "invalid-feedback" in answer.content.decode()


def test_before_the_opening_there_is_nothing(history, sekda, sign_in):
    assert "Belum ada daftar wajib pada saat itu" in asked(sign_in(sekda), "as-of", hours=24 * 9)


def test_a_unit_written_down_after_its_roster_is_shown_too(history, sekda, sign_in):
    _, units = history
    opd.log(units[0], "created", {"name": [None, units[0].name]}, BY)

    assert "1 dari 7" in asked(sign_in(sekda), "as-of")


def test_as_many_queries_for_thirty_persons_as_for_one(history, django_assert_num_queries):
    campaign, units = history
    at = datetime.now(UTC)
    for number in range(30):
        make_staff(f"Tambahan {number}", units[0])
    rosters.sync_open_campaigns(by=BY)

    with django_assert_num_queries(3):
        then = past(campaign, at + timedelta(minutes=1))
    with django_assert_num_queries(3):
        everybody = people_at(then, then.below(units[0], EVERYTHING), signers=EVERYTHING, missing=EVERYTHING)
    assert len(everybody.people) == 31
