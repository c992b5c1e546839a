"""The Pakta Integritas Netralitas: facts frozen once, one page whatever they are, nothing but the facts."""

import re
import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from PIL import Image, ImageDraw

from netralitas.accounts.models import WayIn
from netralitas.documents import codes, engine, rendering
from netralitas.documents.papers import sheet_of
from netralitas.keys import data_key, encrypt
from netralitas.registry.models import Pemda, Staff, StaffCategory
from netralitas.registry.queries import pemda as pemda_queries
from pledges import certificates, papers
from pledges.models import Signature
from tests.cast import make_staff
from tests.pledges import paper_cases as cases
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db

LONG_NAME = ("Raden Muhammad Syarifuddin Abdurrahman " * 6)[:199].strip()
LONG_WORD = "W" * 200


@pytest.fixture
def pemda(db):
    emblem = Image.new("RGBA", (400, 480), (0, 0, 0, 0))
    ImageDraw.Draw(emblem).ellipse((20, 20, 380, 460), fill=(20, 90, 60, 255))
    content = BytesIO()
    emblem.save(content, "PNG")
    row = Pemda(
        name="Pemerintah Kabupaten Contoh", short_name="Kabupaten Contoh", place="Ciruas",
        public_address="netralitas.contohkab.go.id",
    )  # fmt: skip
    row.emblem.save("lambang.png", ContentFile(content.getvalue()))
    row.save()
    pemda_queries.forget_pemda()
    yield row
    pemda_queries.forget_pemda()


@pytest.fixture
def campaign(pemda):
    return cases.make_campaign()


@pytest.fixture
def text(campaign):
    return cases.make_text(campaign)


@pytest.fixture
def honorer(dinas_a):
    person = make_staff("Ani", dinas_a, category=StaffCategory.HONORER, nip=None, nik_hash="0" * 64)
    person.nik_ciphertext = encrypt(b"3604012609860001", data_key("nik"))
    person.save()
    return person


def printed(facts: dict, folder: Path) -> Path:
    return printed_in_step(facts, folder)[0]


def printed_in_step(facts: dict, folder: Path) -> tuple[Path, int]:
    """The file, and how small it had to be set."""
    layout = rendering.lay_out(sheet_of("pakta", facts))
    path = folder / "pakta.pdf"
    engine.write(layout, path)
    return path, int(layout._html.etree_element.get("class").removeprefix("step-"))


# --- facts


def test_facts_of_a_pns_hold_what_the_form_shows(siti, campaign, text):
    facts, public = cases.facts_of(siti, campaign, text)

    assert facts["title"] == [
        "PAKTA INTEGRITAS", "NETRALITAS PEGAWAI ASN", "PADA PEMILIHAN BUPATI DAN WAKIL BUPATI TAHUN 2026",
    ]  # fmt: skip
    assert [label for label, _ in facts["identity"]] == [
        "Nama", "NIP", "Pangkat/Gol. Ruang", "Jabatan", "Unit Kerja", "Perangkat Daerah",
    ]  # fmt: skip
    assert dict(facts["identity"])["Nama"] == "Siti Aminah, S.Pd."
    assert dict(facts["identity"])["Pangkat/Gol. Ruang"] == "Penata, III/c"
    assert facts["place_and_date"] == "Ciruas, 23 Oktober 2026"
    assert "pukul 07.35 WIB" in facts["note"]
    assert "cara pengenalan: Tautan unit" in facts["note"]
    assert "versi naskah: ASN 1 (3fa9c1d2)" in facts["note"]
    assert "dasar: SE Sekretaris Daerah" in facts["note"]
    assert "BSrE" not in str(facts)
    assert facts["match"] == {"name": "siti aminah", "number": siti.nip}
    assert public["name"] == "S*** A*****"
    assert siti.nip not in str(public)
    assert "Siti" not in str(public)


