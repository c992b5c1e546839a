"""Voiding: one proposes, another confirms; the signature, its certificate and the person's duty move together."""

import json

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from netralitas.documents.models import Voidance
from netralitas.errors import DomainError
from netralitas.jobs import outbox
from netralitas.ledger.models import Entry
from netralitas.registry.models import StaffStatus
from pledges.actions import rosters, voids
from pledges.models import Obligation, RosterEvent, Signature, SignatureVoid, VoidProposal
from pledges.queries.counts import differences
from tests.cast import make_account, make_staff
from tests.pledges.factory import BY, obligation_of, open_campaign
from tests.pledges.signing import sign
from tests.pledges.test_signatures import substantive_change

pytestmark = pytest.mark.django_db

State = Obligation.State
ONE, TWO = Actor("user", "satu", "Dewi"), Actor("user", "dua", "Agus")


@pytest.fixture
def campaign(siti):
    siti.email = "siti@contoh.id"
    siti.save()
    return open_campaign()


@pytest.fixture
def signature(siti, campaign) -> Signature:
    return sign(siti, campaign)


def voided(signature: Signature, reason: str = "Ditandatangani orang lain.") -> SignatureVoid:
    return voids.confirm(voids.propose(signature, reason=reason, by=ONE), by=TWO)


def test_until_confirmed_the_signature_holds(siti, campaign, signature):
    voids.propose(signature, reason="Keliru.", by=ONE)

    assert obligation_of(siti, campaign).state == State.SIGNED
    assert not Voidance.objects.exists()
    assert Event.objects.filter(event="pledges.void_proposed").count() == 1


def test_confirmed_everything_moves_together(siti, campaign, signature):
    written = voided(signature)

    duty = obligation_of(siti, campaign)
    assert (duty.state, duty.revision) == (State.CANCELLED, 2)
    assert written.by_label == "Dewi dan Agus"
    assert Voidance.objects.get().document_id == signature.document_id
    entry = Entry.objects.get(kind=Entry.Kind.VOID)
    assert written.ledger_seq == entry.seq
    assert json.loads(entry.body)["pledge_seq"] == signature.ledger_seq
    assert "Ditandatangani" not in entry.body, "a reason may name persons: the log holds its hash"
    last = RosterEvent.objects.order_by("pk").last()
    assert (last.kind, last.after["state"]) == (RosterEvent.Kind.STATE, State.CANCELLED)
    assert differences(campaign) == []
    assert Event.objects.filter(event="pledges.void_settled").count() == 1


def test_person_signs_anew_after_a_void(siti, campaign, signature):
    voided(signature)
    again = sign(siti, campaign)

    assert again.pk != signature.pk
    assert obligation_of(siti, campaign).state == State.SIGNED
    assert Signature.objects.valid().get() == again
    assert differences(campaign) == []


def test_proposer_does_not_confirm(signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)

    for act in (voids.confirm, lambda row, by: voids.dispute(row, answer="tidak", by=by)):
        with pytest.raises(DomainError, match="orang kedua"):
            act(proposal, by=ONE)
    assert not SignatureVoid.objects.exists()


def test_another_does_not_withdraw(signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)

    with pytest.raises(DomainError, match="pengusulnya"):
        voids.withdraw(proposal, by=TWO)
    voids.withdraw(proposal, by=ONE)
    assert VoidProposal.objects.get().state == VoidProposal.State.WITHDRAWN


def test_settled_proposal_stays_settled(signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)
    voids.dispute(proposal, answer="Sudah diperiksa, sah.", by=TWO)

    with pytest.raises(DomainError, match="sudah diselesaikan"):
        voids.confirm(proposal, by=TWO)
    assert not SignatureVoid.objects.exists()


def test_dispute_needs_its_reason(signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)

    with pytest.raises(DomainError):
        voids.dispute(proposal, answer="  ", by=TWO)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_proposal_needs_a_reason(signature, reason):
    with pytest.raises(DomainError, match="alasan"):
        voids.propose(signature, reason=reason, by=ONE)


def test_second_proposal_and_second_void_are_refused(signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)
    with pytest.raises(DomainError, match="sudah diusulkan"):
        voids.propose(signature, reason="Keliru.", by=TWO)
    voids.confirm(proposal, by=TWO)
    with pytest.raises(DomainError, match="sudah dibatalkan"):
        voids.propose(signature, reason="Keliru.", by=ONE)


