"""The desk and the lists of names: one's own people, nobody else's, and no state that is not one's to see."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from netralitas.accounts.models import UnitLink
from netralitas.accounts.queries.links import unit_address
from netralitas.audit.models import Access
from netralitas.dashboards.queries import desk
from netralitas.dashboards.queries.campaigns import Choice
from netralitas.dashboards.queries.figures import NOBODY, Figures
from netralitas.dashboards.queries.rollup import Row
from netralitas.registry.models import Staff
from netralitas.registry.queries.pemda import forget_pemda
from pledges.models import Campaign
from tests.cast import make_account, make_unit
from tests.dashboards.test_pemda import text_of

OWN = {"Tono Belum", "Guru Belum"}
FOREIGN = {"Bagus Sudah", "Suster Sudah", "Suster Belum"}


def page(name: str, *arguments: str, **query: str) -> str:
    return reverse(f"dashboards:{name}", args=arguments, query=query)


def names_in(answer) -> set[str]:
    return {name for name in Staff.objects.values_list("name", flat=True) if name in answer.content.decode()}


def test_desk_says_how_many_who_is_missing_and_what_to_do(budi, sign_in, pemda):
    answer = sign_in(budi).get(page("desk"))

    text = text_of(answer)
    assert "2 dari 5 wajib" in text
    assert "Terbatas" in text
    assert "1 unit belum mulai: SD Negeri Ciruas 1" in text
    assert names_in(answer) >= OWN
    assert names_in(answer) - OWN <= {"Budi Santoso"}  # the account in the menu


def test_stranger_sees_no_row_of_another_opd(rina, sign_in, pemda):
    client = sign_in(rina)

    own = client.get(page("desk"))
    assert names_in(own) <= {"Suster Belum", "Rina Marlina"}
    for unit in ("dinas_a", "sekolah_a"):
        public_id = pemda[unit].public_id
        for foreign in (page("people", public_id), page("unit", public_id), page("desk", meja=public_id)):
            answer = client.get(foreign)
            assert answer.status_code == 404
            assert not names_in(answer) & {"Tono Belum", "Hadi Kepala", "Guru Belum"}
    filtered = client.get(page("desk", unit=pemda["dinas_a"].public_id))
    assert not names_in(filtered) & OWN


def test_operator_of_one_unit_sees_only_that_unit(sign_in, pemda):
    client = sign_in(make_account("Operator Sekolah", "operator_unit", pemda["sekolah_a"]))

    assert names_in(client.get(page("desk"))) == {"Guru Belum"}
    assert client.get(page("unit", pemda["dinas_a"].public_id)).status_code == 404
    assert client.get(page("people", pemda["dinas_a"].public_id)).status_code == 404


def test_operator_of_a_unit_does_not_get_its_sub_units_by_asking(sign_in, pemda):
    client = sign_in(make_account("Operator Kantor", "operator_unit", pemda["dinas_a"]))

    for address in (page("desk"), page("desk", meja=pemda["dinas_a"].public_id)):
        assert names_in(client.get(address)) == {"Tono Belum"}
    assert "Guru Belum" not in names_in(client.get(page("people", pemda["dinas_a"].public_id)))


def test_kesbang_opens_a_desk_by_unit_and_the_overview_without(kesbang, sign_in, pemda):
    client = sign_in(kesbang)

    assert client.get(page("desk")).url == page("overview")
    assert names_in(client.get(page("desk", meja=pemda["sekolah_a"].public_id))) == {"Guru Belum"}


@pytest.mark.parametrize(
    ("role", "sees"), [("operator_opd", False), ("kepala_opd", True), ("bakesbangpol", False), ("bkpsdm", True)]
)
def test_unwilling_is_for_the_head_and_bkpsdm_only(role, sees, sign_in, pemda):
    unit = pemda["dinas_b"] if role.endswith("opd") else None
    client = sign_in(make_account("Pembaca", role, unit))

    answer = client.get(page("people", pemda["rsud"].public_id))
    text = text_of(answer)
    assert "Suster Belum" in text
    assert ("Belum bersedia" in text) is sees
    found = client.get(page("people", pemda["rsud"].public_id, status="belum_bersedia"))
    waiting = client.get(page("people", pemda["rsud"].public_id, status="belum"))
    assert "Suster Belum" in names_in(waiting)  # counted as belum for everybody
    assert names_in(found) - {"Pembaca"} == ({"Suster Belum"} if sees else {"Suster Belum", "Suster Sudah"})
    workbook = sheet_of(client.get(page("people", pemda["rsud"].public_id, unduh="xlsx")))
    assert ("Belum bersedia" in str(workbook)) is sees


def sheet_of(answer) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()


def test_workbook_of_those_missing_is_marked_and_logged(budi, sign_in, pemda):
    answer = sign_in(budi).get(page("desk", unduh="xlsx"))

    text = str(sheet_of(answer))
    assert "Terbatas" in text
    assert all(name in text for name in OWN)
    assert "Hadi Kepala" not in text
    assert Access.objects.filter(what="dashboards.missing_export").count() == 1


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("belum", OWN), ("sudah", {"Hadi Kepala", "Wati Basah"}), ("basah", {"Wati Basah"}),
        ("berhalangan", {"Cuti Hajat"}), ("dikecualikan", {"Pensi Unan"}),
    ],
)  # fmt: skip
def test_names_are_filtered_by_state(budi, sign_in, pemda, status, found):
    answer = sign_in(budi).get(page("people", pemda["dinas_a"].public_id, status=status))

    assert names_in(answer) - {"Budi Santoso"} == found


def test_names_are_searched_and_limited_to_a_unit(budi, sign_in, pemda):
    client = sign_in(budi)

    assert names_in(client.get(page("desk", cari="guru"))) == {"Guru Belum", "Budi Santoso"}
    in_school = client.get(page("desk", unit=pemda["sekolah_a"].public_id))
    assert names_in(in_school) == {"Guru Belum", "Budi Santoso"}


def test_contact_is_shown_as_it_can_be_used(budi, sign_in, person, dinas_a):
    person("Punya Nomor", dinas_a, phone="081234567890")
    person("Punya Surel", dinas_a, email="surel@contoh.id")
    person("Tanpa Apa", dinas_a)

    text = sign_in(budi).get(page("desk")).content.decode()

    assert "https://wa.me/6281234567890" in text
    assert "mailto:surel@contoh.id" in text
    assert "serahkan lembar tautan" in text
    assert "1 pegawai yang belum menandatangani tidak punya nomor HP" in text_of(sign_in(budi).get(page("desk")))


def test_group_message_is_word_for_word_and_carries_the_unit_s_link(budi, sign_in, pemda, campaign):
    link = UnitLink.objects.create(unit=pemda["dinas_a"])

    text = text_of(sign_in(budi).get(page("desk")))

    assert "Yth. Bapak/Ibu Dinas Pendidikan: 2 dari 5 sudah menandatangani. Bagi yang belum, mohon sebelum " in text
    assert unit_address(link) in text
    UnitLink.objects.update(is_active=False)
    text = text_of(sign_in(budi).get(page("desk")))
    assert unit_address(link) not in text
    assert "http://testserver" in text


def test_head_s_message_carries_no_link_of_the_unit(kepala_a, sign_in, pemda):
    link = UnitLink.objects.create(unit=pemda["dinas_a"])

    assert unit_address(link) not in text_of(sign_in(kepala_a).get(page("desk")))


def test_nobody_is_late_before_the_window(budi, sign_in, pemda, campaign):
    Campaign.objects.update(opens_at=timezone.now() + timedelta(days=1), closes_at=timezone.now() + timedelta(days=9))

    text = text_of(sign_in(budi).get(page("desk")))

    assert "Tono Belum" in text
    assert "Lewat batas waktu" not in text


def test_late_is_computed_when_the_window_is_over(budi, sign_in, pemda, campaign):
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(hours=1))

    text = text_of(sign_in(budi).get(page("desk")))

    assert "Lewat batas waktu" in text
    assert "tidak sedang menerima tanda tangan" in text


def test_desk_where_all_have_signed(rina, sign_in, person, dinas_b):
    person("Satu", dinas_b, "sudah")

    text = text_of(sign_in(rina).get(page("desk")))

    assert "100 %" in text
    assert "Semua sudah menandatangani" in text
    assert "Tidak ada yang belum" in text


def test_desk_without_campaign_or_roster(rina, sign_in, dinas_b, request):
    assert "Belum ada kegiatan ikrar" in text_of(sign_in(rina).get(page("desk")))
    request.getfixturevalue("campaign")
    text = text_of(sign_in(rina).get(page("desk")))
    assert "Belum ada pegawai pada daftar wajib" in text


@pytest.mark.parametrize("extra", [0, 29])
def test_desk_costs_the_same_for_one_unit_and_for_thirty(
    budi, sign_in, pemda, person, extra, django_assert_num_queries
):
    for number in range(extra):
        person(f"Guru {number}", make_unit(f"SD Negeri {number}", parent=pemda["dinas_a"]), phone="0812")
    client = sign_in(budi)
    client.get(page("desk"))
    forget_pemda()

    with django_assert_num_queries(25):  # seven of them: how data and statement stand; one the count on the menu
        client.get(page("desk"))


@pytest.mark.parametrize("extra", [0, 20])
def test_names_cost_the_same_for_few_and_many(budi, sign_in, pemda, person, extra, django_assert_num_queries):
    for number in range(extra):
        person(f"Orang {number}", pemda["dinas_a"], "sudah")
    client = sign_in(budi)
    client.get(page("people", pemda["dinas_a"].public_id))
    forget_pemda()

    with django_assert_num_queries(16):  # one counts for the menu, one looks for signatures under merged rows
        client.get(page("people", pemda["dinas_a"].public_id))


def steps(figures: Figures, *, heads: Figures = NOBODY, rows: tuple = (), unreached: int = 0, is_open: bool = True):
    now = timezone.now()
    closes = now + timedelta(days=1 if is_open else -1)
    campaign = Campaign(state=Campaign.State.OPEN, opens_at=now - timedelta(days=2), closes_at=closes)
    found = desk.next_steps(Choice(campaign, [campaign]), figures, heads, list(rows), unreached)
    return [step.text for step in found]


def test_before_the_window_the_desk_prepares():
    begins = timezone.now() + timedelta(days=1)
    campaign = Campaign(state=Campaign.State.OPEN, opens_at=begins, closes_at=begins + timedelta(days=9))
    (step,) = desk.next_steps(Choice(campaign, [campaign]), Figures(waiting=3), NOBODY, [], 0)

    assert "Cetak lembar tautan dan poster dari sekarang" in step.text


def test_next_steps_begin_with_the_head_and_are_three_at_most():
    rows = (Row("a", "A", Figures(waiting=1)), Row("b", "B", Figures(signed=1)))
    found = steps(Figures(waiting=1, signed=1), heads=Figures(waiting=1), rows=rows, unreached=2)

    assert len(found) == 3
    assert found[0].startswith("Pimpinan belum")
    assert "A" in found[1]
    assert found[2].startswith("2 pegawai")


@pytest.mark.parametrize(
    ("figures", "options", "said"),
    [
        (Figures(), {}, "Belum ada pegawai"),
        (Figures(signed=3), {}, "Semua sudah"),
        (Figures(waiting=3), {"is_open": False}, "tidak sedang menerima"),
        (Figures(waiting=3), {}, "Tempel poster"),
        (Figures(waiting=3, signed=1), {}, "Salin pesan"),
    ],
)
def test_next_step_fits_where_the_unit_stands(figures, options, said):
    assert re.search(said, steps(figures, **options)[0])
