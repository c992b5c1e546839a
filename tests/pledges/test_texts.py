"""Pledge texts: wording, placeholders, two voices, freezing, new versions and the re-sign wave."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from netralitas import db
from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from netralitas.ledger.models import Entry
from netralitas.registry.models import Pemda
from pledges.actions import campaigns, obligations, texts
from pledges.catalogues import default_text
from pledges.models import Obligation, PledgeText, RosterEvent
from pledges.queries.counts import differences
from pledges.queries.differences import text_differences
from pledges.queries.texts import current_text, fill, sha256_of
from tests.cast import make_staff
from tests.pledges import factory

pytestmark = pytest.mark.django_db

State = Obligation.State


@pytest.fixture
def draft(db) -> PledgeText:
    return factory.make_campaign().texts.get(audience="asn")


def sign_by_hand(obligation: Obligation) -> None:
    """Stands for a signature where only the count matters."""
    obligations.change(obligation, kind=RosterEvent.Kind.SIGNED, by=factory.BY, state=State.SIGNED)


def new_version(campaign: object, audience: str = "asn") -> PledgeText:
    text = texts.start_change(campaign, audience, by=factory.BY)
    return texts.edit_text(text, closing_kami="Demikian ikrar ini.", by=factory.BY)


def publish(text: PledgeText, change: str = "substantive", **options: object) -> int:
    return texts.publish(text, change=change, note="Surat Bawaslu", is_acknowledged=True, by=factory.BY, **options)


def test_two_voices_say_kami_and_saya(draft):
    signed, spoken = fill(draft, draft.campaign), fill(draft, draft.campaign, "kami")

    assert "menyatakan bahwa saya" in signed.preamble
    assert "instansi saya" in signed.points[0]
    assert "kami berikrar" in spoken.preamble
    assert "instansi masing-masing" in spoken.points[0]
    assert signed.sanction
    assert spoken.sanction == ""


@pytest.mark.parametrize("audience", PledgeText.Audience.values)
def test_every_default_text_is_whole_and_free_of_placeholders_when_filled(audience):
    campaign = factory.make_campaign(categories=["PNS", "THL", "KADES"])
    text = campaign.texts.get(audience=audience)

    for voice in ("saya", "kami"):
        filled = fill(text, campaign, voice)
        whole = " ".join([filled.title, filled.preamble, *filled.points, filled.closing, filled.sanction])
        assert "{" not in whole
        assert "Pemilihan Bupati dan Wakil Bupati" in whole
    assert len(text.points) == 4
    assert default_text(audience)["note"]


def test_non_asn_sanction_speaks_of_the_contract():
    text = factory.make_campaign(categories=["THL"]).texts.get()

    assert "perjanjian kerja" in text.sanction_clause


def test_literal_braces_stay_and_filled_values_are_not_filled_again(draft):
    draft.campaign.election.name = "Pemilihan {tahun}"
    texts.edit_text(draft, title="Ikrar {nama_pemilihan} { } {1} {{tahun}}", by=factory.BY)
    draft = PledgeText.objects.get(pk=draft.pk)
    draft.campaign.election.name = "Pemilihan {tahun}"

    assert fill(draft, draft.campaign).title == "Ikrar Pemilihan {tahun} { } {1} {2026}"


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ({"title": "Ikrar {tahunn}"}, r"\{tahunn\} tidak dikenal"),
        ({"title": "   "}, "masih kosong"),
        ({"title": "x" * 301}, "lebih dari 300"),
        ({"points": []}, "1 sampai 20 butir"),
        ({"points": [{"kami": "", "saya": "saya"}]}, "butir 1 masih kosong"),
        ({"points": [{"kami": "a", "saya": "{b}"}]}, "tidak dikenal"),
    ],
)
def test_bad_wording_is_refused_whole(draft, wording, sentence):
    with pytest.raises(DomainError, match=sentence):
        texts.edit_text(draft, closing_saya="baru", by=factory.BY, **wording)
    assert PledgeText.objects.get(pk=draft.pk).closing_saya != "baru"


def test_change_of_wording_takes_the_approval_away(draft):
    texts.approve(draft, by=factory.BY)
    texts.approve(draft, by=factory.BY)
    same = texts.edit_text(draft, title=draft.title, by=factory.BY)
    changed = texts.edit_text(draft, title="Baru", by=factory.BY)

    assert same.is_approved
    assert not changed.is_approved
    events = list(Event.objects.filter(subject_key=draft.public_id).order_by("pk").values_list("event", flat=True))
    assert events == ["pledges.text_added", "pledges.text_approved", "pledges.text_changed"]


def test_edit_rolls_back_when_the_audit_fails(draft, monkeypatch):
    monkeypatch.setattr(texts, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        texts.edit_text(draft, title="Baru", by=factory.BY)
    assert PledgeText.objects.get(pk=draft.pk).title != "Baru"


def test_frozen_text_is_hashed_and_in_the_evidence_log(siti):
    text = factory.open_campaign().texts.get(audience="asn")

    entry = Entry.objects.get(seq=text.ledger_seq)
    assert json.loads(entry.body)["sha256"] == f"sha256:{text.sha256}"
    assert sha256_of(text) == text.sha256


def test_frozen_text_keeps_its_words_when_the_pemda_is_renamed(siti):
    campaign = factory.open_campaign()
    text = campaign.texts.get(audience="non_asn")
    before = fill(text, campaign, "kami")

    Pemda.objects.create(name="Pemerintah Kota Lain")

    assert fill(PledgeText.objects.get(pk=text.pk), campaign, "kami") == before


def change_by_sql(statement: str, text: PledgeText) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [text.pk])


CHANGES = ["UPDATE pledges_pledgetext SET title = 'x' WHERE id = %s", "DELETE FROM pledges_pledgetext WHERE id = %s"]


@pytest.mark.parametrize("statement", CHANGES)
def test_frozen_text_refuses_raw_sql(siti, statement):
    text = factory.open_campaign().texts.get(audience="asn")

    with pytest.raises(DatabaseError, match="sealed table"):
        change_by_sql(statement, text)


@pytest.mark.parametrize("statement", CHANGES)
def test_draft_takes_raw_sql(draft, statement):
    """Negative control: it is the freezing that refuses."""
    change_by_sql(statement, draft)

    assert not PledgeText.objects.filter(pk=draft.pk, title=draft.title).exists()


def test_frozen_text_refuses_the_model_and_the_action(siti):
    text = factory.open_campaign().texts.get(audience="asn")
    text.title = "x"

    with pytest.raises(SealedRowError):
        text.save()
    with pytest.raises(SealedRowError):
        text.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PledgeText.objects.filter(pk=text.pk).update(title="x")
    with pytest.raises(DomainError, match="sudah berlaku"):
        texts.edit_text(text, title="x", by=factory.BY)


def test_freezable_tables_carry_their_triggers():
    assert db.freezable_tables() == [
        "documents_letter", "pledges_pledgetext", "sanctions_examination", "sanctions_investigationreport",
    ]  # fmt: skip
    assert db.missing_seals(connection) == []


def test_editorial_change_leaves_signatures_in_force(siti):
    campaign = factory.open_campaign()
    sign_by_hand(factory.obligation_of(siti, campaign))

    renewed = publish(new_version(campaign), "editorial")

    assert renewed == 0
    assert factory.obligation_of(siti, campaign).state == State.SIGNED
    current = current_text(campaign, "asn")
    assert (current.version, current.revision) == (2, 1)


def test_substantive_change_asks_its_audience_to_sign_again(siti, dinas_a, dinas_b):
    waiting = make_staff("Wawan", dinas_b)
    other = make_staff("Tono", dinas_a, category="THL")
    campaign = factory.open_campaign()
    sign_by_hand(factory.obligation_of(siti, campaign))
    sign_by_hand(factory.obligation_of(other, campaign))

    renewed = publish(new_version(campaign))

    assert renewed == 1
    again = factory.obligation_of(siti, campaign)
    assert (again.state, again.revision) == (State.WAITING, 2)
    assert factory.obligation_of(waiting, campaign).revision == 2
    assert factory.obligation_of(other, campaign).state == State.SIGNED
    assert RosterEvent.objects.filter(kind=RosterEvent.Kind.RENEWED).count() == 1
    assert differences(campaign) == []


def test_revisions_rise_over_the_whole_campaign(siti, dinas_a):
    """A person who changes audience must never meet a revision number already signed under."""
    make_staff("Tono", dinas_a, category="THL")
    campaign = factory.open_campaign()
    publish(new_version(campaign))

    publish(new_version(campaign, "non_asn"))

    assert current_text(campaign, "non_asn").revision == 3


def test_publishing_refuses_without_reason_difference_or_approval(siti):
    campaign = factory.open_campaign()
    same = texts.start_change(campaign, "asn", by=factory.BY)
    options = {"change": "editorial", "is_acknowledged": True, "by": factory.BY}

    with pytest.raises(DomainError, match="sama dengan naskah"):
        texts.publish(same, note="x", **options)
    changed = new_version(campaign)
    with pytest.raises(DomainError, match="alasan"):
        texts.publish(changed, note=" ", **options)
    with pytest.raises(DomainError, match="jenis perubahan"):
        texts.publish(changed, note="x", **options | {"change": "first"})
    with pytest.raises(DomainError, match="Bagian Hukum"):
        texts.publish(changed, note="x", **options | {"is_acknowledged": False})
    campaigns.close_campaign(campaign, by=factory.BY)
    with pytest.raises(DomainError, match="tidak terbuka"):
        texts.publish(changed, note="x", **options)
    assert current_text(campaign, "asn").version == 1


def test_wave_rolls_back_when_the_audit_fails(siti, monkeypatch):
    campaign = factory.open_campaign()
    sign_by_hand(factory.obligation_of(siti, campaign))
    draft = new_version(campaign)
    monkeypatch.setattr(texts, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publish(draft)
    assert factory.obligation_of(siti, campaign).state == State.SIGNED
    assert current_text(campaign, "asn").version == 1
    assert differences(campaign) == []


def test_change_is_begun_once_and_may_be_thrown_away(siti):
    campaign = factory.open_campaign()
    draft = texts.start_change(campaign, "asn", by=factory.BY)

    assert texts.start_change(campaign, "asn", by=factory.BY) == draft
    texts.discard_draft(draft, by=factory.BY)
    assert not campaign.texts.filter(frozen_at__isnull=True).exists()
    with pytest.raises(DomainError, match="sudah dibuang"):
        texts.discard_draft(draft, by=factory.BY)


def test_first_text_cannot_be_thrown_away(draft):
    with pytest.raises(DomainError, match="Naskah pertama"):
        texts.discard_draft(draft, by=factory.BY)


def test_difference_names_what_happened_to_each_part(siti):
    before = factory.open_campaign().texts.get(audience="asn")
    after = PledgeText(**{f.name: getattr(before, f.name) for f in PledgeText._meta.fields if f.name not in {"id"}})
    after.title = before.title.replace("Ikrar", "Pernyataan")
    after.points = [*before.points[1:], {"kami": "Baru", "saya": "Baru saya"}]

    parts = {part.label: part for part in text_differences(before, after)}

    assert [piece.kind for piece in parts["Judul"].pieces] == ["removed", "added", "same"]
    assert parts["Butir 1 lama (dibaca bersama)"].word == "Dihapus"
    assert parts["Butir 1 (dibaca bersama)"].word == "Tetap"
    assert parts["Butir 4 (ditandatangani)"].word == "Ditambah"
    assert parts["Kalimat sanksi"].word == "Tetap"
