"""Standings and the second person: absences at once, exits only when somebody else confirms."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from netralitas.access.actors import Actor
from netralitas.audit.models import Access, Event
from netralitas.errors import DomainError
from netralitas.registry.actions import proposals, standings
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Proposal, StaffEvent
from netralitas.registry.queries.proposals import may_decide
from pledges.actions import rosters
from pledges.models import Obligation
from pledges.queries.counts import differences
from tests.cast import make_account, make_staff
from tests.pledges import factory
from tests.pledges.factory import obligation_of

pytestmark = pytest.mark.django_db

SECOND = Actor.command("orang kedua")
GROUND = Ground(reason="SK pensiun", letter_number="800/1/2026")


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def leave(person, by, *, on=None, status="pensiun", is_from_opd=True):
    return standings.propose_exit(
        person, status=status, on=on or today(), ground=GROUND, is_from_opd=is_from_opd, by=by
    )


def test_exit_counts_until_a_second_person_confirms(by, siti):
    campaign = factory.open_campaign()
    proposal = leave(siti, by)
    rosters.sync_open_campaigns(by=by)
    before = obligation_of(siti, campaign).state

    proposals.accept(proposal, by=SECOND)
    rosters.sync_open_campaigns(by=by)

    after = obligation_of(siti, campaign)
    assert (before, after.state, after.state_reason) == ("belum", "dikecualikan", "pensiun")
    assert differences(campaign) == []
    assert siti.events.last().kind == StaffEvent.Kind.STATUS
    assert "800/1/2026" in siti.events.last().reason


def test_proposer_cannot_confirm_but_a_second_can(by, siti):
    proposal = leave(siti, by)

    with pytest.raises(DomainError, match="orang kedua"):
        proposals.accept(proposal, by=by)
    with pytest.raises(DomainError, match="orang kedua"):
        proposals.dispute(proposal, answer="tidak", by=by)
    assert proposals.accept(proposal, by=SECOND).applied_at

    siti.refresh_from_db()
    assert siti.status == "pensiun"


def test_dispute_needs_a_reason_and_changes_nothing(by, siti):
    proposal = leave(siti, by)

    with pytest.raises(DomainError, match="alasan"):
        proposals.dispute(proposal, answer=" ", by=SECOND)
    proposals.dispute(proposal, answer="masih aktif mengajar", by=SECOND)

    siti.refresh_from_db()
    assert siti.status == "aktif"
    with pytest.raises(DomainError, match="sudah diselesaikan"):
        proposals.accept(proposal, by=SECOND)


def test_second_open_proposal_is_refused_and_withdrawn_makes_room(by, siti):
    first = leave(siti, by)

    with pytest.raises(DomainError, match="Sudah ada usulan"):
        leave(siti, by, status="berhenti")
    proposals.withdraw(first, by=by)

    assert leave(siti, by, status="berhenti").pk


def test_retirement_to_come_is_applied_on_its_day(by, siti, monkeypatch):
    proposal = proposals.accept(leave(siti, by, on=today(10)), by=SECOND)
    siti.refresh_from_db()
    assert (siti.status, proposal.applied_at) == ("aktif", None)
    assert proposals.apply_due(by=by) == 0

    later = today(10)
    monkeypatch.setattr(proposals.timezone, "localdate", lambda: later)

    assert proposals.apply_due(by=by) == 1
    assert proposals.apply_due(by=by) == 0
    siti.refresh_from_db()
    assert siti.status == "pensiun"


def test_retirement_to_come_can_still_be_taken_back(by, siti, monkeypatch):
    proposal = proposals.accept(leave(siti, by, on=today(10)), by=SECOND)

    proposals.withdraw(proposal, by=by)
    later = today(11)
    monkeypatch.setattr(proposals.timezone, "localdate", lambda: later)

    assert proposals.apply_due(by=by) == 0
    applied = proposals.accept(leave(siti, by, on=today()), by=SECOND)
    with pytest.raises(DomainError, match="sudah diselesaikan"):
        proposals.withdraw(applied, by=by)


def test_absence_is_written_at_once_and_ends_by_itself(by, siti, monkeypatch):
    campaign = factory.open_campaign()

    standings.hinder(siti, status="haji", starts_on=today(), ends_on=today(5), ground=GROUND, by=by)
    rosters.sync_open_campaigns(by=by)
    assert obligation_of(siti, campaign).state == Obligation.State.HINDERED
    later = today(6)
    monkeypatch.setattr(proposals.timezone, "localdate", lambda: later)
    proposals.apply_due(by=by)
    rosters.sync_open_campaigns(by=by)

    assert obligation_of(siti, campaign).state == Obligation.State.WAITING
    assert differences(campaign) == []


@pytest.mark.parametrize(
    ("status", "ends", "words"), [("pensiun", 3, "halangan"), ("haji", -1, "mendahului"), ("aktif", 3, "halangan")]
)
def test_absence_refuses_what_is_none(by, siti, status, ends, words):
    with pytest.raises(DomainError, match=words):
        standings.hinder(siti, status=status, starts_on=today(), ends_on=today(ends), ground=GROUND, by=by)


def test_proposal_leaves_an_event_and_needs_a_reason(by, siti):
    with pytest.raises(DomainError, match="dasar"):
        standings.propose_exit(siti, status="pensiun", on=today(), ground=Ground(reason=" "), is_from_opd=True, by=by)
    leave(siti, by)

    assert Event.objects.filter(event="registry.proposal_made", opd_id=siti.unit.opd_id).count() == 1


def test_back_to_work_needs_no_second_person(by, siti):
    proposals.accept(leave(siti, by), by=SECOND)

    standings.return_to_duty(siti, on=today(), reason="SK keliru", by=by)

    siti.refresh_from_db()
    assert siti.status == "aktif"
    with pytest.raises(DomainError, match="belum tiba"):
        standings.return_to_duty(siti, on=today(2), reason="SK", by=by)


def test_who_may_decide_depends_on_who_proposed(siti, budi, bkpsdm, kesbang, kepala_a):
    other = make_account("Tuti BKPSDM", "bkpsdm")
    from_opd = leave(siti, Actor.of_user(budi))
    of_head = make_staff("Lain", siti.unit)
    from_bkpsdm = leave(of_head, Actor.of_user(bkpsdm), is_from_opd=False)

    assert [may_decide(user, from_opd) for user in (budi, kepala_a, kesbang, bkpsdm)] == [False, False, False, True]
    assert [may_decide(user, from_bkpsdm) for user in (bkpsdm, budi, kesbang, other)] == [False, False, True, True]


def test_page_takes_an_exit_with_its_scan(sign_in, budi, bkpsdm, siti):
    picture = io.BytesIO()
    Image.new("RGB", (30, 30), "white").save(picture, "PNG")
    values = {
        "status": "meninggal", "starts_on": today().isoformat(), "reason": "Akta", "letter_number": "12",
        "scan": SimpleUploadedFile("akta.png", picture.getvalue()),
    }  # fmt: skip

    sign_in(budi).post(f"/pegawai/{siti.public_id}/kedudukan/", values)

    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.is_from_opd, proposal.state) == ("meninggal", True, "proposed")
    scan = sign_in(bkpsdm).get(f"/pegawai/usulan/{proposal.public_id}/bukti/")
    assert scan["Content-Type"] == "image/jpeg"
    assert Access.objects.filter(what="registry.proposal_evidence").count() == 1
    sign_in(bkpsdm).post(f"/pegawai/usulan/{proposal.public_id}/terima/")
    siti.refresh_from_db()
    assert siti.status == "meninggal"


def test_operator_cannot_confirm_by_the_address(sign_in, budi, siti, kesbang):
    proposal = leave(siti, Actor.of_user(budi))

    assert sign_in(budi).post(f"/pegawai/usulan/{proposal.public_id}/terima/").status_code == 403
    sign_in(kesbang).post(f"/pegawai/usulan/{proposal.public_id}/terima/")

    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_proposals_are_unknown_to_other_opds(sign_in, rina, siti, by):
    proposal = leave(siti, by)
    client = sign_in(rina)

    listing = client.get("/pegawai/usulan/", {"cari": "Siti"})

    assert siti.name not in listing.content.decode()
    for path in ("", "bukti/"):
        assert client.get(f"/pegawai/usulan/{proposal.public_id}/{path}").status_code == 404
    assert client.post(f"/pegawai/usulan/{proposal.public_id}/batal/").status_code == 404