def test_nothing_moves_when_the_audit_fails(siti, campaign, signature, monkeypatch):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)
    monkeypatch.setattr(voids, "_record", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        voids.confirm(proposal, by=TWO)
    assert obligation_of(siti, campaign).state == State.SIGNED
    assert not Voidance.objects.exists()


def test_void_of_an_earlier_wave_asks_for_nothing_more(siti, campaign, signature):
    substantive_change(campaign)
    again = sign(siti, campaign)
    voided(signature)

    duty = obligation_of(siti, campaign)
    assert (duty.state, duty.revision) == (State.SIGNED, again.revision)


def test_wave_after_a_void_asks_the_person_again(siti, campaign, signature):
    voided(signature)
    sign(siti, campaign)
    substantive_change(campaign)

    duty = obligation_of(siti, campaign)
    assert duty.state == State.WAITING
    assert not Signature.objects.filter(obligation=duty, revision=duty.revision).exists()
    sign(siti, campaign)
    assert obligation_of(siti, campaign).state == State.SIGNED


def test_void_of_somebody_who_left_does_not_come_back(siti, campaign, signature):
    siti.status = StaffStatus.RETIRED
    siti.save()
    rosters.sync_open_campaigns(by=BY)
    voided(signature)
    assert obligation_of(siti, campaign).state == State.EXCLUDED
    siti.status = StaffStatus.ACTIVE
    siti.save()
    rosters.sync_open_campaigns(by=BY)

    assert obligation_of(siti, campaign).state == State.WAITING


def test_person_is_told_at_the_own_address(signature):
    voided(signature)
    outbox.deliver_due()

    letter = mail.outbox[-1]
    assert letter.to == ["siti@contoh.id"]
    assert "dibatalkan" in letter.body
    assert "Ditandatangani orang lain." in letter.body


# --- pages


def test_two_officers_void_by_pages(sign_in, kesbang, siti, campaign, signature):
    first, second = sign_in(kesbang), sign_in(make_account("Agus Kesbang", "bakesbangpol"))
    ask = reverse("pledges:void-propose", args=[signature.public_id])
    assert ask in first.get("/cetak/sertifikat/").content.decode()
    page = first.post(ask, {"reason": "Keliru."}).url
    own = first.get(page).content.decode()
    assert "Tarik Usulan" in own
    assert "Batalkan Ikrar" not in own
    first.post(page, {"keputusan": "konfirmasi"})
    assert not SignatureVoid.objects.exists()

    assert siti.full_name in second.get(reverse("pledges:voids")).content.decode()
    second.post(page, {"keputusan": "konfirmasi"})

    assert SignatureVoid.objects.exists()
    assert obligation_of(siti, campaign).state == State.CANCELLED
    assert ask not in first.get("/cetak/sertifikat/").content.decode()


def test_dispute_without_reason_says_so(sign_in, kesbang, signature):
    proposal = voids.propose(signature, reason="Keliru.", by=ONE)
    page = reverse("pledges:void", args=[proposal.public_id])

    answer = sign_in(kesbang).post(page, {"keputusan": "sanggah", "jawaban": ""})

    assert "Tuliskan alasan sanggahan" in answer.content.decode()
    assert sign_in(kesbang).post(page, {"keputusan": "lain"}).status_code == 200


def test_public_page_says_voided_and_when(client, signature):
    voided(signature)
    body = client.get(f"/v/{signature.document.code}").content.decode()

    assert "Dokumen ini sudah dibatalkan" in body
    assert "dibatalkan pada" in body


def test_operator_prints_but_does_not_void(sign_in, budi, signature):
    client = sign_in(budi)

    assert "Usulkan pembatalan" not in client.get("/cetak/sertifikat/").content.decode()
    assert client.post(reverse("pledges:void-propose", args=[signature.public_id]), {"reason": "x"}).status_code == 403


def test_list_costs_the_same_for_many(sign_in, kesbang, campaign, dinas_a):
    people = [make_staff(f"Orang {number}", dinas_a) for number in range(12)]
    rosters.sync_open_campaigns(by=BY)
    client, page = sign_in(kesbang), reverse("pledges:voids")
    client.get(page)
    counts = []
    for group in (people[:1], people[1:]):
        for person in group:
            voids.propose(sign(person, campaign), reason="Keliru.", by=ONE)
        with CaptureQueriesContext(connection) as run:
            client.get(page)
        counts.append(len(run))

    assert counts[0] == counts[1]
