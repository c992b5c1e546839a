"""Kesiapan: what is missing, office by office, each row with the place to mend it; one truth with the opening."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.access.scopes import EVERYTHING, Scope
from netralitas.registry.models import Assignment, Kecamatan
from pledges.queries import gaps, readiness
from tests.cast import make_account, make_staff, make_unit

pytestmark = pytest.mark.django_db

CHECKS = gaps.UNIT_CHECKS | gaps.PEOPLE_CHECKS


def found(code: str) -> set[str]:
    """Names of what a check finds today."""
    return {row.name for row in CHECKS[code].rows(timezone.localdate())}


def test_an_office_without_operator_is_found_until_it_has_one(dinas_a, dinas_b, budi):
    assert found("operators") == {"Dinas Kesehatan"}


def test_an_operator_who_left_does_not_count(dinas_a, budi):
    person = budi.staff_link.staff
    person.status = "pensiun"
    person.save()

    assert found("operators") == {"Dinas Pendidikan"}


def test_a_hospital_with_its_own_row_is_served_by_its_offices_operator(dinas_a, budi):
    make_unit("RSUD Contoh", kind="RSUD", parent=dinas_a, has_recap_row=True)

    assert found("operators") == set()


def test_an_office_without_head_is_found_until_it_has_one(dinas_a, dinas_b, siti):
    Assignment.objects.create(staff=siti, unit=dinas_a, title="Kepala", starts_on=date(2025, 1, 1))

    assert found("heads") == {"Dinas Kesehatan"}


def test_units_without_location_are_found(dinas_a, dinas_b):
    dinas_a.kecamatan = Kecamatan.objects.create(code="1", name="Anyar")
    dinas_a.save()

    assert found("locations") == {"Dinas Kesehatan"}


def test_roles_left_in_a_closed_unit_are_found(dinas_a, budi):
    assert found("closed") == set()
    dinas_a.closed_on = date(2026, 1, 1)
    dinas_a.save()

    assert found("closed") == {"Dinas Pendidikan"}


def test_persons_without_contact_or_birth_date_are_found(dinas_a):
    ani = make_staff("Ani", dinas_a, phone="081200000001")
    ani.birth_date = None
    ani.save()
    make_staff("Joko", dinas_a, email="joko@contoh.example")
    make_staff("Ucok", dinas_a)
    make_staff("Pensiun", dinas_a, status="pensiun")

    assert found("contacts") == {"Ucok"}
    assert found("birth_dates") == {"Ani"}


def test_same_name_and_birth_date_is_suspected_and_the_same_phone_is_a_hint(dinas_a, dinas_b):
    make_staff("Ani Lestari", dinas_a, phone="081200000001")
    make_staff("Ani Lestari", dinas_b, phone="081200000002")
    make_staff("Ani Lestari", dinas_b, birth_date=date(1990, 1, 1))
    make_staff("Joko", dinas_b, phone="081200000001")

    assert gaps.PEOPLE_CHECKS["duplicates"].rows(timezone.localdate()).count() == 2
    assert found("phones") == {"Ani Lestari", "Joko"}
    assert gaps.PEOPLE_CHECKS["phones"].is_hint


def test_counts_of_an_office_add_up_and_stay_in_the_scope(dinas_a, dinas_b, sekolah_a):
    make_staff("Ani", sekolah_a)
    make_staff("Joko", dinas_a)
    make_staff("Ucok", dinas_b)

    everywhere = {row.name: (row.people, row.gap_contacts, row.gap_locations) for row in gaps.by_office(
        EVERYTHING, timezone.localdate())}  # fmt: skip
    school = gaps.by_office(Scope(unit_ids=(sekolah_a.pk,)), timezone.localdate()).get()

    assert everywhere == {"Dinas Pendidikan": (2, 2, 2), "Dinas Kesehatan": (1, 1, 1)}
    assert (school.name, school.people, school.gap_contacts, school.gap_locations) == ("Dinas Pendidikan", 1, 1, 1)


@pytest.mark.parametrize("name", ["pledges:readiness", "pledges:readiness-units", "pledges:readiness-people"])
def test_the_number_of_queries_is_the_same_for_one_and_thirty_offices(kesbang, sign_in, name):
    arguments = {"pledges:readiness": [], "pledges:readiness-units": ["heads"]}.get(name, ["contacts"])
    client, address = sign_in(kesbang), reverse(name, args=arguments)
    make_staff("Satu", make_unit("Dinas Nol"))
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    for serial in range(29):
        make_staff(f"Orang {serial}", make_unit(f"Dinas {serial}"))
    with CaptureQueriesContext(connection) as thirty:
        client.get(address, {"per": "50"})

    assert len(one) == len(thirty) > 3


def test_the_operator_sees_only_the_own_office(dinas_a, dinas_b, budi, sign_in):
    make_staff("Ani Orang Sendiri", dinas_a)
    make_staff("Rahasia Orang Lain", dinas_b)
    client = sign_in(budi)

    page = client.get(reverse("pledges:readiness")).content.decode()
    names = client.get(reverse("pledges:readiness-people", args=["contacts"])).content.decode()
    units = client.get(reverse("pledges:readiness-units", args=["heads"])).content.decode()

    assert "Dinas Pendidikan" in page
    assert "Dinas Kesehatan" not in page + names + units
    assert "Ani Orang Sendiri" in names
    assert "Rahasia" not in names
    assert "Portal dan kegiatan" not in page


def test_each_row_leads_to_where_it_is_mended(dinas_a, siti, bkpsdm, sign_in):
    client = sign_in(bkpsdm)

    heads = client.get(reverse("pledges:readiness-units", args=["heads"])).content.decode()
    contacts = client.get(reverse("pledges:readiness-people", args=["contacts"])).content.decode()

    assert reverse("registry:unit-head", args=[dinas_a.public_id]) in heads
    assert reverse("registry:staff-edit", args=[siti.public_id]) in contacts


def test_the_admin_is_led_to_operators_and_bkpsdm_to_the_double(dinas_a, admin_sistem, bkpsdm, sign_in):
    ani, _ = make_staff("Ani Lestari", dinas_a), make_staff("Ani Lestari", dinas_a)

    units = sign_in(admin_sistem).get(reverse("pledges:readiness-units", args=["operators"])).content.decode()
    doubles = sign_in(bkpsdm).get(reverse("pledges:readiness-people", args=["duplicates"])).content.decode()

    assert reverse("accounts:operators") in units
    assert reverse("registry:merge-find", args=[ani.public_id]) in doubles


def test_one_office_alone_may_be_asked_for(dinas_a, dinas_b, siti, bkpsdm, sign_in):
    make_staff("Orang Kesehatan", dinas_b)
    page = sign_in(bkpsdm).get(
        reverse("pledges:readiness-people", args=["contacts"]), {"opd": dinas_a.public_id}
    ).content.decode()  # fmt: skip

    assert "Hanya Dinas Pendidikan" in page
    assert "Orang Kesehatan" not in page


def test_the_admin_sees_numbers_and_no_names(siti, admin_sistem, sign_in):
    client = sign_in(admin_sistem)

    page = client.get(reverse("pledges:readiness")).content.decode()

    assert "1 pegawai belum punya nomor HP" in page
    assert reverse("pledges:readiness-people", args=["contacts"]) not in page
    assert client.get(reverse("pledges:readiness-people", args=["contacts"])).status_code == 403


def test_unknown_checks_do_not_exist(bkpsdm, sign_in):
    assert sign_in(bkpsdm).get(reverse("pledges:readiness-units", args=["entah"])).status_code == 404


def test_workbooks_of_all_three_pages(dinas_a, siti, bkpsdm, sign_in):
    client = sign_in(bkpsdm)
    for address in (reverse("pledges:readiness"), reverse("pledges:readiness-units", args=["heads"]),
                    reverse("pledges:readiness-people", args=["contacts"])):  # fmt: skip
        assert b"".join(client.get(address, {"unduh": "xlsx"}).streaming_content).startswith(b"PK")


def test_an_address_nobody_can_reach_blocks_the_opening(db, settings):
    assert "address" not in {finding.code for finding in readiness.house_findings()}
    settings.BASE_URL = "http://127.0.0.1:8000"

    levels = {finding.code: finding.level for finding in readiness.house_findings()}

    assert levels["address"] == readiness.ERROR
    assert levels["worker"] == levels["pemda"] == readiness.WARNING


def test_an_election_without_stages_and_no_campaign_are_said(db):
    assert {finding.code for finding in readiness.election_findings()} == {"election", "campaign"}


def test_a_unit_operator_counts_nothing_outside_the_unit(dinas_a, sekolah_a, siti, sign_in):
    make_staff("Guru Sekolah", sekolah_a)
    operator = make_account("Operator SD", "operator_unit", sekolah_a)

    names = sign_in(operator).get(reverse("pledges:readiness-people", args=["contacts"])).content.decode()

    assert "Guru Sekolah" in names
    assert "Siti" not in names


def test_a_unit_operator_finds_no_link_to_a_page_outside_the_unit(dinas_a, sekolah_a, budi, sign_in):
    teacher = make_account("Operator Sekolah", "operator_unit", sekolah_a)
    outside = reverse("registry:unit", args=[dinas_a.public_id])

    assert outside not in sign_in(teacher).get(reverse("pledges:readiness")).content.decode()
    assert outside in sign_in(budi).get(reverse("pledges:readiness")).content.decode()
