"""*Bukan Saya*: raised by the person or before an operator, checked by Bakesbangpol, ended one way or the other."""

import re

import pytest
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Access, Event
from netralitas.db import sealed_tables
from netralitas.documents.queries import verification
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from pledges.actions import disputes as actions
from pledges.actions import voids
from pledges.models import Dispute, Obligation
from pledges.queries import disputes as queries
from tests.cast import make_account, make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

BY, KESBANG, SECOND = Actor.command("uji"), Actor.command("kesbang"), Actor.command("orang kedua")
NEVER = Dispute.Story.NEVER_OPENED


@pytest.fixture
def campaign(siti):
    """An open campaign that asks Siti."""
    return factory.open_campaign()


@pytest.fixture
def signature(siti, campaign):
    """Siti's, with an own address."""
    siti.email = "siti@contoh.example"
    siti.save()
    return sign(siti, campaign)


@pytest.fixture
def office(kesbang):
    """Bakesbangpol, whom a message can reach."""
    kesbang.email = "kesbang@contoh.example"
    kesbang.save()
    return kesbang


def state_of(dispute):
    return queries.disputes().get(pk=dispute.pk).state


def templates():
    return sorted(Message.objects.values_list("template", flat=True))


def test_raising_opens_a_check_and_changes_nothing_else(signature, siti, campaign, office):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)

    assert state_of(dispute) == "diperiksa"
    assert factory.obligation_of(siti, campaign).state == Obligation.State.SIGNED
    assert not verification.public_record(verification.find(signature.document.code)).is_void
    assert templates() == ["ikrar_diperiksa", "ikrar_disangkal"]
    assert Message.objects.get(template="ikrar_disangkal").recipient_key == office.username
    assert "siti" not in str(Message.objects.get(template="ikrar_disangkal").context).lower()
    assert Event.objects.get(event="pledges.dispute_raised").details["story"] == NEVER.label


def test_a_second_time_is_refused(signature):
    actions.raise_dispute(signature, story=NEVER, by=BY)

    with pytest.raises(DomainError, match="sudah pernah"):
        actions.raise_dispute(signature, story=NEVER, by=BY)
    assert Dispute.objects.count() == 1


def test_void_and_archived_are_refused(signature, campaign):
    campaign.state = campaign.State.ARCHIVED
    campaign.save()
    with pytest.raises(DomainError, match="diarsipkan"):
        actions.raise_dispute(type(signature).objects.get(pk=signature.pk), story=NEVER, by=BY)

    voids.confirm(voids.propose(signature, reason="uji", by=BY), by=SECOND)
    with pytest.raises(DomainError, match="sudah dibatalkan"):
        actions.raise_dispute(signature, story=NEVER, by=BY)


def test_voiding_needs_a_second_person_and_opens_the_duty_again(signature, siti, campaign):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)
    proposal = actions.propose_void(dispute, reason="Ditandatangani rekan", by=KESBANG)

    assert state_of(dispute) == "menunggu"
    with pytest.raises(DomainError, match="orang kedua"):
        voids.confirm(proposal, by=KESBANG)
    voids.confirm(proposal, by=SECOND)

    assert state_of(dispute) == "dibatalkan"
    assert factory.obligation_of(siti, campaign).state == Obligation.State.CANCELLED
    assert verification.public_record(verification.find(signature.document.code)).is_void
    assert "ikrar_dibatalkan" in templates()
    again = sign(siti, campaign)
    assert again.revision == signature.revision + 1
    assert factory.obligation_of(siti, campaign).state == Obligation.State.SIGNED


def test_a_proposal_the_second_person_turns_down_leads_back_to_the_check(signature):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)
    voids.dispute(actions.propose_void(dispute, reason="uji", by=KESBANG), answer="Belum jelas", by=SECOND)

    assert state_of(dispute) == "diperiksa"


def test_found_to_hold_is_told_with_the_reason(signature):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)

    actions.uphold(dispute, reason="Diakui sesudah diperlihatkan.", by=KESBANG)

    assert state_of(dispute) == "tetap_sah"
    assert Message.objects.get(template="ikrar_tetap_sah").context == {"reason": "Diakui sesudah diperlihatkan."}
    assert Event.objects.filter(event="pledges.dispute_upheld").count() == 1
    for act in (actions.uphold, actions.propose_void):
        with pytest.raises(DomainError, match="sudah selesai"):
            act(dispute, reason="lagi", by=KESBANG)


