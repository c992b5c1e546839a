"""Verifikasi data: asked by a day, stated over a snapshot, changes told afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from netralitas.jobs.models import Message
from netralitas.registry.actions import standings, transfers
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Opd
from pledges.actions import reach, rosters, verifications
from pledges.models import Obligation, RosterDue, RosterStatement
from pledges.queries import verifications as queries
from pledges.queries.counts import differences
from tests.cast import make_staff, make_unit
from tests.pledges import factory
from tests.pledges.factory import obligation_of
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def state(opd, by):
    return verifications.state(opd, seen_sha256=queries.snapshot_of(opd).sha256, by=by)


def ask(opd, by, days=7, is_again=False):
    return verifications.ask([opd], due_on=today(days), is_again=is_again, by=by)


def test_statement_freezes_who_was_there(by, siti, dinas_a, sekolah_a):
    make_staff("Guru", sekolah_a, category="PPPK", status="haji")

    statement = state(dinas_a, by)

    assert (statement.total_count, statement.away_count, statement.counts) == (2, 1, {"PNS": 1, "PPPK": 1})
    assert queries.standing_of(dinas_a).state == "data_verified"
    assert Event.objects.filter(event="pledges.roster_stated", opd_id=dinas_a.pk).count() == 1
    with pytest.raises(SealedRowError):
        statement.save()


def test_later_changes_are_told(by, siti, dinas_a, dinas_b):
    gone = make_staff("Pergi", dinas_a)
    state(dinas_a, by)

    make_staff("Baru", dinas_a)
    make_staff("Baru Juga", dinas_a)
    gone.unit = dinas_b
    gone.save()

    standing = queries.standing_of(dinas_a)
    joined, left = queries.changes_since(standing)
    assert standing.change == "berubah sejak verifikasi: +2 −1"
    assert ([one.name for one in joined], left) == (["Baru", "Baru Juga"], [gone])


def test_statement_over_what_was_not_seen_is_refused(by, siti, dinas_a):
    seen = queries.snapshot_of(dinas_a).sha256
    make_staff("Baru", dinas_a)

    with pytest.raises(DomainError, match="berubah sejak"):
        verifications.state(dinas_a, seen_sha256=seen, by=by)
    assert not RosterStatement.objects.exists()


def test_nobody_is_no_roster(by, dinas_a):
    with pytest.raises(DomainError, match="Belum ada pegawai"):
        state(dinas_a, by)


def test_open_proposals_and_transfers_show(by, siti, dinas_a, dinas_b):
    assert queries.standing_of(dinas_a).state == "data_unverified"
    ground = Ground(reason="SK")
    standings.propose_exit(siti, status="pensiun", on=today(), ground=ground, is_from_opd=True, by=by)
    transfers.propose(staff=make_staff("Pindah", dinas_b), to_unit=dinas_a, by=by)

    assert [(one.state, one.open_changes) for one in queries.standings([dinas_a, dinas_b])] == [
        ("change_proposed", 2),
        ("change_proposed", 1),
    ]


def test_asked_again_a_statement_answers_no_more(by, siti, dinas_a):
    ask(dinas_a, by)
    state(dinas_a, by)
    assert ask(dinas_a, by) == 0
    assert queries.standing_of(dinas_a).is_verified

    assert ask(dinas_a, by, is_again=True) == 1

    assert queries.standing_of(dinas_a).state == "data_unverified"
    with pytest.raises(DomainError, match="sudah lewat"):
        ask(dinas_a, by, days=-1)


def test_late_is_said_until_verified(by, siti, dinas_a):
    ask(dinas_a, by, days=0)
    RosterDue.objects.update(due_on=today(-1))
    assert queries.standing_of(dinas_a).is_overdue

    state(dinas_a, by)

    assert not queries.standing_of(dinas_a).is_overdue


def test_operators_are_reminded_once_in_three_days(by, siti, budi, rina, dinas_a, dinas_b):
    budi.email, rina.email = "budi@contoh.example", "rina@contoh.example"
    budi.save()
    rina.save()
    ask(dinas_a, by, days=2)
    ask(dinas_b, by, days=30)

    assert verifications.remind(by=by) == 1
    assert verifications.remind(by=by) == 0
    RosterDue.objects.update(reminded_at=timezone.now() - timedelta(days=4))
    assert verifications.remind(by=by) == 1
    assert set(Message.objects.values_list("recipient_key", flat=True)) == {budi.username}
    state(dinas_a, by)
    RosterDue.objects.update(reminded_at=None)
    assert verifications.remind(by=by) == 0


def test_overview_asks_the_same_number_of_times(by, siti, dinas_a):
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.standings(Opd.objects.top())
    for number in range(12):
        unit = make_unit(f"Dinas {number}")
        make_staff(f"Orang {number}", unit)
        ask(unit, by)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.standings(Opd.objects.top())) == 13

    assert len(many) == len(few)


def test_pages_ask_state_and_tell(sign_in, budi, rina, bkpsdm, siti, dinas_a):
    office = sign_in(bkpsdm)
    office.post("/verifikasi-data/tenggat/", {"due_on": today(5).isoformat()})
    page = sign_in(budi).get(f"/verifikasi-data/{dinas_a.public_id}/")
    assert "5 hari lagi" in page.content.decode()
    values = {"seen": page.context["snapshot"].sha256, "agreed": "on"}
    unticked = sign_in(budi).post(f"/verifikasi-data/{dinas_a.public_id}/nyatakan/", {"seen": values["seen"]})
    assert unticked.status_code == 422

    sign_in(budi).post(f"/verifikasi-data/{dinas_a.public_id}/nyatakan/", values)

    assert RosterStatement.objects.get().stated_by == "Budi Santoso"
    assert sign_in(rina).post(f"/verifikasi-data/{dinas_a.public_id}/nyatakan/", values).status_code == 404
    assert office.post(f"/verifikasi-data/{dinas_a.public_id}/nyatakan/", values).status_code == 403
    listing = office.get("/verifikasi-data/").content.decode()
    assert "Data diverifikasi" in listing
    assert sign_in(budi).get("/verifikasi-data/").url.endswith(f"{dinas_a.public_id}/")
    assert (
        "tidak terbaca"
        not in office.post("/verifikasi-data/tenggat/", {"due_on": "besok"}, follow=True).content.decode()
    )


def test_unreachable_counts_and_signing_ends_it(by, siti):
    campaign = factory.open_campaign()

    reach.mark_unreachable(obligation_of(siti, campaign), reason="nomor mati", by=by)
    assert obligation_of(siti, campaign).state == Obligation.State.UNREACHABLE
    assert differences(campaign) == []
    with pytest.raises(DomainError, match="Hanya yang belum"):
        reach.mark_unreachable(obligation_of(siti, campaign), reason="lagi", by=by)
    sign(siti, campaign)

    assert obligation_of(siti, campaign).state == Obligation.State.SIGNED
    with pytest.raises(DomainError, match="tidak"):
        reach.mark_reachable(obligation_of(siti, campaign), by=by)
    assert differences(campaign) == []
    assert rosters.sync_open_campaigns(by=Actor.command("uji")) == 0


def test_unreachable_is_marked_and_unmarked_on_a_page(sign_in, budi, siti):
    campaign = factory.open_campaign()
    address = f"/belum-terhubung/{siti.public_id}/"
    client = sign_in(budi)

    assert client.post(address, {"reason": ""}).status_code == 200
    client.post(address, {"reason": "nomor mati"})
    assert obligation_of(siti, campaign).state == Obligation.State.UNREACHABLE
    client.post(address)

    assert obligation_of(siti, campaign).state == Obligation.State.WAITING
