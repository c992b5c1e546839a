"""Scans are told apart, redrawn, kept encrypted, and sent as what no browser runs."""

import hashlib
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from netralitas.documents.uploads import answers, asking, keeping
from netralitas.documents.uploads.asking import Copy
from netralitas.documents.uploads.kinds import Kind, recognise, shown_name
from netralitas.errors import DomainError
from tests.documents.uploads.samples import picture, scan_jpeg, scan_pdf

pytestmark = pytest.mark.sqlite_only  # no database is asked


def uploaded(content: bytes, name: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def on_disk() -> set[str]:
    folder = settings.PRIVATE_DIR / "uploads"
    return {path.name for path in folder.glob("*")}


# --- what is kept


@pytest.mark.parametrize(
    ("content", "name", "kind", "media"),
    [(scan_pdf(2), "SK.PDF", "pdf", "application/pdf"), (scan_jpeg(), "foto.jpeg", "picture", "image/jpeg"),
     (picture("WEBP"), "foto.jpg", "picture", "image/jpeg")],
)  # fmt: skip
def test_scan_is_kept_twice_original_and_copy(content, name, kind, media):
    scan = keeping.keep_scan(uploaded(content, name))

    assert (scan.kind, scan.sha256) == (kind, hashlib.sha256(content).hexdigest())
    assert scan.pages == (2 if kind == "pdf" else 1)
    assert keeping.read_original(scan.name) == content
    copy, told = keeping.read_copy(scan.name)
    assert told == media
    assert copy != content


def test_both_files_lie_encrypted():
    scan = keeping.keep_scan(uploaded(scan_pdf()))

    for path in settings.PRIVATE_DIR.glob(f"{scan.name}.*"):
        assert b"PDF" not in path.read_bytes()


def test_refused_action_leaves_no_file():
    before = on_disk()

    with pytest.raises(DomainError, match="begitu"), keeping.kept_scan(uploaded(scan_pdf())):
        raise DomainError("begitu")

    assert on_disk() == before


def test_form_without_a_file_has_an_empty_scan():
    with keeping.kept_scan(None) as scan:
        assert scan == keeping.Scan()


def test_scan_that_cannot_be_redrawn_is_refused_with_a_way_out():
    before = on_disk()

    with pytest.raises(DomainError, match=r"tidak dapat dibaca dengan aman.*Pindai ulang"):
        keeping.keep_scan(uploaded(b"%PDF-1.4\nbukan apa-apa\n%%EOF"))

    assert on_disk() == before


def test_lost_file_is_said_to_be_lost():
    with pytest.raises(DomainError, match="tidak ditemukan lagi"):
        keeping.read_copy("uploads/tidakada")


# --- what a copy is


def test_copy_of_a_picture_says_nothing_but_pixels():
    marked = Image.Exif()
    marked[0x010F], marked[0x8825] = "KameraRahasia", {1: "S", 2: (6.0, 7.0, 8.0)}
    content = picture("JPEG", exif=marked, comment=b"CatatanRahasia", icc_profile=b"ProfilRahasia" * 20)

    copy = asking.redraw(content, Kind.PICTURE)

    assert b"Rahasia" in content
    assert b"Rahasia" not in copy.content
    assert b"Exif" not in copy.content
    assert not Image.open(io.BytesIO(copy.content)).getexif()


def test_picture_held_sideways_stands_upright():
    marked = Image.Exif()
    marked[0x0112] = 6

    copy = asking.redraw(picture("JPEG", (80, 40), exif=marked), Kind.PICTURE)

    assert Image.open(io.BytesIO(copy.content)).size == (40, 80)


@pytest.mark.parametrize(("mode", "form"), [("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("LA", "PNG"),
                                            ("L", "JPEG"), ("CMYK", "JPEG"), ("RGB", "WEBP")])  # fmt: skip
def test_every_kind_of_pixel_becomes_a_plain_jpeg(mode, form):
    copy = asking.redraw(picture(form, mode=mode), Kind.PICTURE)

    drawn = Image.open(io.BytesIO(copy.content))
    assert (drawn.format, drawn.size) == ("JPEG", (60, 90))
    assert drawn.mode in {"L", "RGB"}


def test_what_can_be_seen_through_stands_on_white():
    output = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(output, "PNG")

    copy = asking.redraw(output.getvalue(), Kind.PICTURE)

    assert Image.open(io.BytesIO(copy.content)).getpixel((9, 9))[0] > 250


def test_colours_and_places_survive_the_bands():
    large = Image.new("RGB", (5000, 2600), (255, 255, 255))
    large.paste((200, 0, 0), (0, 0, 2500, 1300))
    large.paste((0, 0, 200), (2500, 1300, 5000, 2600))
    output = io.BytesIO()
    large.save(output, "PNG")

    drawn = Image.open(io.BytesIO(asking.redraw(output.getvalue(), Kind.PICTURE).content))

    wide, high = drawn.size
    assert (wide, high) == (2400, 1248)
    assert drawn.getpixel((wide // 4, high // 4))[0] > 190 > 20 > drawn.getpixel((wide // 4, high // 4))[2]
    assert drawn.getpixel((3 * wide // 4, 3 * high // 4))[2] > 190
    assert min(drawn.getpixel((3 * wide // 4, high // 4))) > 245


def test_text_keeps_its_words_and_loses_what_turns_them_round():
    copy = asking.redraw("Halo\u202e gpj.exe\r\nbaris dua\x07".encode(), Kind.TEXT)

    assert copy.content.decode() == "Halo gpj.exe\nbaris dua"


def test_mail_is_read_without_its_page():
    head = b"From: Ani <ani@contoh.go.id>\r\nSubject: =?utf-8?q?Ajakan?=\r\nMIME-Version: 1.0\r\n"
    mail = head + b"Content-Type: text/html\r\n\r\n<p>Mari</p><script>alert(1)</script><p>hadir</p>"

    text = asking.redraw(mail, Kind.MAIL).content.decode()

    assert "Dari: Ani <ani@contoh.go.id>" in text
    assert "Perihal: Ajakan" in text
    assert "Mari" in text
    assert "alert" not in text


def test_recording_is_kept_but_has_no_copy():
    assert asking.redraw(b"ID3" + bytes(50), Kind.AUDIO) == Copy(problem="jenis")


# --- telling apart


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "kosong"), (b"PK\x03\x04zip", "a.pdf", "Office"), (b"<svg onload=x>", "a.svg", "tidak diterima"),
        (scan_pdf(), "a.jpg", "akhiran namanya"), (b"\x00\x00\x00\x18ftypheic", "a.jpg", "HEIC"),
        (b"halo", "a.txt", "tidak diterima"), (b"\xff\xd8\xff" + bytes(11 << 20), "a.jpg", "10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_scan_is_refused_with_its_reason(content, name, words):
    with pytest.raises(DomainError, match=words):
        recognise(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "passwd"), ("C:\\Users\\a\\foto.jpg", "foto.jpg"), ("foto\u202egpj.exe", "foto_gpj.exe"),
     ("a\x00b.pdf", "a_b.pdf"), ("...", ""), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
     ("Surat Tugas.pdf", "Surat Tugas.pdf")],
)  # fmt: skip
def test_name_is_shown_without_tricks(name, shown):
    assert shown_name(name) == shown


# --- sending


def test_answers_are_attachments_that_nothing_runs():
    scan = keeping.keep_scan(uploaded(scan_jpeg(), "foto.jpg"))

    copy, original = answers.copy(scan.name, "bukti"), answers.original(scan.name, 'a"b.html')

    assert copy["Content-Type"] == "image/jpeg"
    assert original["Content-Type"] == "application/octet-stream"
    for answer in (copy, original):
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
