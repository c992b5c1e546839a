"""Signing: what is written, what is refused, what a repetition gives, what a failure leaves."""

import json
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netralitas.accounts.models import WayIn
from netralitas.audit.catalogue import sentence_of
from netralitas.audit.models import Event
from netralitas.documents.models import Document, NumberSeries
from netralitas.errors import DomainError, SealedRowError
from netralitas.jobs.models import Message
from netralitas.jobs.testing import run_all
from netralitas.ledger import clock, vault
from netralitas.ledger.canonical import canonical, leaf_hash, sha256_text
from netralitas.ledger.models import Entry, RowKey
from pledges import ink
from pledges.actions import campaigns, signatures, texts
from pledges.models import Counter, DayCount, Obligation, PledgeText, RosterEvent, RosterSnapshot, Signature
from pledges.queries.texts import current_text, fill
from tests.pledges.factory import BY, obligation_of, open_campaign
from tests.pledges.signing import EVIDENCE, form_key, sign
from tests.pledges.strokes import ink_text, loops

pytestmark = pytest.mark.django_db

WRITTEN = (Signature, Document, RowKey, Message, NumberSeries)


@pytest.fixture
def campaign(siti):
    return open_campaign()


def facts_of(signature: Signature) -> dict:
    """All that is sealed of a signature: its own facts, and the paper it stands on."""
    own = vault.unseal(bytes(signature.facts_ciphertext), vault.open_key(signature.row_key))
    return own | {"paper": signature.document.facts()}


def refusal(siti, campaign, **parts) -> str:
    """The code of the refusal; nothing may be left of the try."""
    log = Entry.objects.count()
    with pytest.raises(DomainError) as caught:
        sign(siti, campaign, **parts)
    assert caught.value.message.endswith(".")
    assert [model.__name__ for model in WRITTEN if model.objects.exists()] == []
    assert Entry.objects.count() == log
    assert obligation_of(siti, campaign).state != Obligation.State.SIGNED
    return caught.value.code


def substantive_change(campaign) -> PledgeText:
    draft = texts.start_change(campaign, PledgeText.Audience.ASN, by=BY)
    texts.edit_text(draft, by=BY, closing_saya="Demikian, dengan sebenar-benarnya.")
    texts.approve(draft, by=BY)
    texts.publish(draft, change=PledgeText.Change.SUBSTANTIVE, note="isi diperjelas", by=BY)
    return current_text(campaign, PledgeText.Audience.ASN)


# --- what is written


def test_signature_moves_the_obligation_and_the_counters(siti, campaign):
    signature = sign(siti, campaign)

    obligation = obligation_of(siti, campaign)
    assert obligation.state == Obligation.State.SIGNED
    assert obligation.state_at == signature.signed_at
    counter = Counter.objects.get(campaign=campaign, unit=siti.unit, category=siti.category, jenjang=siti.jenjang)
    assert (counter.waiting, counter.signed) == (0, 1)
    assert DayCount.objects.get(campaign=campaign, recap_unit=siti.unit, signed_change=1)
    event = RosterEvent.objects.get(obligation=obligation, kind=RosterEvent.Kind.SIGNED)
    assert (event.before["state"], event.after["state"]) == ("belum", "sudah")


def test_signature_keeps_what_was_given(siti, campaign):
    signature = sign(siti, campaign, way_in=WayIn.UNIT_LINK, is_shared_device=True, is_via_operator=True)

    assert (signature.way_in, signature.is_shared_device, signature.is_via_operator) == ("unit_link", True, True)
    assert (signature.method, signature.revision, signature.unit) == ("drawn", 1, siti.unit)
    assert signature.ink_sha256 == ink.parse(ink_text()).sha256
    assert signature.device_key == EVIDENCE["device"]


