"""The pemda's page: what it shows, to whom, and never a name."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from netralitas.dashboards import summaries
from netralitas.dashboards.queries import days, rollup
from netralitas.registry.queries.pemda import forget_pemda
from pledges.models import Campaign
from tests.cast import make_account, make_unit
from tests.dashboards.conftest import make_campaign, oblige

NAMES = ("Hadi Kepala", "Wati Basah", "Tono Belum", "Cuti Hajat", "Pensi Unan", "Guru Belum", "Bagus Sudah", "Suster")
ALL_SEEING = ("sekda", "kesbang", "bkpsdm", "inspektur")


def text_of(answer) -> str:
    """The page as a reader sees it: tags gone, spaces joined."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")


@pytest.fixture
def sekda_client(sekda, sign_in):
    return sign_in(sekda)


def home(**query: str) -> str:
    return reverse("dashboards:home", query=query)


def test_page_says_number_denominator_exclusions_and_heads(sekda_client, pemda):
    text = text_of(sekda_client.get(home()))

    assert "50,0 %" in text
    assert "4 dari 8 wajib" in text
    for label, value in {
        "Berhalangan sementara": 1, "Tidak termasuk wajib": 1, "Belum menandatangani": 3, "Naik sejak kemarin": 1,
    }.items():  # fmt: skip
        assert f"{label} {value}" in text
    assert "Kepala Perangkat Daerah sudah 2 dari 2" in text
    assert "100 %" in text  # Dinas Kesehatan
    assert "Pegawai belum menandatangani" in text  # what waits for whom


