"""Pages of campaigns, elections and texts: what they show, to whom, and what they do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from netralitas.access.permissions import Permission
from netralitas.access.roles import ROLES
from netralitas.accounts.models import PersonalLink
from netralitas.accounts.queries.links import personal_token
from pledges.actions import texts
from pledges.models import Campaign, Election, Obligation, PledgeText
from pledges.views import openings
from tests.cast import make_account
from tests.pledges import factory

pytestmark = pytest.mark.django_db

LOCAL = "%Y-%m-%dT%H:%M"
PARAGRAPHS = ("preamble_kami", "preamble_saya", "closing_kami", "closing_saya", "sanction_clause")


def address(name: str, *arguments: str) -> str:
    return reverse(f"pledges:{name}", args=arguments)


def form_of(election: Election, **changes: object) -> dict[str, object]:
    now = timezone.localtime()
    return {
        "election": election.pk, "title": "Ikrar Pilkada", "code": "", "opens_at": now.strftime(LOCAL),
        "ends": "tanggal", "closes_at": (now + timedelta(days=10)).strftime(LOCAL), "deadline_stage": "",
        "deadline_days_before": "7", "categories": ["PNS", "THL"], "ways_in": ["personal_link"],
        "basis_letter": "SE 1", "sign_place": "Ciruas",
    } | changes  # fmt: skip


def asn_text(campaign: Campaign) -> PledgeText:
    return campaign.texts.get(audience="asn")


def pages_to_read(campaign: Campaign) -> list[str]:
    text = asn_text(campaign).public_id
    return [
        address("campaigns"), address("elections"), address("campaign", campaign.public_id), address("text", text),
        address("text-difference", text),
    ]  # fmt: skip


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"pegawai"}))
def test_pages_open_for_those_who_may_see_campaigns(role, siti, dinas_a, sign_in):
    campaign = factory.open_campaign()
    client = sign_in(make_account("Seseorang", role, dinas_a))
    expected = 200 if Permission.CAMPAIGN_VIEW in ROLES[role].permissions else 403

    assert {page: client.get(page).status_code for page in pages_to_read(campaign)} == dict.fromkeys(
        pages_to_read(campaign), expected
    )


EDITING = ("campaign-edit", "campaign-readiness", "campaign-delete")
OPENING = ("campaign-open", "campaign-extend", "campaign-ways", "campaign-close", "campaign-archive")


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"pegawai", "admin_sistem"}))
def test_only_bakesbangpol_prepares_and_opens(role, siti, dinas_a, sign_in):
    draft = factory.make_campaign()
    client = sign_in(make_account("Seseorang", role, dinas_a))
    allowed = role == "bakesbangpol"

    for name in (*EDITING, *OPENING):
        assert (client.get(address(name, draft.public_id)).status_code == 200) is allowed, name
    for name in ("text-edit", "text-discard"):
        assert (client.get(address(name, asn_text(draft).public_id)).status_code == 200) is allowed, name
    for name in ("campaign-new", "election-new", "campaign-deadline"):
        assert (client.get(address(name)).status_code == 200) is allowed, name


def test_draft_does_not_exist_for_an_operator(siti, budi, sign_in):
    draft = factory.make_campaign()
    client = sign_in(budi)

    assert client.get(address("campaign", draft.public_id)).status_code == 404
    assert client.get(address("text", asn_text(draft).public_id)).status_code == 404
    assert draft.title not in client.get(address("campaigns")).content.decode()


def test_operator_sees_the_counts_of_the_own_opd_only(siti, budi, rina, sign_in):
    campaign = factory.open_campaign()

    page = sign_in(rina).get(address("campaign", campaign.public_id))

    assert page.context["totals"].obliged == 1
    assert "Hanya unit yang menjadi wewenang" in page.content.decode()


def test_new_campaign_gets_a_code_of_its_own(kesbang, sign_in):
    election = factory.make_election()
    client = sign_in(kesbang)

    client.post(address("campaign-new"), form_of(election))
    answer = client.post(address("campaign-new"), form_of(election))

    assert list(Campaign.objects.order_by("pk").values_list("code", flat=True)) == ["PILKADA-2026", "PILKADA-2026-2"]
    assert answer.status_code == 302


def test_deadline_by_stage_is_computed_and_shown(kesbang, sign_in):
    election = factory.make_election()
    client = sign_in(kesbang)
    opens = "2026-08-01T07:00"

    client.post(address("campaign-new"), form_of(election, ends="tahapan", deadline_stage="dct", opens_at=opens))

    campaign = Campaign.objects.get()
    assert timezone.localtime(campaign.closes_at).strftime("%d-%m-%Y %H.%M") == "15-09-2026 23.59"
    assert "H-7 DCT" in client.get(address("campaign", campaign.public_id)).content.decode()
    asked = {"election": election.pk, "deadline_stage": "dct", "deadline_days_before": "7"}
    assert "Selasa, 15 September 2026" in client.get(address("campaign-deadline"), asked).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "tahapan", "deadline_stage": "dcs"}, "Tanggal tahapan untuk H-7 DCS belum diisi"),
        ({"ends": "tahapan"}, "Pilih tahapannya"),
        ({"closes_at": ""}, "Isi tanggal dan jam ditutupnya"),
        ({"closes_at": "2020-01-01T00:00"}, "Batas waktu harus sesudah tanggal buka"),
        ({"categories": []}, "Wajib diisi."),
        ({"code": "pil kada"}, "Kode hanya huruf"),
        ({"opens_at": "besok"}, "tanggal"),
    ],
)
def test_bad_campaign_is_refused_with_a_sentence(kesbang, sign_in, changes, sentence):
    page = sign_in(kesbang).post(address("campaign-new"), form_of(factory.make_election(), **changes))

    assert page.status_code == 200
    assert sentence.lower() in page.content.decode().lower()
    assert not Campaign.objects.exists()


def test_damaged_deadline_question_is_no_error(kesbang, sign_in):
    asked = {"election": "x" * 50, "deadline_stage": "dct", "deadline_days_before": "9" * 30}

    assert sign_in(kesbang).get(address("campaign-deadline"), asked).status_code == 200


def test_readiness_says_what_is_missing_and_opening_waits(kesbang, sign_in):
    draft = factory.make_campaign()
    client = sign_in(kesbang)

    page = client.get(address("campaign-readiness", draft.public_id)).content.decode()

    assert "Belum ada seorang pun yang wajib" in page
    assert client.get(address("campaign-open", draft.public_id)).status_code == 302
    client.post(address("campaign-open", draft.public_id), {"is_acknowledged": "on"})
    assert Campaign.objects.get().state == Campaign.State.DRAFT


def test_opening_asks_then_opens_once(siti, kesbang, sign_in):
    draft = factory.make_campaign()
    client = sign_in(kesbang)
    door = address("campaign-open", draft.public_id)

    question = client.get(door).content.decode()
    unacknowledged = client.post(door)
    client.post(door, {"is_acknowledged": "on"})
    client.post(door, {"is_acknowledged": "on"})

    assert "PNS: 1 orang wajib" in question
    assert unacknowledged.status_code == 200
    assert Campaign.objects.get().state == Campaign.State.OPEN
    assert Obligation.objects.count() == 1


def test_large_roster_is_opened_by_a_job(siti, kesbang, sign_in, monkeypatch):
    from netralitas.jobs.testing import run_all

    monkeypatch.setattr(openings, "AT_ONCE", 0)
    draft = factory.make_campaign()

    answer = sign_in(kesbang).post(address("campaign-open", draft.public_id), {"is_acknowledged": "on"})
    run_all()

    assert "/pekerjaan/" in answer.url
    assert Campaign.objects.get().state == Campaign.State.OPEN


def test_campaign_is_extended_closed_and_archived_on_pages(siti, kesbang, sign_in):
    campaign = factory.open_campaign()
    client = sign_in(kesbang)
    later = timezone.localtime() + timedelta(days=30)

    client.post(
        address("campaign-extend", campaign.public_id), {"closes_at": later.strftime(LOCAL), "reason": "Banjir"}
    )
    client.post(address("campaign-close", campaign.public_id))
    client.post(address("campaign-archive", campaign.public_id))

    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.ARCHIVED
    history = client.get(address("campaign", campaign.public_id)).content.decode()
    assert "Alasan: Banjir" in history


def test_election_with_stages_is_written_down_and_moves_a_draft(kesbang, sign_in):
    client = sign_in(kesbang)
    sent = {"kind": "pilkada", "name": "Pemilihan Gubernur", "year": "2026", "dct_starts": "2026-09-22"}
    client.post(address("election-new"), sent)
    election = Election.objects.get()
    opens = "2026-08-01T07:00"
    client.post(address("campaign-new"), form_of(election, ends="tahapan", deadline_stage="dct", opens_at=opens))

    client.post(address("election-edit", election.public_id), sent | {"dct_starts": "2026-09-29"})

    assert timezone.localtime(Campaign.objects.get().closes_at).day == 22


def test_stage_with_an_end_only_is_refused(kesbang, sign_in):
    sent = {"kind": "pilkada", "name": "Pemilihan Gubernur", "year": "2026", "tenang_ends": "2026-09-22"}

    page = sign_in(kesbang).post(address("election-new"), sent)

    assert "isi tanggal mulainya" in page.content.decode()
    assert not Election.objects.exists()


def test_list_asks_as_many_queries_for_many_campaigns(siti, kesbang, sign_in):
    election = factory.make_election()
    factory.make_campaign(election=election)
    client = sign_in(kesbang)
    client.get(address("campaigns"))

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address("campaigns"))
    for _ in range(20):
        factory.make_campaign(election=election)
    with CaptureQueriesContext(connection) as many:
        client.get(address("campaigns"))

    assert len(one) == len(many)


def test_text_editor_moves_points_without_saving(siti, kesbang, sign_in):
    text = asn_text(factory.make_campaign())
    client = sign_in(kesbang)
    sent = {"title": "Judul baru", "butir_kami": ["satu", "dua"], "butir_saya": ["", ""]}

    page = client.post(address("text-edit", text.public_id), sent | {"gerak": "naik-1"})

    assert [point["kami"] for point in page.context["points"]] == ["dua", "satu"]
    assert "Judul baru" in page.content.decode()
    text.refresh_from_db()
    assert len(text.points) == 4


def test_text_is_edited_previewed_and_approved(siti, kesbang, sign_in):
    text = asn_text(factory.make_campaign())
    client = sign_in(kesbang)
    sent = {name: getattr(text, name) for name in PARAGRAPHS}
    sent |= {"title": "Ikrar {tahun}", "butir_kami": ["Satu {nama_pemda}"], "butir_saya": [""]}

    client.post(address("text-edit", text.public_id), sent)
    client.post(address("text-approve", text.public_id))
    page = client.get(address("text", text.public_id)).content.decode()

    text.refresh_from_db()
    assert text.is_approved
    assert text.points == [{"kami": "Satu {nama_pemda}", "saya": "Satu {nama_pemda}"}]
    assert "Ikrar 2026" in page


def test_unknown_placeholder_is_refused_and_nothing_is_lost(siti, kesbang, sign_in):
    text = asn_text(factory.make_campaign())
    sent = dict.fromkeys(("title", *PARAGRAPHS), "isi")
    sent |= {"butir_kami": ["Tahun {tahunn}"], "butir_saya": [""]}

    page = sign_in(kesbang).post(address("text-edit", text.public_id), sent).content.decode()

    assert "{tahunn} tidak dikenal" in page
    assert "Tahun {tahunn}</textarea>" in page


def test_new_version_is_compared_and_put_in_force(siti, kesbang, sign_in):
    campaign = factory.open_campaign()
    client = sign_in(kesbang)
    client.post(address("text-change", campaign.public_id), {"untuk": "asn"})
    draft = campaign.texts.get(frozen_at__isnull=True)
    texts.edit_text(draft, closing_kami="Demikian ikrar ini kami buat.", by=factory.BY)

    difference = client.get(address("text-difference", draft.public_id)).content.decode()
    question = client.get(address("text-publish", draft.public_id)).content.decode()
    sent = {"change": "substantive", "note": "Permintaan Bawaslu", "is_acknowledged": "on"}
    client.post(address("text-publish", draft.public_id), sent)

    assert "[dihapus]" in difference
    assert "Perubahan isi" in question
    draft.refresh_from_db()
    assert draft.revision == 2


def test_start_of_a_change_for_an_unknown_audience_changes_nothing(siti, kesbang, sign_in):
    campaign = factory.open_campaign()

    answer = sign_in(kesbang).post(address("text-change", campaign.public_id), {"untuk": "entah"})

    assert answer.status_code == 302
    assert not campaign.texts.filter(frozen_at__isnull=True).exists()


def test_draft_by_stage_shows_its_day_while_it_is_edited(kesbang, sign_in):
    opens = timezone.make_aware(timezone.datetime(2026, 8, 1, 7))
    draft = factory.make_campaign(opens_at=opens, closes_at=None, deadline_stage="dct", deadline_days_before=7)

    page = sign_in(kesbang).get(address("campaign-edit", draft.public_id)).content.decode()

    assert "Selasa, 15 September 2026" in page


def test_open_campaign_says_that_its_stage_moved(siti, kesbang, sign_in):
    campaign = factory.open_campaign()
    Campaign.objects.filter(pk=campaign.pk).update(deadline_stage="dct", deadline_days_before=7)

    page = sign_in(kesbang).get(address("campaign", campaign.public_id)).content.decode()

    assert "Tanggal tahapan bergeser" in page


def test_way_switched_off_answers_with_a_plain_screen(siti, kesbang, sign_in):
    campaign = factory.open_campaign()
    token = personal_token(PersonalLink.objects.get(staff=siti))
    page = address("campaign-ways", campaign.public_id)
    assert page in sign_in(kesbang).get(address("campaign", campaign.public_id)).content.decode()
    sign_in(kesbang).post(page, {"ways_in": ["password"]})

    phone = Client()
    phone.post(f"/t/{token}")
    screen = phone.get(f"/ikrar/{campaign.public_id}/").content.decode()

    assert "Gunakan cara masuk lain" in screen
    assert "kata sandi" in screen


def test_last_way_in_is_not_switched_off(siti, kesbang, sign_in):
    campaign = factory.open_campaign()
    answer = sign_in(kesbang).post(address("campaign-ways", campaign.public_id), {"lain": "1"})

    assert "sedikitnya satu" in answer.content.decode()
    assert Campaign.objects.get().ways_in == campaign.ways_in


def test_draft_is_deleted_after_asking(siti, kesbang, sign_in):
    draft = factory.make_campaign()
    page = address("campaign-delete", draft.public_id)
    assert "Hapus Draf" in sign_in(kesbang).get(page).content.decode()
    assert Campaign.objects.exists()

    assert sign_in(kesbang).post(page).url == address("campaigns")
    assert not Campaign.objects.exists()
