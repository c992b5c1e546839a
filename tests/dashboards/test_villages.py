"""Village government: obliged when the campaign says so, in a table of its own, never in the main number."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from netralitas.access.scopes import EVERYTHING, Scope
from netralitas.dashboards.queries.as_of import past
from netralitas.dashboards.queries.days import course
from netralitas.dashboards.queries.rollup import breakdown, counted, rollup
from netralitas.dashboards.queries.units import desk_rollup, unit_rollup
from netralitas.dashboards.queries.villages import village_rows
from netralitas.registry.models import Opd, OpdKind
from netralitas.registry.models.staff import VILLAGE
from pledges.actions import obligations
from pledges.models import Campaign, Obligation, PledgeText, RosterEvent
from pledges.models.campaigns import default_categories
from pledges.queries.counts import differences, totals
from tests.cast import make_account, make_staff, make_unit
from tests.pledges import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kecamatan(db) -> Opd:
    return make_unit("Kecamatan Ciruas", kind="KECAMATAN", protocol_order=40)


@pytest.fixture
def desa(kecamatan) -> Opd:
    desa = make_unit("Desa Citerep", kind="DESA", parent=kecamatan)
    OpdKind.objects.filter(code="DESA").update(is_asn_unit=False)
    return desa


@pytest.fixture
def campaign(kecamatan, desa, dinas_a, siti) -> Campaign:
    """One PNS in the kecamatan, one in the desa, one kepala desa who signed, one apparatus who has not."""
    make_staff("Camat Contoh", kecamatan)
    make_staff("Sekdes Negeri", desa)
    head = make_staff("Kades Contoh", desa, category="KADES", nip=None, nik_hash="a" * 64)
    make_staff("Kaur Contoh", desa, category="PERANGKAT_DESA", nip=None, nik_hash="b" * 64)
    campaign = factory.open_campaign(categories=[*default_categories(), *sorted(VILLAGE)])
    row = Obligation.objects.get(staff=head)
    obligations.change(row, kind=RosterEvent.Kind.SIGNED, by=factory.BY, state="sudah")
    return campaign


def test_main_figure_leaves_villages_out_everywhere(campaign, kecamatan):
    whole = rollup(campaign).total
    unit = unit_rollup(campaign, kecamatan, EVERYTHING).total
    desk = desk_rollup(campaign, Scope(paths=(kecamatan.path,)))
    parts = breakdown(counted(campaign))

    assert (whole.done, whole.obliged) == (0, 3)
    assert (unit.done, unit.obliged) == (0, 2)
    assert sum(row.figures.obliged for row in desk) == 2
    assert {row.key for row in parts.categories} == {"PNS"}
    assert totals(campaign, EVERYTHING).obliged == 3
    assert course(campaign).days[-1].done == 0
    assert course(campaign).days[-1].obliged == 3
    assert differences(campaign) == []


def test_table_of_their_own_per_kecamatan_and_per_desa(campaign, kecamatan):
    [office] = village_rows(campaign, EVERYTHING, by_office=True)
    [desa] = village_rows(campaign, Scope(paths=(kecamatan.path,)), by_office=False)

    assert (office.name, office.figures.done, office.figures.obliged) == ("Kecamatan Ciruas", 1, 2)
    assert (desa.name, desa.heads.done, [kind.obliged for kind in desa.kinds]) == ("Desa Citerep", 1, [1, 1, 0])


def test_villages_sign_their_own_text(campaign):
    audiences = set(Obligation.objects.filter(category__in=VILLAGE).values_list("audience", flat=True))

    assert audiences == {PledgeText.Audience.VILLAGE}


def test_villages_are_not_obliged_unless_the_campaign_says_so(desa, siti):
    make_staff("Kades Contoh", desa, category="KADES", nip=None, nik_hash="a" * 64)
    campaign = factory.open_campaign()

    assert not Obligation.objects.filter(campaign=campaign, category="KADES").exists()


def test_as_of_keeps_them_apart_too(campaign):
    then = past(campaign, datetime.now(UTC) + timedelta(minutes=1))

    assert sum(row.figures.obliged for row in then.rows()) == 3
    assert sum(figures.obliged for figures in then.villages.values()) == 2


def test_page_of_the_pemda_shows_both_numbers_apart(campaign, sekda, sign_in):
    page = sign_in(sekda).get(reverse("dashboards:overview")).content.decode()

    assert "Pemerintah desa" in page
    assert "0 dari 3" in page
    assert "1 dari 2" in page


def test_page_and_workbook_of_the_villages(campaign, sekda, sign_in):
    client = sign_in(sekda)
    page = client.get(reverse("dashboards:villages")).content.decode()

    assert "Kecamatan Ciruas" in page
    assert "1 dari 2" in page
    assert client.get(reverse("dashboards:villages"), {"unduh": "xlsx"}).status_code == 200


def test_operator_of_the_kecamatan_sees_the_desa(campaign, kecamatan, rina, sign_in):
    operator = make_account("Operator Ciruas", "operator_opd", kecamatan)
    url = reverse("dashboards:villages")
    mine = sign_in(operator).get(url, {"unit": kecamatan.public_id})

    assert "Desa Citerep" in mine.content.decode()
    assert sign_in(rina).get(url, {"unit": kecamatan.public_id}).status_code == 404
    assert "Ciruas" not in sign_in(rina).get(url).content.decode()
