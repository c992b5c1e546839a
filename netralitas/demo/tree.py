"""The invented tree: Perangkat Daerah, 29 kecamatan, puskesmas, schools; each with its share of the staff."""

from dataclasses import dataclass, field

KECAMATAN_NAMES = (
    "Contohsari", "Mekarcontoh", "Sukaperaga", "Tanjungmisal", "Cimisal", "Ranca Umpama", "Kampung Andai",
    "Teladan Jaya",
    "Pulo Teladan", "Karangrekaan", "Sindangmisal", "Cipermisalan", "Padaumpama", "Gunung Contoh", "Lebak Peraga",
    "Pasir Andai", "Citeladan", "Bojongrekaan", "Kedungmisal", "Tegalumpama", "Sumberperaga", "Wanacontoh",
    "Banjarmisal",
    "Muara Teladan", "Talagaandai", "Sukamisal", "Cikupaperaga", "Margaumpama", "Jatirekaan",
)  # fmt: skip
_DINAS = (
    ("Dinas Pendidikan dan Kebudayaan", "DINDIKBUD"), ("Dinas Kesehatan", "DINKES"),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"), ("Dinas Perumahan dan Kawasan Permukiman", "DPKP"),
    ("Dinas Sosial", "DINSOS"), ("Dinas Tenaga Kerja dan Transmigrasi", "DISNAKERTRANS"),
    ("Dinas Kependudukan dan Pencatatan Sipil", "DISDUKCAPIL"), ("Dinas Pemberdayaan Masyarakat dan Desa", "DPMD"),
    ("Dinas Perhubungan", "DISHUB"), ("Dinas Komunikasi, Informatika, Persandian dan Statistik", "DISKOMINFOSATIK"),
    ("Dinas Koperasi, Usaha Kecil dan Menengah", "DISKOPUKM"), ("Dinas Penanaman Modal dan PTSP", "DPMPTSP"),
    ("Dinas Kepemudaan, Olahraga dan Pariwisata", "DISPORAPAR"), ("Dinas Perpustakaan dan Arsip", "DPAD"),
    ("Dinas Perikanan", "DISKAN"), ("Dinas Pertanian dan Ketahanan Pangan", "DISTAN"),
    ("Dinas Lingkungan Hidup", "DLH"),
    ("Dinas Pengendalian Penduduk, KB, Pemberdayaan Perempuan dan Perlindungan Anak", "DKBP3A"),
    ("Dinas Perindustrian dan Perdagangan", "DISPERINDAG"),
)  # fmt: skip
_BADAN = (
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM"),
    ("Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah", "BAPPERIDA"),
    ("Badan Pengelolaan Keuangan dan Aset Daerah", "BPKAD"), ("Badan Pendapatan Daerah", "BAPENDA"),
)  # fmt: skip
_BAGIAN = ("Umum", "Hukum", "Organisasi", "Pemerintahan", "Kesejahteraan Rakyat", "Perekonomian",
"Administrasi Pembangunan",
           "Pengadaan Barang dan Jasa", "Protokol dan Komunikasi Pimpinan")  # fmt: skip


@dataclass(frozen=True)
class UnitSpec:
    """One unit: `weight` is its share of the staff; `readiness` (0-1) how many of them have signed."""

    code: str
    name: str
    kind: str
    short_name: str = ""
    parent: str = ""
    kecamatan: int | None = None  # index into KECAMATAN_NAMES
    weight: float = 1.0
    readiness: float = 0.65
    has_recap_row: bool = False
    external_code: str = ""
    letterhead: tuple[str, ...] = field(default=())


def units(schools_per_kecamatan: int = 4) -> list[UnitSpec]:
    """All units, parents first."""
    return [*_offices(), *_dinas_and_badan(), *_health(), *_kecamatan(), *_schools(schools_per_kecamatan)]


def _offices() -> list[UnitSpec]:
    found = [UnitSpec("1.01", "Sekretariat Daerah", "SETDA", "SETDA", weight=6, readiness=0.9, kecamatan=0)]
    for number, name in enumerate(_BAGIAN, start=1):
        found.append(
            UnitSpec(
                f"1.01.{number:02d}", f"Bagian {name}", "BAGIAN", parent="1.01", weight=5, readiness=1.0, kecamatan=0
            )
        )
    return [
        *found,
        UnitSpec("1.02", "Sekretariat DPRD", "SETWAN", "SETWAN", weight=16, readiness=0.7, kecamatan=0),
        UnitSpec("1.03", "Inspektorat Daerah", "ITDA", "ITDA", weight=18, readiness=1.0, kecamatan=0),
    ]


