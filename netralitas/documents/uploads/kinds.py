"""Telling files apart by their first bytes; the name has to agree, and what no rule knows is refused."""

import re
from collections.abc import Collection
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from netralitas.errors import DomainError

MAX_MEGABYTES = 10  # the request as a whole may be 12
_MEGABYTE = 1024 * 1024
_HEAD_BYTES = 64
_LONGEST_NAME = 120
# signs nobody sees, among them those that turn text round
UNSEEN = r"\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
_UNSAFE = re.compile(rf'[\x00-\x1f{UNSEEN}/\\:*?"<>|]')


class Kind(StrEnum):
    """What a file is; only pictures, PDF, text and mail have a copy that can be looked at."""

    label: str
    extensions: tuple[str, ...]

    def __new__(cls, value: str, label: str, *extensions: str) -> "Kind":
        """A value with its Indonesian label and the endings its name may have."""
        member = str.__new__(cls, value)
        member._value_, member.label, member.extensions = value, label, extensions
        return member

    PICTURE = "picture", "Foto atau tangkapan layar", ".jpg", ".jpeg", ".png", ".webp"
    PDF = "pdf", "PDF", ".pdf"
    VIDEO = "video", "Video", ".mp4", ".3gp", ".mov", ".webm"
    AUDIO = "audio", "Rekaman suara", ".mp3", ".m4a", ".ogg", ".opus", ".wav", ".amr", ".aac"
    TEXT = "text", "Teks", ".txt"
    MAIL = "mail", "Surel", ".eml"


SCANS = (Kind.PICTURE, Kind.PDF)
DRAWN = frozenset({Kind.PICTURE, Kind.PDF, Kind.TEXT, Kind.MAIL})
_WORDS = frozenset({Kind.TEXT, Kind.MAIL})
_APPLE_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")
_REFUSALS = {
    "kosong": "Berkas kosong. Pilih berkas lain.",
    "ukuran": f"Berkas lebih besar dari {MAX_MEGABYTES} MB. Perkecil atau potong berkasnya.",
    "heic": "Foto HEIC tidak dibaca. Simpan sebagai JPEG di HP, lalu unggah kembali.",
    "arsip": "Berkas ini arsip atau dokumen Office. Keluarkan isinya atau simpan sebagai PDF, lalu unggah.",
    "jenis": "Jenis berkas ini tidak diterima.",
    "nama": "Isi berkas tidak sesuai dengan akhiran namanya. Simpan ulang dari aplikasi asalnya, lalu unggah kembali.",
}


def extensions(kinds: Collection[Kind]) -> tuple[str, ...]:
    """The endings of these kinds."""
    return tuple(ending for kind in kinds for ending in kind.extensions)


def recognise(file: BinaryIO, name: str, kinds: Collection[Kind] = SCANS) -> Kind:
    """What the file is by its content, agreeing with its name; raises DomainError for anything not among `kinds`."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if not head:
        raise _refused("kosong")
    if size > MAX_MEGABYTES * _MEGABYTE:
        raise _refused("ukuran")
    ending = PurePath(name).suffix.lower()
    found = _by_content(head, ending)
    if found is None and (words := _by_ending(ending)) in _WORDS and b"\x00" not in head:
        found = words
    if found not in kinds:
        raise _refused("arsip" if head.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc")) else "jenis")
    if ending not in found.extensions:
        raise _refused("nama")
    return found


def shown_name(name: str) -> str:
    """A file name that may be shown and handed out again: no path, no control or direction signs, not too long."""
    plain = _UNSAFE.sub("_", PurePath(name.replace("\\", "/")).name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:_LONGEST_NAME] if stem else plain[:_LONGEST_NAME]


def _by_content(head: bytes, ending: str) -> Kind | None:
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP"):
        return Kind.PICTURE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return Kind.PDF
    if head[4:8] == b"ftyp":
        if head[8:12] in _APPLE_PICTURES:
            raise _refused("heic")
        return Kind.AUDIO if ending == ".m4a" or head[8:11] == b"M4A" else Kind.VIDEO
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Kind.VIDEO
    is_sound = head.startswith((b"OggS", b"ID3", b"#!AMR")) or (head[:4], head[8:12]) == (b"RIFF", b"WAVE")
    is_frame = head[0] == 0xFF and head[1:2] >= b"\xe0" and ending in {".mp3", ".aac"}
    return Kind.AUDIO if is_sound or is_frame else None


def _by_ending(ending: str) -> Kind | None:
    return next((kind for kind in Kind if ending in kind.extensions), None)


def _refused(code: str) -> DomainError:
    return DomainError(f"{_REFUSALS[code]} Belum ada yang tersimpan.", code=code)