@pytest.mark.parametrize("who", ALL_SEEING)
def test_page_and_everything_beneath_holds_no_name(who, request, sign_in, pemda):
    client = sign_in(request.getfixturevalue(who))
    pages = [
        home(), reverse("dashboards:overview"), reverse("dashboards:figures"), reverse("dashboards:projector"),
        reverse("dashboards:projector-figures"), reverse("dashboards:place", args=["tanpa-lokasi"]),
        *(reverse("dashboards:unit", args=[unit.public_id]) for unit in pemda.values()),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert not [name for name in NAMES if name in answer.content.decode()]


@pytest.mark.parametrize("role", ["sekda", "ajudan"])
def test_sekda_and_ajudan_cannot_open_the_names(role, sign_in, pemda):
    client = sign_in(make_account("Pembaca", role))

    for page in ("people", "desk"):
        arguments = [pemda["dinas_a"].public_id] if page == "people" else []
        assert client.get(reverse(f"dashboards:{page}", args=arguments)).status_code == 403
    text = client.get(reverse("dashboards:unit", args=[pemda["dinas_a"].public_id])).content.decode()
    assert "/nama/" not in text


def test_operator_s_home_is_the_desk_and_the_pemda_is_not_shown(budi, sign_in, pemda):
    text = text_of(sign_in(budi).get(home()))

    assert "Dinas Pendidikan" in text
    assert "Langkah berikutnya" in text
    assert "Dinas Kesehatan" not in text
    assert sign_in(budi).get(reverse("dashboards:figures")).status_code == 302


def test_person_without_role_and_system_admin_are_refused(siti_user, admin_sistem, sign_in, pemda):
    for user in (siti_user, admin_sistem):
        for name in ("home", "overview", "projector", "desk"):
            assert sign_in(user).get(reverse(f"dashboards:{name}")).status_code == 403


def test_before_the_first_campaign_the_page_teaches_the_next_step(kesbang, sekda, sign_in, db):
    assert "Siapkan Kegiatan Ikrar" in sign_in(kesbang).get(home()).content.decode()
    text = sign_in(sekda).get(home()).content.decode()
    assert "Belum ada kegiatan ikrar" in text
    assert "Siapkan Kegiatan" not in text


def test_draft_campaign_is_not_shown(sekda_client, db):
    make_campaign(state=Campaign.State.DRAFT)

    assert "Belum ada kegiatan ikrar" in sekda_client.get(home()).content.decode()


def test_campaign_nobody_has_signed_says_so(sekda_client, person, dinas_a):
    person("Ani", dinas_a)

    text = text_of(sekda_client.get(home()))

    assert "0 dari 1 wajib" in text
    assert "Belum ada tanda tangan" in text
    assert "0 %" in text


def test_open_campaign_is_shown_first_and_another_may_be_chosen(sekda_client, campaign, person, dinas_a):
    person("Ani", dinas_a)
    now = timezone.now()
    later = {"opens_at": now - timedelta(days=5), "closes_at": now - timedelta(days=1)}
    closed = make_campaign("PSU-2026", "Ikrar PSU", state=Campaign.State.CLOSED, **later)
    oblige(closed, person("Budi", dinas_a).staff, "sudah")

    assert "0 dari 2 wajib" in text_of(sekda_client.get(home()))
    chosen = sekda_client.get(home(kegiatan=closed.public_id))
    assert "1 dari 1 wajib" in text_of(chosen)
    assert f"kegiatan={closed.public_id}" in chosen.content.decode()  # links keep it
    assert sekda_client.get(home(kegiatan="'\" OR 1")).status_code == 200


def test_table_is_searched_sorted_and_narrowed(sekda_client, pemda):
    def rows(**query: str) -> list[str]:
        table = sekda_client.get(home(**query)).content.decode().split("<tbody>")[1].split("</tbody>")[0]
        return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', table)

    assert rows() == ["Dinas Pendidikan", "Dinas Kesehatan", "RSUD Contoh"]
    assert rows(cari="kesehatan") == ["Dinas Kesehatan"]
    assert rows(urut="kemajuan") == ["Dinas Pendidikan", "RSUD Contoh", "Dinas Kesehatan"]
    assert rows(urut="-belum")[0] == "Dinas Pendidikan"
    assert rows(jenis="PPPK_PW") == ["Dinas Pendidikan"]
    assert rows(urut="tidak-ada", jenis="x", hal="99") == ["Dinas Pendidikan", "Dinas Kesehatan", "RSUD Contoh"]


def test_line_under_the_table_adds_up_what_is_shown(sekda_client, pemda):
    whole = text_of(sekda_client.get(home()))
    one = text_of(sekda_client.get(home(cari="pendidikan")))

    assert "Jumlah 50,0 % 4 dari 8 3 1 1 1 3" in whole  # belum, berhalangan, tidak termasuk, naik kemarin, naik sepekan
    assert "Jumlah 40,0 % 2 dari 5 2 1 1 1 2" in one


def test_table_of_kecamatan_is_searched_by_kecamatan(sekda_client, pemda):
    assert "Cari kecamatan" in text_of(sekda_client.get(reverse("dashboards:places")))


def test_big_number_does_not_change_when_the_table_is_narrowed(sekda_client, pemda):
    assert "4 dari 8 wajib" in text_of(sekda_client.get(home(jenis="PPPK")))


def test_workbook_holds_what_is_shown(sekda_client, pemda):
    answer = sekda_client.get(home(unduh="xlsx", urut="-belum"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()
    header = next(row for row in book if "Perangkat Daerah" in row)
    rows = book[book.index(header) + 1 :]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    first = found[0]
    assert (first["Perangkat Daerah"], first["Sudah"], first["Wajib"], first["Kemajuan"]) == (
        "Dinas Pendidikan", 2, 5, 40.0,
    )  # fmt: skip
    assert sum(row["Wajib"] for row in found) == 8


def test_every_number_leads_to_where_it_comes_from(sekda_client, pemda):
    text = sekda_client.get(home()).content.decode()

    for unit in ("dinas_a", "dinas_b", "rsud"):
        assert reverse("dashboards:unit", args=[pemda[unit].public_id]) in text
    assert reverse("dashboards:place", args=["tanpa-lokasi"]) in text
    assert "jenis=PPPK_PW#daftar" in text
    assert "jenjang=JF#daftar" in text


def test_fragment_is_the_same_part_as_on_the_page(sekda_client, pemda):
    fragment = sekda_client.get(reverse("dashboards:figures")).content.decode().strip()

    assert "<html" not in fragment
    assert fragment in sekda_client.get(home()).content.decode()


def test_summary_is_plain_text_with_numbers_and_no_names(campaign, pemda):
    text = summaries.pemda_summary(campaign, rollup.rollup(campaign), days.course(campaign).rise)

    assert "*Ikrar Netralitas Pilkada*" in text
    assert "Sudah: *4 dari 8* (50,0\u00a0%)" in text
    assert "Naik 1 sejak kemarin, 3 sepekan" in text
    assert "Kepala Perangkat Daerah sudah: 2 dari 2" in text
    assert "Sudah 100 %: 1 dari 3 baris rekap" in text
    assert not [name for name in NAMES if name in text]


@pytest.mark.parametrize("extra", [0, 29])
def test_page_costs_the_same_for_one_row_and_for_thirty(sekda_client, pemda, person, extra, django_assert_num_queries):
    for number in range(extra):
        person(f"Orang {number}", make_unit(f"Dinas {number}"), "sudah")
    sekda_client.get(home())  # the session's first view writes the session

    forget_pemda()

    with django_assert_num_queries(10):  # one is the pemda's row, which is remembered for ten seconds
        sekda_client.get(home())


def test_projector_shows_the_total_and_only_complete_units(sekda_client, pemda):
    text = text_of(sekda_client.get(reverse("dashboards:projector")))

    assert "4 dari 8 pegawai wajib" in text
    assert "Dinas Kesehatan" in text
    assert "Dinas Pendidikan" not in text
    assert "RSUD" not in text


def test_projector_of_an_operator_shows_the_own_unit_s_total(budi, sign_in, pemda):
    text = text_of(sign_in(budi).get(reverse("dashboards:projector")))

    assert "2 dari 5 pegawai wajib" in text
    assert "Dinas Kesehatan" not in text


def test_projector_gives_each_complete_unit_its_turn(sekda_client, campaign, person, monkeypatch):
    from netralitas.dashboards.views import projector

    for number in range(projector.SHOWN + 2):
        person(f"Orang {number}", make_unit(f"Dinas Lengkap {number:02d}", protocol_order=number), "sudah")
    seen = set()
    for second in (0, projector.TURN_SECONDS):
        monkeypatch.setattr(projector.time, "time", lambda second=second: second)
        page = text_of(sekda_client.get(reverse("dashboards:projector-figures")))
        seen |= set(re.findall(r"Dinas Lengkap \d\d", page))
        assert f"{projector.SHOWN + 2} sudah 100 %" in page
    assert len(seen) == projector.SHOWN + 2


def test_projector_before_the_first_campaign(sekda_client, db):
    assert "Belum ada kegiatan ikrar" in sekda_client.get(reverse("dashboards:projector")).content.decode()