def test_facts_of_others_leave_out_the_rows_that_do_not_apply(honorer, dinas_a, campaign, text):
    pppk = make_staff("Dewi", dinas_a, category=StaffCategory.PPPK, golongan="IX", position="Guru")
    part_time = make_staff("Eko", dinas_a, category=StaffCategory.PPPK_PW, golongan="", position="")
    non_asn = cases.make_text(campaign, "non_asn")

    rows = dict(cases.facts_of(pppk, campaign, text)[0]["identity"])
    assert rows["Golongan"] == "IX"
    assert "NI PPPK" in rows
    rows = dict(cases.facts_of(part_time, campaign, text)[0]["identity"])
    assert set(rows) == {"Nama", "NI PPPK", "Unit Kerja", "Perangkat Daerah"}
    facts, _ = cases.facts_of(honorer, campaign, non_asn, method=Signature.Method.TYPED, ink=None, typed_name="Ani")
    assert dict(facts["identity"])["NIK"] == "3604••••••••0001"
    assert "3604012609860001" not in str(facts)
    assert "perjanjian kerja" in facts["sanction"]
    assert facts["match"]["number"] == ""
    assert "nama diketik" in facts["note"]


def test_marks_of_the_way_in_stand_on_the_paper(siti, campaign, text):
    facts, _ = cases.facts_of(siti, campaign, text, is_shared_device=True, is_via_operator=True, way_in=WayIn.PASSWORD)

    assert "cara pengenalan: Kata sandi, HP bersama, Melalui operator" in facts["note"]


def test_kop_of_a_sub_unit_comes_from_the_tree_or_from_the_office(sekolah_a, dinas_a, campaign, text):
    teacher = make_staff("Dewi", sekolah_a)
    assert cases.facts_of(teacher, campaign, text)[0]["letterhead"]["lines"] == [
        "DINAS PENDIDIKAN", "SD NEGERI CIRUAS 1",
    ]  # fmt: skip

    cases.school_kop(sekolah_a)
    teacher = Staff.objects.select_related("unit__opd").get(pk=teacher.pk)
    kop = cases.facts_of(teacher, campaign, text)[0]["letterhead"]
    assert len(kop["lines"]) == 3
    assert kop["address"].endswith("Telepon (0254) 123456")


def test_facts_cost_no_query_for_a_unit_below_its_opd(sekolah_a, campaign, text, django_assert_num_queries):
    teacher = make_staff("Dewi", sekolah_a)
    teacher = Staff.objects.select_related("unit__opd").get(pk=teacher.pk)
    cases.facts_of(teacher, campaign, text)

    with django_assert_num_queries(0):
        cases.facts_of(teacher, campaign, text)


@pytest.mark.parametrize(
    ("pattern", "year", "expected"),
    [
        ("IKR/{tahun}/{nomor}", 2026, ["IKR/2026/000001", "IKR/2026/000002"]),
        ("{nomor}/IKR", 2026, ["000001/IKR", "000002/IKR"]),
    ],
)
def test_register_number_follows_the_pattern(pemda, pattern, year, expected):
    pemda.register_pattern = pattern
    pemda.save()
    pemda_queries.forget_pemda()

    with transaction.atomic():
        numbers = [certificates.reserve_number(signed_at=datetime(year, 5, 2, tzinfo=UTC)) for _ in expected]
        other_year = certificates.reserve_number(signed_at=datetime(year, 12, 31, 20, tzinfo=UTC))  # 2027 in WIB

    assert numbers == expected
    assert other_year not in numbers


# --- the page


