"""Invented persons from the shortest to the longest, for looking at a paper before anybody signs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models.functions import Length

from netralitas.keys import data_key, encrypt
from netralitas.registry.models import Opd, StaffCategory
from pledges.models import Campaign, PledgeText
from pledges.samples import invented_office, invented_person, sample

_LONG_NAME = "RADEN MUHAMMAD SYARIFUDDIN ABDURRAHMAN WAHID HASYIM ASY’ARI BIN ABDUL QADIR JAELANI"
_LONG_TITLES = {"front_title": "Prof. Dr. H. apt. Ir.", "back_title": "S.Pd., S.Sos., S.H., M.Si., M.Pd., Ph.D., CIQnR"}
_LONG_POST = (
    "Kepala Sub Koordinator Kelompok Substansi Perencanaan dan Pelaporan Kinerja pada Bagian Organisasi Sekretariat"
)
_LONG_OFFICE = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
_LONG_ADDRESS = "Jalan Raya Serang–Jakarta Km. 10, Desa Ranjeng, Kecamatan Ciruas 42182, surel sekretariat@contoh.go.id"
_LONG_HEAD = {
    "title": f"Plt. Kepala {_LONG_OFFICE},", "name": "Prof. Dr. Hj. Kepala Contoh Panjang Namanya, S.Pd., M.Si., Ph.D.",
    "rank": "Pembina Utama Madya, IV/d", "number": "NIP 19700101 199503 1 001",
}  # fmt: skip


@dataclass(frozen=True)
class Extreme:
    """One sample: what it shows, the person's fields, the office, how it is signed."""

    label: str
    note: str
    fields: dict[str, Any] = field(default_factory=dict)
    office: Callable[[], Opd] = invented_office
    is_typed: bool = False
    head: dict[str, str] | None = None


def _long_office() -> Opd:
    lines = [_LONG_OFFICE.upper(), "UNIT PELAKSANA TEKNIS DAERAH KOORDINATOR WILAYAH KECAMATAN CIRUAS",
             "SEKOLAH MENENGAH PERTAMA NEGERI 1 SATU ATAP CIRUAS"]  # fmt: skip
    return invented_office(_LONG_OFFICE, letterhead=lines, address=_LONG_ADDRESS, phone="(0254) 123456")


def _short_office() -> Opd:
    return invented_office("RSUD", address="")


def _real_office() -> Opd:
    """The unit with the longest name in the registry, with its own kop; one query."""
    rows = Opd.objects.active().select_related("opd", "parent", "kind").annotate(length=Length("name"))
    return rows.order_by("-length", "pk").first() or invented_office()


EXTREMES: dict[str, Extreme] = {
    "biasa": Extreme("Pegawai biasa", "Yang paling sering tercetak."),
    "terpanjang": Extreme(
        "Semua serba panjang", "Nama, gelar, jabatan, unit, dan kop tiga baris; blok Mengetahui bila dicetak.",
        {"name": _LONG_NAME, **_LONG_TITLES, "position": _LONG_POST, "golongan": "IV/e"}, _long_office,
        head=_LONG_HEAD,
    ),
    "terpendek": Extreme(
        "Semua serba pendek", "Nama satu huruf, tanpa gelar, kop satu baris tanpa alamat.",
        {"name": "A", "back_title": "", "position": "Guru"}, _short_office,
    ),
    "tanpa-pangkat": Extreme(
        "Tanpa pangkat dan jabatan", "Baris yang kosong ditiadakan.", {"golongan": "", "position": ""}
    ),
    "kop-nyata": Extreme("Kop terpanjang di pemda ini", "Unit bernama terpanjang dalam data.", office=_real_office),
    "diketik": Extreme("Nama diketik", "Bagi yang tidak dapat menggambar tanda tangan.", is_typed=True),
    "aksara": Extreme(
        "Huruf yang jarang", "Aksen dan aksara lain; disusun satu per satu, bukan lewat cetak cepat.",
        {"name": "Zoë Nur’aini Ñandú ꦱꦮꦫꦤ محمد"},
    ),
}  # fmt: skip
_CATEGORIES = {
    PledgeText.Audience.NON_ASN: StaffCategory.HONORER, PledgeText.Audience.VILLAGE: StaffCategory.PERANGKAT_DESA,
}  # fmt: skip
_NIK = b"3604010101800001"


def sample_of(extreme: Extreme, text: PledgeText, campaign: Campaign) -> tuple[str, dict[str, Any]]:
    """Kind and facts of one sample with a text, saved or not; at most three queries."""
    fields = dict(extreme.fields)
    if category := _CATEGORIES.get(PledgeText.Audience(text.audience)):
        fields |= {"category": category, "golongan": "", "nip": None}
        fields["nik_ciphertext"] = encrypt(_NIK, data_key("nik"))
    person = invented_person(extreme.office(), **fields)
    return sample(
        text, campaign, person, ink=None if extreme.is_typed else _ink(), typed_name=person.name,
        head=extreme.head if campaign.has_acknowledgement else None,
    )  # fmt: skip


def _ink() -> dict[str, Any]:
    """A signature-like line of an invented hand."""
    loops = [[40, 170], [90, 60], [130, 190], [170, 80], [215, 175], [260, 70], [300, 180], [350, 110], [420, 150],
             [500, 90], [600, 120]]  # fmt: skip
    stroke = [number for step, (x, y) in enumerate(_rounded(loops)) for number in (x, y, 12 * step)]
    flourish = [number for step in range(60) for number in (60 + 9 * step, 205 - step // 6, 1500 + 8 * step)]
    return {"v": 1, "w": 640, "h": 240, "s": [stroke, flourish]}


def _rounded(corners: list[list[int]]) -> list[tuple[int, int]]:
    """The corners cut twice (Chaikin), so that the line runs as a hand does."""
    points: list[tuple[float, float]] = [(x, y) for x, y in corners]
    for _ in range(3):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        points = [*cut, points[-1]]
    return [(round(x), round(y)) for x, y in points]