def test_facts_decrypt_to_what_was_shown(siti, campaign):
    text = current_text(campaign, PledgeText.Audience.ASN)
    shown = fill(text, campaign)

    signature = sign(siti, campaign)

    facts = facts_of(signature)
    assert facts["paper"]["points"] == list(shown.points)
    assert facts["paper"]["sanction"] == shown.sanction
    assert facts["paper"]["signer"]["name"] == "Siti Aminah, S.Pd."
    assert facts["paper"]["ink"] == json.loads(ink_text())
    assert facts["paper"]["number"] == signature.document.number
    assert facts["private"]["evidence"] == EVIDENCE
    assert facts["paper"] == signature.document.facts()


def test_later_change_of_the_person_does_not_reach_the_facts(siti, campaign):
    signature = sign(siti, campaign)
    siti.name = "Siti Aminah Lain"
    siti.save()

    assert facts_of(Signature.objects.get(pk=signature.pk))["paper"]["signer"]["name"] == "Siti Aminah, S.Pd."


def test_ciphertext_shows_neither_name_nor_number(siti, campaign):
    signature = sign(siti, campaign)

    sealed = bytes(signature.facts_ciphertext) + bytes(signature.document.facts_ciphertext)
    assert b"Aminah" not in sealed
    assert siti.nip.encode() not in sealed


def test_ledger_body_has_its_keys_and_no_numbers_of_persons(siti, campaign):
    signature = sign(siti, campaign, is_via_operator=True)

    entry = Entry.objects.get(seq=signature.ledger_seq)
    body = json.loads(entry.body)
    assert set(body) == {
        "v", "kind", "seq", "at", "campaign", "person", "name", "opd", "roster_seq", "text_seq", "ink", "auth",
        "evidence", "prev",
    }  # fmt: skip
    assert (body["v"], body["kind"], body["seq"]) == (1, "pledge", signature.ledger_seq)
    assert (body["campaign"], body["person"], body["opd"]) == (campaign.public_id, siti.public_id, siti.unit.code)
    assert body["text_seq"] == signature.text.ledger_seq
    assert body["roster_seq"] == RosterSnapshot.objects.get(campaign=campaign).ledger_seq
    assert body["ink"] == f"sha256:{signature.ink_sha256}"
    assert (body["auth"], body["prev"]) == ("personal_link+via_operator", None)
    assert not re.search(r"\d{16,18}", entry.body.replace(body["ink"], "").replace(body["evidence"], ""))
    assert entry.body == canonical(body)
    assert bytes(entry.leaf) == leaf_hash(bytes(entry.salt), entry.body)


def test_ledger_holds_the_salted_hash_of_the_evidence(siti, campaign):
    signature = sign(siti, campaign)

    private = facts_of(signature)["private"]
    body = json.loads(Entry.objects.get(seq=signature.ledger_seq).body)
    assert body["evidence"] == sha256_text(canonical(private).encode())
    assert body["evidence"] != sha256_text(canonical({"evidence": EVIDENCE}).encode())


def test_audit_says_who_signed_what(siti, campaign):
    signature = sign(siti, campaign)

    event = Event.objects.get(event="pledges.pledge_signed")
    assert event.actor_key == siti.public_id
    assert sentence_of(event) == (
        "Siti Aminah, S.Pd. menandatangani Ikrar Netralitas Pilkada atas nama Siti Aminah, S.Pd.: "
        f"register {signature.document.number}, Tautan pribadi."
    )


def test_typed_name_stands_for_the_drawing(siti, campaign):
    signature = sign(siti, campaign, method=Signature.Method.TYPED, ink=None, typed_name="siti aminah")

    assert signature.method == "typed"
    facts = facts_of(signature)
    assert (facts["paper"]["ink"], facts["paper"]["typed_name"]) == (None, "siti aminah")


def test_numbers_run_without_gaps(siti, dinas_a, campaign):
    from tests.cast import make_staff

    more = [make_staff(f"Guru {n}", dinas_a) for n in range(3)]
    second = open_campaign()

    numbers = [sign(person, second).document.number for person in more]

    assert [int(number.rsplit("/", 1)[1]) for number in numbers] == [1, 2, 3]


