"""A campaign with numbers that can be checked by hand."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from netralitas.registry.models import Opd, Staff
from pledges.actions import counting
from pledges.models import Campaign, Election, Obligation
from tests.cast import make_staff, make_unit

State = Obligation.State


def make_campaign(code: str = "PILKADA-2026", title: str = "Ikrar Netralitas Pilkada", **fields: object) -> Campaign:
    """An open campaign, begun ten days ago."""
    election, _ = Election.objects.get_or_create(kind=Election.Kind.PILKADA, name="Pemilihan Bupati", year=2026)
    now = timezone.now()
    given = {"opens_at": now - timedelta(days=10), "closes_at": now + timedelta(days=10), "state": Campaign.State.OPEN}
    return Campaign.objects.create(code=code, title=title, election=election, **{**given, **fields})


def oblige(
    campaign: Campaign, staff: Staff, state: str = State.WAITING, *, day: date | None = None, **fields: object
) -> Obligation:
    """Put a person on the roster as the actions do: joined ten days ago, in `state` since `day`."""
    unit = staff.unit
    row = Obligation.objects.create(
        campaign=campaign, staff=staff, unit=unit, recap_unit=unit.recap_unit, category=staff.category,
        jenjang=staff.jenjang, audience="asn", **fields,
    )  # fmt: skip
    joined = counting.cell_of(row)
    today = timezone.localdate()
    counting.move(campaign.pk, None, joined, today - timedelta(days=10))
    if state != State.WAITING:
        row.state = state
        row.save()
        counting.move(campaign.pk, joined, counting.cell_of(row), day or today)
    return row


@pytest.fixture
def campaign(db) -> Campaign:
    return make_campaign()


@pytest.fixture
def person(campaign) -> Callable[..., Obligation]:
    """`person("Ani", unit, "sudah", days_ago=3)`: a new person on the roster of the campaign."""

    def made(name: str, unit: Opd, state: str = State.WAITING, *, days_ago: int = 0, **fields: object) -> Obligation:
        head = fields.pop("is_opd_head", False)
        day = timezone.localdate() - timedelta(days=days_ago)
        return oblige(campaign, make_staff(name, unit, **fields), state, day=day, is_opd_head=head)

    return made


@pytest.fixture
def pemda(person, dinas_a, sekolah_a, dinas_b) -> dict[str, Opd]:
    """Dinas A 2 of 4 (one hindered) and one excluded, its school 0 of 1; Dinas B 1 of 1, its RSUD 1 of 2."""
    rsud = make_unit("RSUD Contoh", kind="RSUD", parent=dinas_b, has_recap_row=True)
    person("Hadi Kepala", dinas_a, "sudah", days_ago=0, jenjang="JPT_PRATAMA", is_opd_head=True)
    person("Wati Basah", dinas_a, "basah", days_ago=3, jenjang="JF_AHLI_MUDA")
    person("Tono Belum", dinas_a, jenjang="PELAKSANA")
    person("Cuti Hajat", dinas_a, "berhalangan", category="PPPK")
    person("Pensi Unan", dinas_a, "dikecualikan")
    person("Guru Belum", sekolah_a, category="PPPK_PW")
    person("Bagus Sudah", dinas_b, "sudah", days_ago=8, is_opd_head=True)
    person("Suster Sudah", rsud, "sudah", days_ago=2)
    person("Suster Belum", rsud, "belum_bersedia")
    return {"dinas_a": dinas_a, "sekolah_a": sekolah_a, "dinas_b": dinas_b, "rsud": rsud}