def test_page_shows_the_facts_and_nothing_is_cut(siti, campaign, text, tmp_path):
    facts, _ = cases.facts_of(siti, campaign, text)
    pdf = printed(facts, tmp_path)

    words = pdf_tools.text(pdf)
    expected = [
        *facts["title"], facts["number"], facts["code"], "netralitas.contohkab.go.id/verifikasi", "Siti Aminah, S.Pd.",
        dict(facts["identity"])["NIP"], "dengan ini menyatakan bahwa saya:", facts["place_and_date"],
        "Yang membuat pernyataan,", "PEMERINTAH KABUPATEN CONTOH", "DINAS PENDIDIKAN",
        "Ditandatangani secara elektronik (tidak tersertifikasi) pada 23 Oktober 2026, pukul 07.35 WIB",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    compact = re.sub(r"\W", "", words)
    for phrase in [*facts["points"], facts["sanction"], *facts["closing"], facts["note"]]:
        assert re.sub(r"\W", "", phrase) in compact
    assert "BSrE" not in words
    assert "materai" not in words.lower()


def test_file_is_archival_whole_and_has_every_font_in_it(siti, campaign, text, tmp_path):
    pdf = printed(cases.facts_of(siti, campaign, text)[0], tmp_path)

    pdf_tools.run("qpdf", "--check", pdf)
    fonts = pdf_tools.fonts(pdf)
    assert fonts
    assert all(is_embedded for _, is_embedded in fonts)
    assert any("Liberation-Serif" in name for name, _ in fonts)
    with pikepdf.open(pdf) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert str(opened.Root.Lang) == "id"
        assert opened.docinfo["/Title"] == "Pakta Integritas Netralitas IKR/2026/000123"
        assert "/AcroForm" not in opened.Root
        assert not opened.attachments
    assert pdf.stat().st_size < 60_000


def test_same_facts_give_the_same_bytes(siti, campaign, text):
    facts, _ = cases.facts_of(siti, campaign, text)

    assert rendering.render("pakta", facts) == rendering.render("pakta", facts)


def test_page_depends_on_the_facts_alone(siti, campaign, text, pemda, tmp_path):
    facts, _ = cases.facts_of(siti, campaign, text)
    before = rendering.render("pakta", facts)
    siti.name, pemda.name = "Lain", "Pemerintah Lain"
    siti.save()
    pemda.emblem.delete()
    pemda.save()
    pemda_queries.forget_pemda()

    assert rendering.render("pakta", facts) == before


EXTREMES = {
    "longest of all": {
        "name": LONG_NAME, "front_title": "Prof. Dr. H. apt. Ir. drg. Ns. Ustz. Pdt. KH. Drs. Bdn. Dra. Hj.",
        "back_title": "S.Pd., S.Sos., S.H., M.Si., M.Pd., M.Kes., Ph.D., FINASIM, CHRM, CIQnR, Sp.KFR, M.Tr.IP.",
        "position": ("Kepala Sub Koordinator Kelompok Substansi Perencanaan dan Pelaporan Kinerja " * 3)[:199],
        "golongan": "IV/e",
    },
    "words without a space": {"name": LONG_WORD, "position": "J" * 200},
    "one letter": {"name": "A", "position": ""},
    "other scripts": {"name": "ꦱꦮꦫꦤ محمد عبد الله Zoë 😀 Ñandú O’Neill", "position": "Guru 👩‍🏫 Ahli"},
}  # fmt: skip


@pytest.mark.parametrize(("who", "paper"), [*((who, "A4") for who in EXTREMES), ("one letter", "F4")])
def test_pakta_is_always_one_legible_page(sekolah_a, dinas_a, campaign, text, tmp_path, who, paper):
    fields = {key: value[: Staff._meta.get_field(key).max_length] for key, value in EXTREMES[who].items()}
    cases.school_kop(sekolah_a)
    sekolah_a.name = dinas_a.name = ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak " * 4)[:160]
    dinas_a.save()
    sekolah_a.save()
    person = make_staff(fields.pop("name"), sekolah_a, **fields)
    facts, _ = cases.facts_of(person, campaign, text, is_shared_device=True, is_via_operator=True)
    facts["paper"] = paper

    pdf, step = printed_in_step(facts, tmp_path)

    assert step <= papers.LAST_LEGIBLE_STEP["pakta"]
    assert pdf_tools.page_count(pdf) == 1
    assert pdf_tools.page_size(pdf) == {"A4": (210, 297), "F4": (215, 330)}[paper]
    assert facts["code"] in pdf_tools.text(pdf)
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(pdf))


def test_every_letter_of_other_scripts_has_a_glyph(dinas_a, campaign, text, tmp_path, caplog):
    person = make_staff(**EXTREMES["other scripts"], unit=dinas_a)
    facts, _ = cases.facts_of(person, campaign, text)

    with caplog.at_level("WARNING", logger="weasyprint"):
        printed(facts, tmp_path)
    assert [record for record in caplog.records if "notdef" in record.getMessage()] == []

    facts["signer"]["name"] = "\u0378"  # no font has it: the check can fail
    with caplog.at_level("WARNING", logger="weasyprint"):
        printed(facts, tmp_path)
    assert [record for record in caplog.records if "notdef" in record.getMessage()]


def test_bidi_and_control_letters_never_reach_the_paper(dinas_a, campaign, text):
    person = make_staff("Siti\u202e hanimA\u200b", dinas_a, position="Guru\u2066")
    facts, _ = cases.facts_of(person, campaign, text)

    assert dict(facts["identity"])["Nama"] == "Siti hanimA"
    assert facts["signer"]["name"] == "Siti hanimA"