def test_whoever_wrote_it_down_does_not_decide(signature):
    dispute = actions.raise_dispute(signature, story=NEVER, identity_card="ktp", by=BY)

    for act in (actions.uphold, actions.propose_void):
        with pytest.raises(DomainError, match="tidak memutusnya"):
            act(dispute, reason="uji", by=BY)


def test_no_ruling_while_voiding_is_proposed_and_none_without_a_reason(signature):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)
    with pytest.raises(DomainError, match="alasannya"):
        actions.uphold(dispute, reason="  ", by=KESBANG)

    actions.propose_void(dispute, reason="uji", by=KESBANG)
    with pytest.raises(DomainError, match="sudah diusulkan"):
        actions.uphold(dispute, reason="uji", by=SECOND)


def test_rows_are_sealed():
    assert {"pledges_dispute", "pledges_disputeruling"} <= set(sealed_tables())


# --- pages


def test_person_says_so_in_the_own_history(sign_in, siti_user, signature):
    client = sign_in(siti_user)
    address = reverse("pledges:dispute-own", args=[signature.public_id])

    assert address in client.get(reverse("pledges:mine")).content.decode()
    assert "Pilih yang paling sesuai" in client.post(address, {"cerita": ""}).content.decode()
    client.post(address, {"cerita": NEVER})

    assert Dispute.objects.get().identity_card == ""
    assert b"Sedang diperiksa Bakesbangpol" in client.get(reverse("pledges:mine")).content
    assert client.get(address).status_code == 404


def test_history_tells_the_outcome(sign_in, siti_user, signature):
    actions.uphold(actions.raise_dispute(signature, story=NEVER, by=BY), reason="Diakui sendiri.", by=KESBANG)

    page = sign_in(siti_user).get(reverse("pledges:mine")).content.decode()

    assert "tetap sah. Diakui sendiri." in re.sub(r"\s+", " ", page)


def test_another_persons_signature_cannot_be_disputed(sign_in, signature, dinas_a):
    stranger = make_account("Amir", staff=make_staff("Amir Hamzah", dinas_a))

    answer = sign_in(stranger).post(reverse("pledges:dispute-own", args=[signature.public_id]), {"cerita": NEVER})

    assert answer.status_code == 404
    assert not Dispute.objects.exists()


def test_operator_writes_it_down_with_the_card(sign_in, budi, rina, signature):
    address = reverse("pledges:dispute-record", args=[signature.public_id])
    client = sign_in(budi)

    assert b"Siti Aminah" in client.get(reverse("pledges:dispute-find")).content
    assert "Cocokkan kartunya" in client.post(address, {"kartu": "ktp", "cerita": NEVER}).content.decode()
    assert sign_in(rina).post(address, {"kartu": "ktp", "cocok": "on", "cerita": NEVER}).status_code == 404
    client.post(address, {"kartu": "ktp", "cocok": "on", "cerita": NEVER})

    found = Dispute.objects.get()
    assert (found.identity_card, found.raised_by) == ("ktp", "Budi Santoso")
    assert b"Sedang diperiksa" in client.get(reverse("pledges:dispute-find")).content


def test_operator_does_not_see_what_the_person_said_alone(sign_in, budi, signature):
    actions.raise_dispute(signature, story=NEVER, by=BY)

    page = sign_in(budi).get(reverse("pledges:dispute-find")).content

    assert b"Sudah dicatat" not in page
    assert b"Siti Aminah" in page  # it does not tell by missing
    assert sign_in(budi).get(reverse("pledges:disputes")).status_code == 403


def test_bakesbangpol_sees_the_circumstances_and_decides(sign_in, kesbang, signature):
    dispute = actions.raise_dispute(signature, story=NEVER, by=BY)
    client, address = sign_in(kesbang), reverse("pledges:dispute", args=[dispute.public_id])

    page = client.get(address).content.decode()
    assert "41 detik" in page
    assert "3G" in page
    assert "Ikrar tercatat" in page
    assert Access.objects.get(what="pledges.circumstances").subject_key == signature.public_id
    assert b"Siti Aminah" in client.get(reverse("pledges:disputes")).content

    assert "Tuliskan alasannya" in client.post(address, {"keputusan": "tetap_sah"}).content.decode()
    answer = client.post(address, {"keputusan": "batal", "alasan": "Tautannya dipakai orang lain"})
    assert answer.url.startswith("/pembatalan/")
    assert b"Menunggu orang kedua" in client.get(reverse("pledges:disputes")).content
