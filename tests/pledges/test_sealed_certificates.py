"""Sealed certificates of extreme persons, held against independent readers; the sentence of BSrE."""

import io
import random
from collections.abc import Iterator

import pikepdf
import pytest

from netralitas.access.actors import SYSTEM
from netralitas.documents import shown
from netralitas.documents.actions import files
from netralitas.documents.inspection import reading
from netralitas.documents.models import Document
from netralitas.documents.queries import files as stored
from netralitas.documents.queries import proofs
from netralitas.documents.rendering import render
from netralitas.documents.sealing.bsre import FOOTER
from netralitas.registry.models import Opd, Staff
from tests.cast import make_staff
from tests.documents import seal_cases
from tests.documents.test_forgeries import here
from tests.pledges import paper_cases
from tests.pledges.signed_cases import make_signature

pytestmark = pytest.mark.django_db
NAMES = (
    "Ani", "Dr. H. Muhammad Fathurrahman Al-Banjari Kusumawardhana, S.Sos., S.Kom., M.Si., M.Kom., Ph.D.",
    "Ni Luh Putu D’Angelo–Śrī Wahyuningsih", "ᬓᬢᬸᬢ ꦱꦶꦠꦶ محمد", "I", "Ñandú Çelik Ångström-Østergård",
    "A. A. A. A. A.", "O'Brien \"Kecil\" <b>tebal</b> & Rekan", "Siti   Aminah", "Fi Fl Ffi Wafiq Afflina",
)  # fmt: skip
POSITIONS = (
    "Guru Ahli Muda",
    "Pengadministrasi Perkantoran pada Subbagian Umum, Kepegawaian, Keuangan, dan Aset Daerah",
)


def persons(unit: Opd, count: int) -> Iterator[Staff]:
    """Names from one letter to far too long, with and without what a row may lack."""
    chance = random.Random(4)
    for number in range(count):
        name = NAMES[number % len(NAMES)] + (" " + "Panjang " * chance.randint(0, 9)).rstrip() * (number % 3 == 0)
        yield make_staff(name[:150], unit, position=POSITIONS[number % 2])


def sealed_files(unit: Opd, count: int) -> list[tuple[Document, bytes]]:
    """Signed, rendered, sealed and stored as in the office."""
    campaign = paper_cases.make_campaign()
    text = paper_cases.make_text(campaign)
    for person in persons(unit, count):
        make_signature(person, campaign, text)
    while files.render_due(by=SYSTEM, seconds=60):
        pass
    found = []
    for document in Document.objects.filter(file__isnull=False).select_related("file"):
        with stored.opened(document.file) as file:
            found.append((document, file.read()))
    return found


def examine(document: Document, content: bytes, folder) -> None:
    """G-C1 on one file."""
    assert seal_cases.pyhanko_status(content, folder).bottom_line
    said = seal_cases.pdfsig(content)
    assert "Total document signed" in said
    assert "Certificate is Trusted" in said
    seal_cases.qpdf_check(content)
    fonts = seal_cases.with_file(content, "pdffonts").splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
    text = reading._text(content)
    assert shown.missing_from(text, document.kind, document.facts()) == []


@pytest.fixture(autouse=True)
def our_authority(settings, monkeypatch) -> None:
    settings.SEAL_DIR = seal_cases.folder_of_authority()
    monkeypatch.setattr(proofs.asking, "inspect", here)


def test_sealed_certificates_of_extreme_persons_pass_every_reader(sekolah_a):
    found = sealed_files(sekolah_a, 12)

    assert len(found) == 12
    for document, content in found:
        examine(document, content, seal_cases.folder_of_authority())
        assert proofs.examine(content).kind == proofs.Kind.VALID


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_hundred_sealed_certificates_pass_every_reader(sekolah_a):
    found = sealed_files(sekolah_a, 210)

    assert len(found) == 210
    for document, content in found:
        examine(document, content, seal_cases.folder_of_authority())


def test_another_persons_text_is_missed(sekolah_a):
    """Control: the comparison notices one changed name."""
    (document, content), (other, _) = sealed_files(sekolah_a, 2)

    assert shown.missing_from(reading._text(content), document.kind, other.facts()) != []


def test_footer_of_bsre_stands_only_where_it_is_handed_in(siti):
    campaign = paper_cases.make_campaign()
    facts, _ = paper_cases.facts_of(siti, campaign, paper_cases.make_text(campaign))

    plain, certified = render("pakta", facts), render("pakta", {**facts, "seal_note": FOOTER})

    assert "BSrE" not in reading._text(plain)
    assert "Balai Besar Sertifikasi Elektronik" in " ".join(reading._text(certified).split())
    with pikepdf.open(io.BytesIO(certified)) as pdf:
        assert len(pdf.pages) == 1