def test_certificate_comes_from_the_worker_not_from_the_request(siti, campaign, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        signature = sign(siti, campaign)
    assert not hasattr(signature.document, "file")

    run_all()

    assert Document.objects.get(pk=signature.document_id).file.size > 1000


def test_notice_goes_to_the_own_address_after_a_unit_link(siti, campaign, mailoutbox):
    siti.email = "siti@contoh.id"
    siti.save()

    signature = sign(siti, campaign, way_in=WayIn.UNIT_LINK, is_shared_device=True)
    run_all("jobs.deliver")

    assert [mail.to for mail in mailoutbox] == [["siti@contoh.id"]]
    assert signature.document.number in mailoutbox[0].body
    assert "Tautan unit, HP bersama" in mailoutbox[0].body
    assert siti.nip not in mailoutbox[0].body


@pytest.mark.parametrize(("way", "email"), [(WayIn.PERSONAL_LINK, "siti@contoh.id"), (WayIn.UNIT_LINK, "")])
def test_no_notice_where_none_is_due(siti, campaign, way, email):
    siti.email = email
    siti.save()

    sign(siti, campaign, way_in=way)

    assert not Message.objects.exists()


def test_statements_stay_few(siti, campaign):
    with CaptureQueriesContext(connection) as captured:
        sign(siti, campaign)

    real = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(real) - 2 <= 17  # two belong to the test's own reading of the text


# --- refused


def test_point_not_agreed_is_refused(siti, campaign):
    assert refusal(siti, campaign, points_agreed=[0, 1, 2]) == "butir"


def test_nothing_drawn_is_refused(siti, campaign):
    assert refusal(siti, campaign, ink=None) == "tinta_kosong"


def test_name_of_another_is_refused(siti, campaign):
    parts = {"method": Signature.Method.TYPED, "ink": None, "typed_name": "Siti Aminahwati"}

    assert refusal(siti, campaign, **parts) == "nama_ketik"


def test_way_in_not_allowed_is_refused(siti, campaign):
    assert refusal(siti, campaign, way_in=WayIn.KIOSK) == "cara_lain"


def test_person_outside_the_roster_is_refused(siti, dinas_b, campaign):
    from tests.cast import make_staff

    stranger = make_staff("Pendatang", dinas_b)
    parts = {"points_agreed": range(4), "text_public_id": "x", "form_key": form_key()}
    with pytest.raises(DomainError) as caught:
        signatures.sign(
            staff=stranger, campaign=campaign, method="drawn", ink=None, typed_name="", way_in="personal_link",
            is_shared_device=False, is_via_operator=False, evidence={}, by=BY, **parts,
        )  # fmt: skip
    assert caught.value.code == "tidak_wajib"


@pytest.mark.parametrize("state", [Obligation.State.EXCLUDED, Obligation.State.MOVED])
def test_person_not_obliged_is_refused(siti, campaign, state):
    Obligation.objects.filter(staff=siti).update(state=state)

    assert refusal(siti, campaign) == "tidak_wajib"


def test_person_who_signed_on_paper_is_refused(siti, campaign):
    Obligation.objects.filter(staff=siti).update(state=Obligation.State.SIGNED_PAPER)

    assert refusal(siti, campaign) == "sudah_basah"


@pytest.mark.parametrize("state", [Obligation.State.HINDERED, Obligation.State.UNREACHABLE, Obligation.State.UNWILLING])
def test_person_hindered_or_unwilling_before_may_sign(siti, campaign, state):
    Obligation.objects.filter(staff=siti).update(state=state)

    sign(siti, campaign)

    assert obligation_of(siti, campaign).state == Obligation.State.SIGNED


def test_retired_person_is_refused(siti, campaign):
    siti.status = "pensiun"

    assert refusal(siti, campaign) == "tidak_aktif"


@pytest.mark.parametrize(("days", "code"), [(-2, "belum_dibuka"), (15, "lewat_batas")])
def test_outside_the_window_is_refused(siti, campaign, days, code):
    with clock.pretend(timezone.now() + timedelta(days=days)):
        assert refusal(siti, campaign) == code


def test_closed_campaign_is_refused(siti, campaign):
    campaigns.close_campaign(campaign, by=BY)

    assert refusal(siti, campaign) == "ditutup"


def test_text_changed_meanwhile_is_said_and_shown(siti, campaign):
    old = current_text(campaign, PledgeText.Audience.ASN)
    new = substantive_change(campaign)

    with pytest.raises(signatures.TextChanged) as caught:
        sign(siti, campaign, text_public_id=old.public_id)

    assert caught.value.text == new
    assert not Signature.objects.exists()


# --- repeated


def test_same_form_again_gives_the_same_signature(siti, campaign):
    key = form_key()
    first = sign(siti, campaign, form_key=key)

    again = sign(siti, campaign, form_key=key)

    assert again == first
    assert again.document.code == first.document.code
    assert Signature.objects.count() == Document.objects.count() == 1


def test_second_tab_gives_the_first_signature(siti, campaign):
    first = sign(siti, campaign)

    assert sign(siti, campaign, ink=ink.parse(ink_text(loops(7)))) == first


def test_replay_after_the_campaign_was_closed_gives_the_same_signature(siti, campaign):
    key = form_key()
    first = sign(siti, campaign, form_key=key)
    campaigns.close_campaign(campaign, by=BY)

    assert sign(siti, campaign, form_key=key) == first


def test_same_form_with_another_content_is_refused(siti, campaign):
    key = form_key()
    first = sign(siti, campaign, form_key=key)

    with pytest.raises(signatures.FormReused):
        sign(siti, campaign, form_key=key, ink=ink.parse(ink_text(loops(7))))
    assert Signature.objects.get() == first


def test_form_of_another_person_is_refused(siti, budi, campaign):
    colleague = budi.staff_link.staff
    second = open_campaign()
    key = form_key()
    sign(siti, second, form_key=key)

    with pytest.raises(signatures.FormReused):
        sign(colleague, second, form_key=key)
    assert Signature.objects.count() == 1


def test_substantive_change_asks_for_a_second_signature(siti, campaign):
    first = sign(siti, campaign)
    substantive_change(campaign)
    assert obligation_of(siti, campaign).state == Obligation.State.WAITING

    second = sign(siti, campaign)

    assert (first.revision, second.revision) == (1, 2)
    assert second.document.number != first.document.number
    assert json.loads(Entry.objects.get(seq=second.ledger_seq).body)["prev"] == first.ledger_seq
    counter = Counter.objects.get(campaign=campaign, unit=siti.unit, category=siti.category)
    assert (counter.waiting, counter.signed) == (0, 1)


# --- what never changes, what a failure leaves


def test_signature_cannot_be_changed(siti, campaign):
    signature = sign(siti, campaign)
    signature.method = "typed"

    with pytest.raises(SealedRowError):
        signature.save()
    with pytest.raises(SealedRowError):
        Signature.objects.filter(pk=signature.pk).update(method="typed")


@pytest.mark.parametrize("step", ["record", "ledger.append", "register", "obligations.change", "jobs.nudge"])
def test_failure_at_any_step_leaves_nothing(siti, campaign, step):
    """The register number goes back with the rest: the series has no gap, the next signer gets it."""
    log = Entry.objects.count()
    with patch(f"pledges.actions.signatures.{step}", side_effect=RuntimeError), pytest.raises(RuntimeError):
        sign(siti, campaign)

    assert [model.__name__ for model in WRITTEN if model.objects.exists()] == []
    assert Entry.objects.count() == log
    assert obligation_of(siti, campaign).state == Obligation.State.WAITING
    assert not RosterEvent.objects.filter(kind=RosterEvent.Kind.SIGNED).exists()
    assert not Event.objects.filter(event="pledges.pledge_signed").exists()
    assert Counter.objects.get(unit=siti.unit).signed == 0

    assert sign(siti, campaign).document.number.endswith("000001")
