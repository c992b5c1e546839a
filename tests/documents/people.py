"""Facts of a Pakta Integritas without a database: ordinary persons, and odd ones."""

import io
import tomllib
from pathlib import Path
from typing import Any

from PIL import Image

from netralitas.documents import codes
from pledges import catalogues
from tests.pledges.paper_cases import CODE, wave

SIGNED_AT = 1792715712  # 2026-10-23T00:35:12Z
_WORDING = tomllib.loads((Path(catalogues.__path__[0]) / "texts.toml").read_text())["asn"]


def _filled(text: str) -> str:
    values = {"{nama_pemilihan}": "Pemilihan Bupati dan Wakil Bupati", "{tahun}": "2026"}
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def facts(
    *, name: str = "Siti Aminah, S.Pd.", nip: str = "19860926 201505 2 001", number: int = 123,
    position: str = "Guru Ahli Muda", unit: str = "SD Negeri Ciruas 1", rank: str = "Penata, III/c",
    lines: list[str] | None = None, address: str = "Jalan Raya Serang–Jakarta Km. 10, Ciruas 42182",
    clock: str = "07.35", code: str = CODE, is_typed: bool = False, ink: dict[str, Any] | None = None, **changes: Any,
) -> dict[str, Any]:  # fmt: skip
    """As `pledges.certificates.pakta_facts` freezes them."""
    rows = [
        ["Nama", name], ["NIP", nip], ["Pangkat/Gol. Ruang", rank], ["Jabatan", position], ["Unit Kerja", unit],
        ["Perangkat Daerah", "Dinas Pendidikan dan Kebudayaan"],
    ]  # fmt: skip
    return {
        "v": 1, "paper": "A4",
        "title": ["PAKTA INTEGRITAS", "NETRALITAS PEGAWAI ASN", "PADA PEMILIHAN BUPATI DAN WAKIL BUPATI TAHUN 2026"],
        "number": f"IKR/2026/{number:06d}", "code": codes.pretty(code), "address": "netralitas.contohkab.go.id",
        "qr": f"https://netralitas.contohkab.go.id/v/{code}",
        "letterhead": {
            "pemda": "PEMERINTAH KABUPATEN CONTOH", "address": address, "emblem": "",
            "lines": ["DINAS PENDIDIKAN DAN KEBUDAYAAN", unit.upper()] if lines is None else lines,
        },
        "identity": [row for row in rows if row[1]],
        "preamble": "", "statement": _filled(_WORDING["preamble_saya"]),
        "points": [_filled(point.get("saya", point["kami"])) for point in _WORDING["points"]],
        "sanction": _filled(_WORDING["sanction_clause"]), "closing": [_filled(_WORDING["closing_saya"])],
        "place_and_date": "Ciruas, 23 Oktober 2026", "signer": {"name": name, "number": f"NIP {nip}" if nip else ""},
        "ink": None if is_typed else ink or wave(), "typed_name": name if is_typed else "",
        "note": (
            f"Ditandatangani secara elektronik (tidak tersertifikasi) pada 23 Oktober 2026, pukul {clock} WIB; "
            "cara pengenalan: Tautan unit; versi naskah: ASN 1 (3fa9c1d2); "
            "dasar: SE Sekretaris Daerah Nomor 800/3109-BKPSDM/2026."
        ),
        "acknowledged_by": None, "issued_at": SIGNED_AT, "match": {"name": name.casefold(), "number": nip}, **changes,
    }  # fmt: skip


def transparent_picture() -> bytes:
    """A PNG with an alpha channel."""
    content = io.BytesIO()
    Image.new("LA", (20, 20)).save(content, "PNG")
    return content.getvalue()


_LONG_POST = "Analis Sumber Daya Manusia Aparatur Ahli Muda pada Bagian Organisasi dan Tata Laksana Sekretariat Daerah"
ORDINARY = {
    "teacher": facts,
    "two lines of position": lambda: facts(position=_LONG_POST),
    "no rank, no position": lambda: facts(rank="", position=""),
    "typed name": lambda: facts(name="Tubagus Arifin Yahya, S.H.", is_typed=True),
    "long school": lambda: facts(
        lines=["DINAS PENDIDIKAN", "KOORDINATOR WILAYAH KECAMATAN", "SMP NEGERI 1 SATU ATAP"],
        address="Jalan Raya Serang–Jakarta Km. 10, Desa Ranjeng, Ciruas 42182, surel sdn.ciruas1@contoh.go.id",
    ),
    "with the official's block": lambda: facts(acknowledged_by={
        "title": "Plt. Kepala Dinas Pendidikan", "name": "Drs. Hasan Basri, M.Si.",
        "rank": "Pembina Tingkat I, IV/b", "number": "NIP 19700101 199503 1 001",
    }),
    "F4": lambda: facts(paper="F4"),
    "one letter": lambda: facts(name="A", rank="", position="", address=""),
    "a dot for a signature": lambda: facts(ink={"v": 1, "w": 640, "h": 240, "s": [[300, 100, 0, 302, 101, 9]]}),
}  # fmt: skip
ODD = {
    "other scripts": lambda: facts(name="ꦱꦮꦫꦤ محمد Zoë"),
    "a letter outside the repertoire": lambda: facts(position="Guru № 1"),
    "a word wider than its line": lambda: facts(name="W" * 120),
    "two spaces": lambda: facts(name="Siti  Aminah"),
}
