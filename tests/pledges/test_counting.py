"""Counters: moved with every event, equal to a recount after any history, mended by `recount --repair`."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.access.scopes import NOTHING, Scope
from netralitas.audit.models import Event
from netralitas.ledger.clock import pretend
from netralitas.registry.models import Opd, Staff
from pledges.actions import counting, obligations, rosters, texts
from pledges.models import Campaign, Counter, DayCount, Obligation, RosterEvent
from pledges.queries.counts import differences, totals
from tests.cast import make_staff, make_unit
from tests.pledges import factory

pytestmark = pytest.mark.django_db

State, Kind = Obligation.State, RosterEvent.Kind
STATUSES = ["aktif", "aktif", "pensiun", "haji", "meninggal", "ganda", "cltn"]
CATEGORIES = ["PNS", "PPPK", "THL", "ALIH_DAYA"]
STEPS = st.one_of(
    st.tuples(st.just("state"), st.integers(0, 5), st.sampled_from([s.value for s in State if s != State.MOVED])),
    st.tuples(st.just("status"), st.integers(0, 5), st.sampled_from(STATUSES)),
    st.tuples(st.just("category"), st.integers(0, 5), st.sampled_from(CATEGORIES)),
    st.tuples(st.just("jenjang"), st.integers(0, 5), st.sampled_from(["", "pengawas", "administrator"])),
    st.tuples(st.just("unit"), st.integers(0, 5), st.integers(0, 2)),
    st.tuples(st.just("row"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("wave"), st.integers(0, 0), st.sampled_from(["asn", "non_asn"])),
    st.tuples(st.just("day"), st.integers(1, 3), st.none()),
)


def set_state(person: Staff, state: str) -> None:
    row = Obligation.objects.filter(staff=person).first()
    if row is not None:
        obligations.change(row, kind=Kind.STATE, by=factory.BY, state=state)


def give_row(unit: Opd, has_row: bool) -> None:
    unit.has_recap_row, unit.recap_unit = has_row, unit if has_row else unit.parent
    unit.save()


def renew(campaign: Campaign, audience: str) -> None:
    draft = texts.start_change(campaign, audience, by=factory.BY)
    texts.edit_text(draft, title=f"{draft.title}.", by=factory.BY)
    texts.publish(draft, change="substantive", note="x", is_acknowledged=True, by=factory.BY)


def live_through(campaign: Campaign, people: list[Staff], units: list[Opd], step: tuple) -> None:
    what, which, value = step
    if what == "state":
        set_state(people[which], value)
    elif what == "row":
        give_row(units[2], value)
    elif what == "wave":
        renew(campaign, value)
    elif what != "day":
        value = units[value] if what == "unit" else value
        Staff.objects.filter(pk=people[which].pk).update(**{what: value})
    if what not in ("state", "wave"):
        rosters.sync_open_campaigns(by=factory.BY)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(STEPS, min_size=1, max_size=12))
def test_counters_equal_a_recount_after_any_history(db, history):
    with transaction.atomic():
        dinas, badan = make_unit("Dinas"), make_unit("Badan")
        units = [dinas, badan, make_unit("UPTD", kind="UPTD", parent=dinas)]
        people = [make_staff(f"Pegawai {n}", units[n % 3], category="THL" if n > 3 else "PNS") for n in range(6)]
        now = datetime(2026, 10, 1, 5, tzinfo=UTC)
        campaign = factory.open_campaign()

        for step in history:
            now += timedelta(days=step[1], hours=7) if step[0] == "day" else timedelta(minutes=5)
            with pretend(now):
                live_through(campaign, people, units, step)

        assert differences(campaign) == []
        transaction.set_rollback(True)


@pytest.fixture
def campaign(siti, dinas_b) -> Campaign:
    make_staff("Rina", dinas_b)
    return factory.open_campaign()


def recount(*options: str) -> str:
    out = StringIO()
    call_command("recount", *options, stdout=out)
    return out.getvalue()


def test_recount_says_ok(campaign):
    assert recount("--campaign", campaign.code.lower()) == f"{campaign.code}: OK, 2 kewajiban cocok.\n"


@pytest.mark.parametrize(
    "damage",
    [
        lambda: Counter.objects.filter(unit__name="Dinas Kesehatan").update(signed=5),
        lambda: Counter.objects.filter(unit__name="Dinas Kesehatan").delete(),
        lambda: DayCount.objects.filter(recap_unit__name="Dinas Kesehatan").update(obliged_change=7),
    ],
)
def test_recount_names_a_difference_and_mends_it(campaign, damage):
    damage()
    out = StringIO()

    with pytest.raises(CommandError, match=campaign.code):
        call_command("recount", stdout=out)
    assert "Dinas Kesehatan" in out.getvalue()
    assert "0 perbedaan tersisa" in recount("--repair")
    assert "OK" in recount()
    assert Event.objects.filter(event="pledges.counters_rebuilt").count() == 1


def test_recount_catches_an_obligation_changed_behind_the_events(campaign):
    Obligation.objects.filter(unit__name="Dinas Kesehatan").update(state=State.SIGNED)

    assert any("riwayat 1, hitung ulang 0" in sentence for sentence in differences(campaign))
    with pytest.raises(CommandError):
        recount("--repair")  # counters can be mended, history cannot


def test_recount_refuses_an_unknown_campaign(db):
    with pytest.raises(CommandError, match="Tidak ada kegiatan"):
        recount("--campaign", "ENTAH")


def test_many_moves_count_as_one_by_one_would(campaign, dinas_a, dinas_b):
    rows = list(Obligation.objects.select_related("unit"))
    places = {row.pk: row.unit for row in rows}
    at = datetime(2026, 10, 5, 20, tzinfo=UTC)  # the sixth in WIB

    swapped = [
        obligations.Change(row, Kind.MOVED, {"unit_id": other.pk, "recap_unit_id": other.pk})
        for row in rows
        for other in places.values()
        if other != places[row.pk]
    ]
    obligations.change_many(campaign, swapped, by=factory.BY, recorded_at=at)

    assert differences(campaign) == []
    assert sorted(DayCount.objects.values_list("obliged_change", flat=True)) == [1, 1]


def test_totals_are_those_of_the_scope(campaign, dinas_a):
    own = totals(campaign, Scope(paths=(dinas_a.path,)))

    assert (own.obliged, own.done, own.waiting) == (1, 0, 1)
    assert totals(campaign, NOTHING).obliged == 0


def test_rebuild_rolls_back_when_the_audit_fails(campaign, monkeypatch):
    Counter.objects.update(waiting=9)
    monkeypatch.setattr(counting, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        counting.rebuild(campaign, by=factory.BY)
    assert set(Counter.objects.values_list("waiting", flat=True)) == {9}
