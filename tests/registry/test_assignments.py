"""Penugasan: who heads what on a date, replaced in one step, overlaps said plainly."""

from datetime import date

import pytest
from django.utils import timezone

from netralitas.errors import DomainError
from netralitas.registry.actions import assignments
from netralitas.registry.models import Assignment, OpdEvent
from netralitas.registry.queries.heads import head_on
from pledges.actions import rosters
from pledges.models import Obligation
from pledges.queries.counts import differences
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def hasan(dinas_a):
    return make_staff("Hasan", dinas_a)


@pytest.fixture
def ratna(dinas_b):
    return make_staff("Ratna", dinas_b)


def lead(staff, unit, by, since=JANUARY, **fields):
    return assignments.assign_head(staff=staff, unit=unit, starts_on=since, by=by, **fields)


def test_new_head_replaces_the_old_one_in_one_step(by, dinas_a, hasan, ratna):
    first = lead(hasan, dinas_a, by, letter_number="821/1/2026")

    lead(ratna, dinas_a, by, since=JUNE, kind="plt")

    first.refresh_from_db()
    assert first.ends_on == date(2026, 5, 31)
    assert [event.kind for event in OpdEvent.objects.filter(unit=dinas_a)] == ["head"] * 3


def test_past_day_shows_the_head_of_that_day(by, dinas_a, hasan, ratna):
    lead(hasan, dinas_a, by)
    lead(ratna, dinas_a, by, since=JUNE, kind="plt")

    assert head_on(dinas_a, date(2026, 5, 31)).staff == hasan
    assert head_on(dinas_a, JUNE).staff == ratna
    assert head_on(dinas_a, date(2025, 12, 31)) is None


def test_plh_leads_for_a_while_and_the_definitive_head_comes_back(by, dinas_a, hasan, ratna):
    lead(hasan, dinas_a, by)

    lead(ratna, dinas_a, by, since=JUNE, kind="plh", ends_on=date(2026, 6, 10))

    assert head_on(dinas_a, date(2026, 6, 5)).staff == ratna
    assert head_on(dinas_a, date(2026, 6, 11)).staff == hasan
    assert Assignment.objects.leading(date(2026, 6, 5)).count() == 1


def test_plh_needs_an_end(by, dinas_a, hasan):
    with pytest.raises(DomainError, match="tanggal akhir"):
        lead(hasan, dinas_a, by, kind="plh")


def test_overlap_with_a_head_to_come_is_said_plainly(by, dinas_a, hasan, ratna):
    lead(hasan, dinas_a, by, since=JUNE)

    with pytest.raises(DomainError, match=r"bertumpuk dengan Hasan.*1 Juni 2026"):
        lead(ratna, dinas_a, by)

    past = lead(ratna, dinas_a, by, ends_on=date(2026, 5, 31))
    assert past.ends_on == date(2026, 5, 31)


def test_nobody_is_definitive_head_of_two_units(by, dinas_a, dinas_b, hasan):
    lead(hasan, dinas_a, by)

    with pytest.raises(DomainError, match="Plt"):
        lead(hasan, dinas_b, by)

    assert lead(hasan, dinas_b, by, kind="plt").pk


def test_post_ends_once_and_not_before_it_began(by, dinas_a, hasan):
    post = lead(hasan, dinas_a, by)

    with pytest.raises(DomainError, match="mendahului"):
        assignments.end(post, on=date(2025, 12, 1), by=by)
    assignments.end(post, on=JUNE, by=by)
    with pytest.raises(DomainError, match="sudah berakhir"):
        assignments.end(post, on=date(2026, 7, 1), by=by)


def test_who_left_heads_nothing(by, dinas_a, hasan):
    hasan.status = "pensiun"
    hasan.save()

    with pytest.raises(DomainError, match="pensiun"):
        lead(hasan, dinas_a, by)


def test_plt_of_another_opd_counts_once_at_home(by, dinas_a, dinas_b, hasan):
    lead(hasan, dinas_a, by)
    lead(hasan, dinas_b, by, kind="plt")

    campaign = factory.open_campaign()

    row = Obligation.objects.get(campaign=campaign)
    assert (row.unit, row.is_opd_head) == (dinas_a, True)


def test_while_a_plh_leads_the_unit_counts_one_head(by, dinas_a, hasan, ratna):
    lead(hasan, dinas_a, by)
    campaign = factory.open_campaign()
    lead(ratna, dinas_a, by, since=timezone.localdate(), kind="plh", ends_on=timezone.localdate())

    rosters.sync_open_campaigns(by=by)

    assert list(Obligation.objects.filter(is_opd_head=True).values_list("staff", flat=True)) == [ratna.pk]
    assert differences(campaign) == []


def test_paper_keeps_the_head_of_its_day(by, dinas_a, siti, hasan, ratna):
    lead(hasan, dinas_a, by)
    campaign = factory.open_campaign(has_acknowledgement=True)
    document = sign(siti, campaign).document

    lead(ratna, dinas_a, by, since=timezone.localdate(), kind="plt")

    assert document.facts()["acknowledged_by"]["name"] == "Hasan"


def test_page_answers_for_a_day_and_only_bkpsdm_changes(by, sign_in, bkpsdm, budi, dinas_a, hasan, ratna):
    lead(hasan, dinas_a, by)
    post = lead(ratna, dinas_a, by, since=JUNE, kind="plt")
    page = f"/perangkat-daerah/{dinas_a.public_id}/penugasan/"

    then = sign_in(budi).get(page, {"tanggal": "2026-03-01"})
    odd = sign_in(budi).get(page, {"tanggal": "2026-99-01"})

    assert then.context["head"].staff == hasan
    assert odd.context["head"].staff == ratna
    assert b"Akhiri" not in then.content
    client = sign_in(bkpsdm)
    assert client.get(f"/penugasan/{post.public_id}/akhiri/").status_code == 200
    client.post(f"/penugasan/{post.public_id}/akhiri/", {"on": "2026-08-31", "reason": "SK 9"})
    post.refresh_from_db()
    assert post.ends_on == date(2026, 8, 31)


def test_head_is_named_by_number_on_the_page(sign_in, bkpsdm, dinas_a, hasan):
    values = {"nip": f" {hasan.nip[:8]} {hasan.nip[8:]}", "kind": "definitif", "starts_on": "2026-01-01"}

    sign_in(bkpsdm).post(f"/perangkat-daerah/{dinas_a.public_id}/pimpinan/", values)

    assert head_on(dinas_a, JANUARY).staff == hasan