def test_long_points_are_set_smaller_and_still_one_page(siti, campaign, tmp_path):
    point = "Menjaga dan menegakkan prinsip netralitas dalam melaksanakan fungsi pelayanan publik sebelum dan sesudah. "
    text = cases.make_text(campaign, points=[{"kami": point * 5, "saya": point * 5}] * 6)

    pdf, step = printed_in_step(cases.facts_of(siti, campaign, text)[0], tmp_path)

    assert 0 < step <= papers.LAST_LEGIBLE_STEP["pakta"]
    assert pdf_tools.page_count(pdf) == 1


def test_no_ink_or_word_reaches_the_foot_or_the_edge(sekolah_a, campaign, text, tmp_path):
    """Between body and foot, and around the page, the paper is white: nothing overlaps, nothing is cut off."""
    fields = {key: value[: Staff._meta.get_field(key).max_length] for key, value in EXTREMES["longest of all"].items()}
    person = make_staff(fields.pop("name"), sekolah_a, **fields)
    page = pdf_tools.picture(printed(cases.facts_of(person, campaign, text)[0], tmp_path), dpi=72)

    width, height = page.size
    margin = round(72 * 12 / 25.4)
    for box in ((0, 0, width, 20), (0, 0, margin, height), (width - margin, 0, width, height)):
        assert page.crop(box).getextrema()[0] > 250
    gap = page.crop((0, height - round(72 * 41 / 25.4), width, height - round(72 * 38 / 25.4)))
    assert gap.getextrema()[0] > 250


def test_qr_is_read_from_a_grey_scan_and_leads_to_the_code(siti, campaign, text, tmp_path):
    facts, _ = cases.facts_of(siti, campaign, text)
    page = pdf_tools.picture(printed(facts, tmp_path), dpi=150)
    damaged = page.copy()
    box = (round(150 * 30 / 25.4), round(150 * 268 / 25.4))
    ImageDraw.Draw(damaged).rectangle((*box, box[0] + 14, box[1] + 14), fill=150)

    for scan in (page, page.rotate(2, fillcolor=255), page.point(lambda grey: 90 + grey * 120 // 255), damaged):
        assert pdf_tools.qr_contents(scan, tmp_path) == [f"http://testserver/v/{cases.CODE}"]


def test_qr_is_at_least_two_centimetres_and_its_content_short(siti, campaign, text, tmp_path):
    with override_settings(BASE_URL="https://netralitas.kab.go.id"):
        facts, _ = cases.facts_of(siti, campaign, text)
    assert len(facts["qr"]) <= 60
    page = pdf_tools.picture(printed(facts, tmp_path), dpi=150)
    foot = page.crop((0, round(150 * 257 / 25.4), round(150 * 53 / 25.4), page.height))
    ink = foot.point(lambda grey: 255 * (grey < 128))
    rows = [y for y in range(ink.height) if ink.crop((0, y, ink.width, y + 1)).getbbox()]

    assert (max(rows) - min(rows)) / 150 * 25.4 >= 20


def test_pictures_of_the_official_stay_off_unless_given(siti, campaign, text, tmp_path):
    facts, _ = cases.facts_of(siti, campaign, text)
    assert "Mengetahui" not in pdf_tools.text(printed(facts, tmp_path))

    facts["acknowledged_by"] = {
        "title": "Plt. Kepala Dinas Pendidikan", "name": "Drs. Hasan Basri, M.Si.", "rank": "Pembina Tingkat I, IV/b",
        "number": "NIP 19700101 199503 1 001",
    }  # fmt: skip
    pdf = printed(facts, tmp_path)
    assert pdf_tools.page_count(pdf) == 1
    assert "Plt. Kepala Dinas Pendidikan" in pdf_tools.text(pdf)


def test_every_code_fits_the_address(siti, campaign, text):
    facts, _ = cases.facts_of(siti, campaign, text)

    assert facts["qr"].endswith(f"/v/{cases.CODE}")
    assert codes.clean(facts["code"]) == cases.CODE


def test_tools_are_at_hand():
    assert all(shutil.which(tool) for tool in ("qpdf", "pdftotext", "pdffonts", "pdfinfo", "pdftoppm", "zbarimg"))
