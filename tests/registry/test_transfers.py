"""Mutasi: seen by both sides, disputed by one, decided by BKPSDM."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from netralitas.errors import DomainError
from netralitas.registry.actions import staff, transfers
from netralitas.registry.models import StaffEvent, Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed(by, siti, dinas_b):
    proposal = transfers.propose(staff=siti, to_unit=dinas_b, by=by, reason="SK 824", on=date(2026, 10, 1))
    return transfers.dispute(proposal, answer="masih mengajar di sini", by=by)


@pytest.mark.parametrize(("moves", "state"), [(True, "accepted"), (False, "kept")])
def test_disputed_transfer_is_decided_once(by, siti, dinas_a, dinas_b, disputed, moves, state):
    decided = transfers.decide(disputed, moves=moves, decision="SK 824/77", by=by)

    siti.refresh_from_db()
    assert (decided.state, decided.decided_by) == (state, by.label)
    assert siti.unit == (dinas_b if moves else dinas_a)
    with pytest.raises(DomainError, match="tidak \\(lagi\\)"):
        transfers.decide(disputed, moves=moves, decision="SK 824/77", by=by)


def test_move_holds_from_the_day_of_the_letter(by, siti, disputed):
    transfers.decide(disputed, moves=True, decision="SK 824/77", by=by)

    event = siti.events.last()
    assert (event.kind, event.effective_on) == (StaffEvent.Kind.MOVED, date(2026, 10, 1))


def test_decision_needs_a_ground_and_a_dispute(by, siti, dinas_b):
    proposal = transfers.propose(staff=siti, to_unit=dinas_b, by=by)

    with pytest.raises(DomainError, match="dasar"):
        transfers.decide(proposal, moves=True, decision=" ", by=by)
    with pytest.raises(DomainError, match="tidak \\(lagi\\)"):
        transfers.decide(proposal, moves=True, decision="SK", by=by)


def test_no_new_proposal_while_bkpsdm_decides(by, siti, dinas_b, disputed):
    with pytest.raises(DomainError, match="belum diselesaikan"):
        transfers.propose(staff=siti, to_unit=dinas_b, by=by)
    transfers.decide(disputed, moves=False, decision="SK", by=by)

    assert transfers.propose(staff=siti, to_unit=dinas_b, by=by).pk


@pytest.fixture
def to_come(by, siti, dinas_b):
    """Accepted today for next week."""
    day = timezone.localdate() + timedelta(days=7)
    return transfers.accept(transfers.propose(staff=siti, to_unit=dinas_b, by=by, on=day), by=by)


def pull_to_today(transfer: Transfer) -> None:
    """A week passes."""
    Transfer.objects.filter(pk=transfer.pk).update(effective_on=timezone.localdate())


def test_letter_of_a_day_to_come_moves_on_that_day(by, siti, dinas_a, dinas_b, to_come):
    assert transfers.apply_due(by=by) == 0
    siti.refresh_from_db()
    assert (to_come.state, siti.unit) == ("due", dinas_a)
    with pytest.raises(DomainError, match="belum diselesaikan"):
        transfers.propose(staff=siti, to_unit=dinas_b, by=by)
    with pytest.raises(DomainError, match="sudah diselesaikan"):
        transfers.accept(to_come, by=by)
    pull_to_today(to_come)

    assert (transfers.apply_due(by=by), transfers.apply_due(by=by)) == (1, 0)
    siti.refresh_from_db()
    to_come.refresh_from_db()
    assert (to_come.state, siti.unit) == ("accepted", dinas_b)
    assert siti.events.last().effective_on == timezone.localdate()


def test_decision_for_a_day_to_come_waits_too(by, siti, dinas_a, disputed):
    Transfer.objects.filter(pk=disputed.pk).update(effective_on=timezone.localdate() + timedelta(days=1))

    assert transfers.decide(disputed, moves=True, decision="SK 824/77", by=by).state == "due"
    siti.refresh_from_db()
    assert siti.unit == dinas_a


def test_transfer_to_come_can_be_taken_back(by, siti, dinas_a, to_come):
    transfers.withdraw(to_come, by=by)
    pull_to_today(to_come)

    assert transfers.apply_due(by=by) == 0
    siti.refresh_from_db()
    assert siti.unit == dinas_a


def test_whoever_moved_since_stays(by, siti, sekolah_a, to_come):
    staff.edit(siti, unit=sekolah_a, by=by)
    pull_to_today(to_come)

    assert transfers.apply_due(by=by) == 0
    siti.refresh_from_db()
    to_come.refresh_from_db()
    assert (siti.unit, to_come.state) == (sekolah_a, "withdrawn")


def test_transfer_to_come_is_shown_with_its_day(sign_in, rina, to_come):
    page = sign_in(rina).get("/pegawai/mutasi/").content.decode()

    assert "Berpindah sendiri pada" in page
    assert "Diterima, menunggu harinya" in page
    assert "Batalkan" in page


def test_both_sides_see_only_bkpsdm_decides(sign_in, budi, rina, bkpsdm, siti, dinas_b, by):
    proposal = transfers.propose(staff=siti, to_unit=dinas_b, by=by)
    address = f"/pegawai/mutasi/{proposal.public_id}"

    sign_in(rina).post(f"{address}/sanggah/", {"answer": "kami yang mengusulkan"})
    assert Transfer.objects.get().state == "proposed"
    sign_in(budi).post(f"{address}/sanggah/", {"answer": "masih di sini"})
    seen = [sign_in(user).get("/pegawai/mutasi/").content.decode() for user in (budi, rina)]
    assert all("masih di sini" in page and "Menunggu keputusan BKPSDM" in page for page in seen)
    assert sign_in(budi).post(f"{address}/putuskan/").status_code == 403
    sign_in(bkpsdm).post(f"{address}/putuskan/", {"outcome": "pindah", "decision": "SK 824/77"})

    siti.refresh_from_db()
    assert siti.unit == dinas_b
