"""A list of signers without a database."""

from typing import Any

from netralitas.documents import ink, listing, qr
from tests.documents import people
from tests.pledges.paper_cases import wave

COLUMNS = (
    ("No", "c-no"), ("Nama / NIP", "c-name"), ("Pangkat/ Gol.", "c-rank"), ("Jabatan", "c-post"),
    ("Status pegawai", "c-kind"), ("Waktu", "c-time"), ("Cara", "c-way"), ("No. Register", "c-number"),
)  # fmt: skip


def entry(number: int, facts: dict[str, Any], picture: bytes) -> listing.Entry:
    """The row of one person."""
    known = dict(facts["identity"])
    cells = (
        (str(number + 1),), (known["Nama"], known["NIP"]), (known["Pangkat/Gol. Ruang"],), (known["Jabatan"],),
        ("PNS",), ("23-10-2026", "07.35 WIB"), ("Tautan unit",), ("IKR/2026/", f"{number:06d}"),
    )  # fmt: skip
    return listing.Entry(cells, picture)


def of(everybody: list[dict[str, Any]]) -> listing.Listing:
    """The list of some persons, all with one signature."""
    picture = ink.draw(wave())
    context = {
        "letterhead": people.facts()["letterhead"], "heading": "DAFTAR PENANDATANGAN IKRAR NETRALITAS",
        "about": ["Perangkat Daerah: Dinas Pendidikan", "keadaan per 23 Oktober 2026, pukul 08.00 WIB"],
        "counts": [f"PNS: {len(everybody)} orang"], "place_and_date": "Ciruas, 23 Oktober 2026",
        "official": {
            "title": "Plt. Kepala Dinas Pendidikan", "name": "Drs. Hasan Basri, M.Si.", "rank": "Pembina, IV/a",
            "number": "NIP 19700101 199503 1 001",
        },
        "source": "Sumber: Portal Netralitas",
    }  # fmt: skip
    entries = [entry(number, facts, picture) for number, facts in enumerate(everybody)]
    pictures = {"qr": qr.png("https://netralitas.contohkab.go.id/verifikasi/")}
    return listing.Listing("Daftar Penandatangan", COLUMNS, entries, context, pictures, has_signatures=True)
