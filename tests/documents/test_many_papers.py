"""Papers of extreme persons, by both ways: whole, archival, every font embedded, saying what the record says."""

import random
import re

import pikepdf
import pytest

from netralitas.documents import rendering
from netralitas.documents.stamper import press
from tests.documents import people
from tests.pledges import pdf_tools

FEW, MANY = 8, 220
_NAMES = (
    "A", "Siti Aminah", "Nur’aini Syafi'i", "R. Tubagus Affandi", "Ó Réné Müller", "AVATAR To. LYT", "ꦱꦮꦫꦤ", "محمد",
    "Raden Muhammad Syarifuddin Abdurrahman Wahid Hasyim Asy’ari bin Abdul Qadir Jaelani", "W" * 60, "Zoë–Anne",
)  # fmt: skip
_TITLES = ("", ", S.Pd.", ", S.Pd., S.Sos., S.H., M.Si., M.Pd., M.Kes., Ph.D., FINASIM, CHRM, CIQnR, Sp.KFR, M.Tr.IP.")
_POSTS = (
    "", "Guru", "Kepala Seksi Pelayanan Umum dan Kepegawaian", "J" * 90, "Analis № 1 & <b>Penyelia</b>",
    "Kepala Sub Koordinator Kelompok Substansi Perencanaan dan Pelaporan Kinerja pada Bagian Organisasi Sekretariat",
)  # fmt: skip
_UNITS = ("SD Negeri 1", "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB")


def extreme(number: int) -> dict:
    """Facts no office would think of, each number its own."""
    chance = random.Random(number)
    unit = chance.choice(_UNITS)
    return people.facts(
        name=chance.choice(_NAMES) + chance.choice(_TITLES), number=number, position=chance.choice(_POSTS), unit=unit,
        rank=chance.choice(("", "III/c", "Pembina Utama Madya, IV/d")), is_typed=chance.random() < 0.2,
        lines=chance.choice(([unit.upper()], ["DINAS PENDIDIKAN", "KOORDINATOR WILAYAH", unit.upper()])),
        address=chance.choice(("", "Jalan Raya Serang–Jakarta Km. 10, Ciruas 42182 Telepon (0254) 123456")),
        paper=chance.choice(("A4", "F4")),
    )  # fmt: skip


def check(facts: dict, folder) -> None:
    path = folder / "pakta.pdf"
    path.write_bytes(rendering.render("pakta", facts))
    pdf_tools.run("qpdf", "--check", path)
    fonts = pdf_tools.fonts(path)
    assert fonts
    assert all(is_embedded for _, is_embedded in fonts)
    with pikepdf.open(path) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert len(opened.pages) == 1
    words = re.sub(r"\W", "", pdf_tools.text(path))
    said = [facts["number"], facts["code"], facts["signer"]["number"], facts["note"], *facts["points"]]
    latin = [value for _, value in facts["identity"] if value.isascii()]
    assert [text for text in (*said, *latin) if re.sub(r"\W", "", text) not in words] == []


def test_extreme_persons_have_whole_papers(tmp_path):
    for number in range(FEW):
        check(extreme(number), tmp_path)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_hundreds_of_extreme_persons_have_whole_papers(tmp_path):
    press.forget()
    for number in range(MANY):
        check(extreme(number), tmp_path)

    assert press.counted["stamped"] > MANY / 4
    assert press.counted["plain"] > MANY / 10
