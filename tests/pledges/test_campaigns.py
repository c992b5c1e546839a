"""Campaigns: prepared, opened, prolonged, closed, archived."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from netralitas.accounts.actions import links
from netralitas.accounts.models import PersonalLink, UnitLink
from netralitas.accounts.queries.links import is_usable, personal_token, resolve_personal, resolve_unit, unit_token
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.ledger.models import Entry
from netralitas.registry.models import Assignment
from pledges.actions import campaigns, texts
from pledges.models import Campaign, Counter, DayCount, Obligation, PledgeText, RosterEvent, RosterSnapshot
from pledges.queries.campaigns import current_campaign, suggested_code
from pledges.queries.counts import differences
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.factory import BY, make_campaign, obligation_of, open_campaign

pytestmark = pytest.mark.django_db

State = Obligation.State


def reopen(campaign: Campaign, **options: object) -> Campaign:
    return campaigns.open_campaign(campaign, by=factory.BY, **options)


def test_opening_enrols_everybody_and_freezes_the_texts(siti):
    campaign = open_campaign()

    assert obligation_of(siti, campaign).state == State.WAITING
    assert RosterEvent.objects.get().before is None
    assert Counter.objects.get().waiting == 1
    assert DayCount.objects.get().obliged_change == 1
    assert not PledgeText.objects.filter(frozen_at__isnull=True).exists()
    assert differences(campaign) == []


def test_opening_places_everyone_by_standing(siti, sekolah_a, dinas_b):
    teacher = make_staff("Guru", sekolah_a)
    retired = make_staff("Pensiunan", dinas_b, status="pensiun")
    student = make_staff("Mahasiswa", dinas_b, status="tugas_belajar")
    outsourced = make_staff("Satpam", dinas_b, category="ALIH_DAYA")
    head = make_staff("Kepala", dinas_b)
    Assignment.objects.create(staff=head, unit=dinas_b, title="Kepala Dinas", starts_on="2020-01-01")
    campaign = open_campaign()

    assert obligation_of(teacher, campaign).recap_unit == sekolah_a.parent
    assert (obligation_of(retired, campaign).state, obligation_of(retired, campaign).state_reason) == (
        State.EXCLUDED, "pensiun",
    )  # fmt: skip
    assert obligation_of(student, campaign).state == State.HINDERED
    assert not Obligation.objects.filter(staff=outsourced).exists()
    assert obligation_of(head, campaign).is_opd_head
    assert not obligation_of(siti, campaign).is_opd_head


def test_unit_that_does_not_take_part_is_left_out(siti, dinas_b):
    dinas_b.is_active_in_pledge = False
    dinas_b.save()
    stranger = make_staff("Rina", dinas_b)

    campaign = open_campaign()

    assert not campaign.obligations.filter(staff=stranger).exists()


def test_opening_writes_rosters_and_texts_into_the_evidence_log(siti, dinas_a, dinas_b):
    make_staff("Rina", dinas_b)
    make_staff("Pensiunan", dinas_b, status="pensiun")
    open_campaign()

    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["text", "text", "roster", "roster"]
    second = RosterSnapshot.objects.get(opd=dinas_b)
    assert (second.obliged_count, second.excluded_count) == (1, 1)


def test_opening_gives_links_to_those_who_must_sign(siti, dinas_a):
    retired = make_staff("Pensiunan", dinas_a, status="pensiun")
    campaign = open_campaign()

    assert PersonalLink.objects.get(staff=siti).expires_at == campaign.closes_at
    assert not PersonalLink.objects.filter(staff=retired).exists()


def test_opening_without_personal_links_gives_none(siti):
    open_campaign(ways_in=["password"])

    assert not PersonalLink.objects.exists()


def test_opening_twice_changes_nothing_the_second_time(siti):
    campaign = open_campaign()
    events = Event.objects.count()

    reopen(campaign)

    assert Obligation.objects.count() == 1
    assert Event.objects.count() == events


def test_opening_rolls_back_when_the_audit_fails(siti, monkeypatch):
    draft = factory.make_campaign()
    monkeypatch.setattr(campaigns, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        reopen(draft, is_acknowledged=True)
    draft.refresh_from_db()
    assert draft.state == Campaign.State.DRAFT
    assert not Obligation.objects.exists()
    assert not Counter.objects.exists()
    assert not Entry.objects.exists()


def test_unapproved_texts_are_opened_only_knowingly(siti):
    draft = factory.make_campaign()
    texts.approve(draft.texts.get(audience="asn"), by=factory.BY)

    with pytest.raises(DomainError, match="Non-ASN versi 1"):
        reopen(draft)
    reopen(draft, is_acknowledged=True)

    sentence = Event.objects.get(event="pledges.campaign_opened").details["acknowledged"]
    assert "belum disetujui" in sentence


def test_opening_refuses_without_people_or_past_the_window(db, dinas_a):
    draft = factory.make_campaign()
    with pytest.raises(DomainError, match="Belum ada seorang pun"):
        reopen(draft, is_acknowledged=True)
    make_staff("Siti", dinas_a)
    Campaign.objects.update(opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=2))
    with pytest.raises(DomainError, match="sudah lewat"):
        reopen(draft, is_acknowledged=True)
    assert not Obligation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": "pil kada!"}, "Kode hanya"),
        ({"title": " "}, "judul"),
        ({"categories": []}, "jenis pegawai"),
        ({"ways_in": ["entah"]}, "cara pengenalan"),
        ({"closes_at": None}, "Batas waktu"),
        ({"deadline_stage": "dcs", "deadline_days_before": 7}, "H-7 DCS belum diisi"),
    ],
)
def test_bad_campaign_is_refused(fields, sentence):
    with pytest.raises(DomainError, match=sentence):
        factory.make_campaign(**fields)
    assert not Campaign.objects.exists()


def test_code_is_taken_once_and_suggested_free():
    first = factory.make_campaign(code="pilkada-2026")

    assert first.code == "PILKADA-2026"
    assert suggested_code(first.election) == "PILKADA-2026-2"
    with pytest.raises(DomainError, match="sudah dipakai"):
        factory.make_campaign(code="PILKADA-2026")


def test_draft_changes_and_brings_the_texts_it_needs():
    draft = factory.make_campaign(categories=["PNS"])

    campaigns.edit_campaign(draft, categories=["PNS", "KADES"], by=factory.BY)

    assert set(draft.texts.values_list("audience", flat=True)) == {"asn", "desa"}
    fields = Event.objects.get(event="pledges.campaign_changed").details["fields"]
    assert fields == "jenis pegawai yang wajib"


def test_open_campaign_cannot_be_edited_but_extended(siti):
    campaign = open_campaign()
    UnitLink.objects.create(unit=siti.unit, expires_at=campaign.closes_at)
    later = campaign.closes_at + timedelta(days=5)

    with pytest.raises(DomainError, match="sudah dibuka"):
        campaigns.edit_campaign(campaign, title="Lain", by=factory.BY)
    campaigns.extend_window(campaign, closes_at=later, reason="Banjir", by=factory.BY)

    campaign.refresh_from_db()
    assert campaign.closes_at == later
    assert PersonalLink.objects.get().expires_at == later
    assert UnitLink.objects.get().expires_at == later
    assert Event.objects.get(event="pledges.campaign_extended").details["reason"] == "Banjir"


def test_extension_needs_a_reason_and_a_later_end(siti):
    campaign = open_campaign()

    with pytest.raises(DomainError, match="alasan"):
        campaigns.extend_window(campaign, closes_at=campaign.closes_at + timedelta(1), reason="", by=factory.BY)
    with pytest.raises(DomainError, match="sesudah batas waktu"):
        campaigns.extend_window(campaign, closes_at=campaign.closes_at, reason="x", by=factory.BY)
    draft = factory.make_campaign()
    with pytest.raises(DomainError, match="terbuka"):
        campaigns.extend_window(draft, closes_at=campaign.closes_at + timedelta(9), reason="x", by=factory.BY)


def test_closing_ends_the_links_with_the_last_open_campaign(siti):
    first, second = open_campaign(), open_campaign()

    campaigns.close_campaign(first, by=factory.BY)
    still = PersonalLink.objects.get().is_active
    campaigns.close_campaign(second, by=factory.BY)
    campaigns.close_campaign(second, by=factory.BY)

    assert still
    assert not PersonalLink.objects.get().is_active
    assert Event.objects.filter(event="pledges.campaign_closed").count() == 2


def test_states_only_move_on(siti):
    draft = factory.make_campaign()
    with pytest.raises(DomainError, match="belum dibuka"):
        campaigns.close_campaign(draft, by=factory.BY)
    opened = open_campaign()
    with pytest.raises(DomainError, match="Tutup dahulu"):
        campaigns.archive_campaign(opened, by=factory.BY)
    campaigns.close_campaign(opened, by=factory.BY)
    with pytest.raises(DomainError, match="tidak dapat dibuka lagi"):
        reopen(opened)
    campaigns.archive_campaign(opened, by=factory.BY)
    assert campaigns.archive_campaign(opened, by=factory.BY).state == Campaign.State.ARCHIVED


def test_current_campaign_is_the_open_one(siti, budi):
    assert current_campaign() is None
    factory.make_campaign()
    opened = open_campaign()
    later = open_campaign(closes_at=opened.closes_at + timedelta(days=9))

    assert current_campaign(budi) == later
    campaigns.close_campaign(later, by=factory.BY)
    assert current_campaign(budi) == opened


# --- ways in of an open campaign, drafts thrown away


def test_ways_in_of_an_open_campaign_change(siti):
    campaign = open_campaign(ways_in=["unit_link"])
    assert not PersonalLink.objects.exists()

    campaigns.change_ways_in(campaign, ways_in=["password", "personal_link"], by=BY)

    campaign.refresh_from_db()
    assert campaign.ways_in == ["personal_link", "password"]
    assert PersonalLink.objects.get().staff == siti, "the way switched on has its links"
    event = Event.objects.get(event="pledges.ways_changed")
    assert event.details["before"] == "Tautan unit"
    assert event.details["after"] == "Tautan pribadi, Kata sandi"


@pytest.mark.parametrize("ways", [[], ["ramalan"]])
def test_one_way_in_stays_open(siti, ways):
    campaign = open_campaign()

    with pytest.raises(DomainError, match="sedikitnya satu"):
        campaigns.change_ways_in(campaign, ways_in=ways, by=BY)
    campaign.refresh_from_db()
    assert campaign.ways_in


def test_same_ways_in_leave_no_event(siti):
    campaign = open_campaign()
    campaigns.change_ways_in(campaign, ways_in=campaign.ways_in, by=BY)

    assert not Event.objects.filter(event="pledges.ways_changed").exists()


def test_ways_in_of_a_draft_are_edited_not_changed(siti):
    with pytest.raises(DomainError):
        campaigns.change_ways_in(make_campaign(), ways_in=["password"], by=BY)


def test_draft_is_deleted_with_its_texts(siti):
    draft = make_campaign()
    assert draft.texts.exists()
    campaigns.delete_draft(draft, by=BY)

    assert not Campaign.objects.exists()
    assert not PledgeText.objects.exists()
    assert Event.objects.get(event="pledges.campaign_deleted").details["code"] == draft.code


def test_opened_campaign_is_never_deleted(siti):
    campaign = open_campaign()

    with pytest.raises(DomainError):
        campaigns.delete_draft(campaign, by=BY)
    assert Campaign.objects.filter(pk=campaign.pk).exists()
    assert campaign.texts.exists()


def test_prolonging_after_the_end_keeps_slips_and_posters(siti):
    campaign = open_campaign()
    poster = unit_token(links.ensure_unit_link(unit=siti.unit, expires_at=campaign.closes_at, by=BY))
    slip = personal_token(PersonalLink.objects.get(staff=siti))
    with time_machine.travel(campaign.closes_at + timedelta(days=2)):
        campaigns.extend_window(campaign, closes_at=timezone.now() + timedelta(days=5), reason="Bencana.", by=BY)

        assert is_usable(resolve_personal(slip))
        assert resolve_unit(poster) is not None
