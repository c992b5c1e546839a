"""Signing twice, and what a person finds afterwards: the same signature, the certificate, the history."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from netralitas.accounts.models import PersonalLink
from netralitas.accounts.queries.links import personal_token
from netralitas.jobs.testing import run_all
from pledges.actions import campaigns
from pledges.models import Campaign, Obligation, Signature, SignatureVoid
from tests.pledges.factory import BY, make_campaign, open_campaign
from tests.pledges.signing import sign
from tests.pledges.test_sign_views import address, client_of, form, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(siti):
    return open_campaign()


@pytest.fixture
def phone(siti, campaign):
    return client_of(siti)


# --- again: the same signature, never an error page


def test_same_form_again_goes_to_the_same_done_screen(phone, campaign):
    sent = form(campaign)

    first, again = (phone.post(address(campaign), sent).headers["Location"] for _ in range(2))

    assert first == again
    assert Signature.objects.count() == 1


def test_back_button_and_second_tab_end_at_the_first_signature(phone, campaign):
    phone.post(address(campaign), form(campaign))

    from_tab = phone.post(address(campaign), form(campaign), follow=True)
    from_reload = phone.get(address(campaign), follow=True)

    for page in (from_tab, from_reload):
        assert re.search(r"Ikrar Bapak/Ibu sudah tercatat pada .* Tidak perlu mengulang\.", words(page))
    assert Signature.objects.count() == 1


def test_broken_form_after_signing_ends_at_the_signature_too(phone, campaign):
    phone.post(address(campaign), form(campaign))

    assert phone.post(address(campaign), {"formulir": "x"}).status_code == 303


def test_replay_next_day_after_closing_is_no_error(phone, campaign):
    sent = form(campaign)
    phone.post(address(campaign), sent)
    campaigns.close_campaign(campaign, by=BY)

    answer = phone.post(address(campaign), sent)

    assert answer.status_code == 303
    assert "ulang" not in answer.headers["Location"]


def test_used_form_with_another_content_is_said_with_422(phone, campaign):
    sent = form(campaign)
    phone.post(address(campaign), sent)

    answer = phone.post(address(campaign), sent | {"cara": "typed", "nama": "Siti Aminah"})

    assert answer.status_code == 422
    assert "Yang tercatat tetap yang pertama" in words(answer)


def test_used_form_of_a_colleague_on_a_shared_phone_is_said(phone, siti, budi, campaign):
    colleague = budi.staff_link.staff
    second = open_campaign()
    sent = form(second)
    phone.post(address(second), sent)

    answer = client_of(colleague, is_shared_device=True).post(address(second), sent)

    assert answer.status_code == 422
    assert Signature.objects.count() == 1


# --- the certificate


def test_certificate_is_downloaded_under_its_number(phone, siti, campaign):
    signature = sign(siti, campaign)
    status = f"/ikrar/sertifikat/{signature.public_id}/keadaan/"
    assert phone.get(f"/ikrar/sertifikat/{signature.public_id}/").status_code == 404
    assert "X-Refresh" not in phone.get(status).headers

    run_all("documents.render_due")

    answer = phone.get(f"/ikrar/sertifikat/{signature.public_id}/")
    number = signature.document.number.replace("/", "-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="Pakta Integritas {number}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    ready = phone.get(status)
    assert ready.headers["X-Refresh"] == "stop"
    assert "Unduh Sertifikat" in words(ready)


def test_voided_signature_says_so_in_the_history(phone, siti, campaign):
    signature = sign(siti, campaign)
    SignatureVoid.objects.create(
        signature=signature, reason="Ditandatangani orang lain.", ledger_seq=99, at=timezone.now(), by_label="uji"
    )

    page = words(phone.get("/ikrar/"))

    assert "Ikrar ini dibatalkan" in page
    assert "Ditandatangani orang lain." in page


def test_visit_for_reading_shows_history_and_takes_no_signature(siti, campaign):
    phone = client_of(siti, is_read_only=True)

    page = phone.get(address(campaign))
    phone.post(address(campaign), form(campaign))

    assert "tinggal untuk melihat riwayat" in words(page)
    assert not Signature.objects.exists()
    assert phone.get("/ikrar/").status_code == 200


def test_history_and_done_screen_stay_open_after_the_close(siti, campaign):
    signature = sign(siti, campaign)
    campaigns.close_campaign(campaign, by=BY)
    phone = Client()
    phone.post(f"/t/{personal_token(PersonalLink.objects.get(staff=siti))}")

    assert signature.document.number in words(phone.get("/ikrar/"))
    assert phone.get(f"/ikrar/selesai/{signature.public_id}/").status_code == 200
    assert "sudah ditutup" in words(phone.get(address(closed_campaign_of(siti))))


def closed_campaign_of(staff) -> Campaign:
    """A closed campaign the person has not signed."""
    other = make_campaign(title="Ikrar kedua")
    Obligation.objects.create(
        campaign=other, staff=staff, unit=staff.unit, recap_unit=staff.unit, category=staff.category, audience="asn"
    )
    Campaign.objects.filter(pk=other.pk).update(state=Campaign.State.CLOSED)
    return other
