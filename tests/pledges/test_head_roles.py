"""Pimpinan dan peran: neither follows the other, so differences are shown."""

from datetime import date

import pytest
from django.utils import timezone

from netralitas.registry.actions import assignments
from pledges.queries.head_roles import head_roles
from tests.cast import make_staff

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return {row.unit.name: row.state for row in head_roles(timezone.localdate())}


def test_head_and_role_are_compared(by, dinas_a, dinas_b, kepala_a):
    assert states() == {"Dinas Pendidikan": "tanpa_pimpinan", "Dinas Kesehatan": "tanpa_pimpinan"}
    hasan = kepala_a.staff_link.staff
    assignments.assign_head(staff=hasan, unit=dinas_a, starts_on=date(2026, 1, 1), by=by)
    assignments.assign_head(staff=hasan, unit=dinas_b, starts_on=date(2026, 1, 1), kind="plt", by=by)
    assert states() == {"Dinas Pendidikan": "cocok", "Dinas Kesehatan": "tanpa_peran"}

    ratna = make_staff("Ratna", dinas_b)
    assignments.assign_head(staff=ratna, unit=dinas_a, starts_on=date(2026, 6, 1), kind="plt", by=by)

    assert states()["Dinas Pendidikan"] == "berbeda"


def test_page_is_for_those_who_name_heads_or_give_roles(sign_in, bkpsdm, admin_sistem, budi, kepala_a):
    pages = [sign_in(user).get("/pimpinan-dan-peran/") for user in (bkpsdm, admin_sistem)]

    assert all("Hasan Basri" in page.content.decode() for page in pages)
    assert sign_in(budi).get("/pimpinan-dan-peran/").status_code == 403
