"""*Mengetahui* on the pakta: off by default, the head of the day with Plt., frozen; and texts too long to read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.documents import rendering
from netralitas.registry.models import Assignment
from pledges.actions import texts
from pledges.certificates import KIND
from pledges.models import PledgeText
from pledges.samples import is_too_long
from tests.cast import make_staff
from tests.pledges import paper_cases, pdf_tools
from tests.pledges.factory import BY, make_campaign, open_campaign
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(dinas_a):
    head = make_staff("Hasan Basri", dinas_a, front_title="Dr.", back_title="M.Si.", golongan="IV/c")
    since = timezone.localdate() - timedelta(days=30)
    Assignment.objects.create(staff=head, unit=dinas_a, is_head=True, kind="plt", title="Kepala Dinas", starts_on=since)
    return head


def acknowledged(staff, **setting):
    campaign = paper_cases.make_campaign(**setting)
    return paper_cases.facts_of(staff, campaign, paper_cases.make_text(campaign))[0]["acknowledged_by"]


def test_block_is_off_by_default(siti, head):
    assert acknowledged(siti) is None


def test_head_of_the_day_stands_with_titles_rank_and_number(siti, head):
    found = acknowledged(siti, has_acknowledgement=True)

    assert found["title"] == "Plt. Kepala Dinas Pendidikan,"
    assert found["name"] == "Dr. Hasan Basri, M.Si."
    assert "IV/c" in found["rank"]
    assert found["number"].startswith("NIP ")


def test_nobody_stands_when_there_is_no_head_or_the_head_signs(siti, head):
    assert acknowledged(head, has_acknowledgement=True) is None
    Assignment.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert acknowledged(siti, has_acknowledgement=True) is None


def test_block_is_printed_and_stays_one_page(siti, head, tmp_path):
    campaign = paper_cases.make_campaign(has_acknowledgement=True)
    facts, _ = paper_cases.facts_of(siti, campaign, paper_cases.make_text(campaign))
    path = tmp_path / "pakta.pdf"
    path.write_bytes(rendering.render(KIND, facts))

    words = pdf_tools.text(path)
    assert pdf_tools.page_count(path) == 1
    assert "Mengetahui," in words
    assert "Dr. Hasan Basri, M.Si." in words


def test_signature_freezes_who_headed_the_office(siti, head):
    campaign = open_campaign(has_acknowledgement=True)
    signature = sign(siti, campaign)
    Assignment.objects.all().delete()

    assert signature.document.facts()["acknowledged_by"]["name"] == "Dr. Hasan Basri, M.Si."


def long_draft(siti) -> PledgeText:
    text = make_campaign().texts.get(audience="asn")
    points = [{"kami": "Kata " * 300, "saya": "Kata " * 300} for _ in range(7)]
    return texts.edit_text(text, by=BY, points=points)


def test_usual_text_is_not_too_long(siti):
    text = make_campaign().texts.get(audience="asn")

    assert not is_too_long(text, text.campaign)


def test_text_that_shrinks_the_letters_is_told_at_its_approval(sign_in, kesbang, siti):
    text = long_draft(siti)
    answer = sign_in(kesbang).post(reverse("pledges:text-approve", args=[text.public_id]), follow=True)

    assert is_too_long(text, text.campaign)
    assert "lebih kecil dari 8,5 poin" in answer.content.decode()
    text.refresh_from_db()
    assert text.is_approved, "a warning, no refusal"


def test_usual_text_is_approved_without_a_word(sign_in, kesbang, siti):
    text = make_campaign().texts.get(audience="asn")
    answer = sign_in(kesbang).post(reverse("pledges:text-approve", args=[text.public_id]), follow=True)

    assert "8,5 poin" not in answer.content.decode()