def _dinas_and_badan() -> list[UnitSpec]:
    readiness = (
        0.9,
        0.75,
        0.62,
        0.55,
        0.8,
        1.0,
        0.7,
        0.95,
        0.5,
        1.0,
        0.66,
        0.85,
        0.6,
        0.72,
        0.58,
        0.77,
        0.64,
        0.81,
        0.69,
    )
    found = [
        UnitSpec(f"2.{number:02d}", name, "DINAS", short, weight=17, readiness=ready, kecamatan=number % 3)
        for number, ((name, short), ready) in enumerate(zip(_DINAS, readiness, strict=True), start=1)
    ]
    found.append(
        UnitSpec("2.20", "Satuan Polisi Pamong Praja", "SATPOLPP", "SATPOL PP", weight=25, readiness=0.74, kecamatan=0)
    )
    for number, (name, short) in enumerate(_BADAN, start=1):
        found.append(UnitSpec(f"3.{number:02d}", name, "BADAN", short, weight=16, readiness=0.86, kecamatan=0))
    return [
        *found,
        UnitSpec(
            "3.05",
            "Badan Kesatuan Bangsa dan Politik",
            "KESBANGPOL",
            "BAKESBANGPOL",
            weight=12,
            readiness=1.0,
            kecamatan=0,
        ),
        UnitSpec("3.06", "Badan Penanggulangan Bencana Daerah", "BPBD", "BPBD", weight=12, readiness=0.6, kecamatan=1),
    ]


def _health() -> list[UnitSpec]:
    rsud = UnitSpec("2.02.90", "RSUD Contoh Sehat", "RSUD", "RSUD", parent="2.02", kecamatan=2, weight=90,
    readiness=0.55,
                    has_recap_row=True)  # fmt: skip
    return [rsud] + [
        UnitSpec(
            f"2.02.{number + 1:02d}", f"Puskesmas {name}", "PUSKESMAS", parent="2.02", kecamatan=number, weight=9,
            readiness=0.5 + 0.4 * (number % 5) / 4, external_code=f"P99{number + 1:05d}",
        )
        for number, name in enumerate(KECAMATAN_NAMES)
    ]  # fmt: skip


def _kecamatan() -> list[UnitSpec]:
    return [
        UnitSpec(f"4.{number + 1:02d}", f"Kecamatan {name}", "KECAMATAN", parent="", kecamatan=number, weight=8,
                 readiness=1.0 if number % 7 == 0 else 0.45 + 0.5 * (number % 6) / 5)
        for number, name in enumerate(KECAMATAN_NAMES)
    ]  # fmt: skip


def _schools(per_kecamatan: int) -> list[UnitSpec]:
    found = []
    for number, name in enumerate(KECAMATAN_NAMES):
        kop = ("DINAS PENDIDIKAN DAN KEBUDAYAAN",)
        code = f"2.01.{number + 1:02d}"
        slow = number in {4, 9, 13, 18, 26}  # the five schools behind the Sekda's "why is Pendidikan low?"
        found.append(
            UnitSpec(f"{code}.50", f"SMP Negeri 1 {name}", "SEKOLAH", parent="2.01", kecamatan=number, weight=9,
                     readiness=0.05 if slow else 0.6, external_code=f"9{number + 1:03d}0050",
                     letterhead=(*kop, f"SMP NEGERI 1 {name.upper()}"))
        )  # fmt: skip
        for serial in range(1, per_kecamatan + 1):
            found.append(
                UnitSpec(f"{code}.{serial:02d}", f"SD Negeri {serial} {name}", "SEKOLAH", parent="2.01",
                         kecamatan=number, weight=5, readiness=0.35 + 0.4 * ((number + serial) % 4) / 3,
                         external_code=f"9{number + 1:03d}{serial:04d}",
                         letterhead=(*kop, f"SD NEGERI {serial} {name.upper()}"))
            )  # fmt: skip
    return found
