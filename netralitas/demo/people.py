"""Invented people for the invented tree: names that cannot be taken for real ones, numbers that fit together."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from netralitas.demo.tree import UnitSpec

_WOMEN = ("Siti", "Dewi", "Sri", "Ratna", "Nur", "Yuni", "Lestari", "Wulan", "Endah", "Rina", "Fitri", "Ayu", "Maya",
          "Lilis", "Neneng", "Euis", "Tati", "Yayah", "Halimah", "Aisyah")  # fmt: skip
_MEN = ("Budi", "Agus", "Asep", "Dedi", "Ujang", "Rudi", "Hendra", "Iwan", "Joko", "Slamet", "Eko", "Fajar", "Gilang",
        "Usman", "Ma'ruf", "Yusuf", "Rahmat", "Tatang", "Wawan", "Yanto")  # fmt: skip
_MIDDLE = ("", "", "Nur", "Dwi", "Tri", "Eka", "Adi", "Putra", "Puspa", "Cahya", "Surya", "Kencana")
_FICTITIOUS = ("Contohwati", "Contohadi", "Peraga", "Peragawan", "Misalnya", "Umpama", "Andaikan", "Teladan", "Rekaan",
               "Contohsari", "Permisalan", "Peragasari", "Umpamawati", "Misalatun", "Andaiwati",
               "Fiktifanto")  # fmt: skip
_TITLES = (
    "S.Pd.",
    "S.E.",
    "S.Sos.",
    "S.Kep.",
    "S.KM.",
    "A.Md.",
    "S.T.",
    "S.H.",
    "S.Kom.",
    "S.Pd., M.Pd.",
    "S.Sos., M.Si.",
)


@dataclass(frozen=True)
class Person:
    """One invented employee, as BKPSDM's export would hold them."""

    nip: str  # 18 digits, or "" for non-ASN
    nik: str  # 16 digits, non-ASN only
    name: str
    front_title: str
    back_title: str
    sex: str
    birth_date: date
    category: str
    golongan: str
    golongan_on: date | None
    eselon: str
    position: str
    position_kind: str
    service_months: int
    education: str
    phone: str
    unit: UnitSpec
    is_head: bool = False


def staff_of(units: list[UnitSpec], count: int, seed: int = 2026) -> list[Person]:
    """At least `count` persons over the units by weight, each with a head; the same seed gives the same people."""
    chance = random.Random(seed)  # noqa: S311  invented data, no secret
    total = sum(unit.weight for unit in units)
    numbers = _numbers(chance)
    people = []
    for unit in units:
        size = max(2, round(count * unit.weight / total))
        people.append(_head(unit, chance, numbers))
        people += [_member(unit, chance, numbers, place) for place in range(size - 1)]
    schools = [unit for unit in units if unit.kind == "SEKOLAH"] or units
    while len(people) < count:  # what rounding left over
        people.append(_member(chance.choice(schools), chance, numbers, 9))
    return people


def _numbers(chance: random.Random) -> Iterator[tuple[date, str, int]]:
    """Birth date, sex and sequence, never the same twice."""
    seen: set[tuple[date, str, int]] = set()
    while True:
        born = date(1967, 1, 1) + timedelta(days=chance.randrange(0, 33 * 365))
        triple = (born, chance.choice("LP"), chance.randrange(1, 999))
        if triple not in seen:
            seen.add(triple)
            yield triple


def invented_name(chance: random.Random, sex: str) -> str:
    """A name that cannot be taken for a real one."""
    words = (chance.choice(_WOMEN if sex == "P" else _MEN), chance.choice(_MIDDLE), chance.choice(_FICTITIOUS))
    return " ".join(word for word in words if word)


def _head(unit: UnitSpec, chance: random.Random, numbers: Iterator) -> Person:
    born, sex, serial = next(numbers)
    born = born.replace(year=min(born.year, 1980))
    eselon, golongan, post = _HEADS.get(unit.kind, ("", "IV/a", "Kepala"))
    appointed = date(max(born.year + 24, 1993), 3, 1)
    return Person(
        nip=_nip(born, appointed, sex, serial), nik="", name=invented_name(chance, sex),
        front_title=chance.choice(("", "", "Drs.", "Dr.", "H.")) if sex == "L" else chance.choice(("", "Dra.", "Hj.")),
        back_title=chance.choice(("M.Si.", "S.E., M.M.", "S.Sos., M.Si.", "S.Pd., M.Pd.", "M.AP.")), sex=sex,
        birth_date=born, category="PNS", golongan=golongan, golongan_on=date(2021, 4, 1), eselon=eselon,
        position=_post(post, unit), position_kind="Struktural" if eselon else "Fungsional Tertentu",
        service_months=(2026 - appointed.year) * 12, education="S-2", phone=_phone(chance), unit=unit, is_head=True,
    )  # fmt: skip


_HEADS = {
    "SETDA": ("II.a", "IV/d", "Sekretaris Daerah"), "BAGIAN": ("III.a", "IV/a", "Kepala {}"),
    "SETWAN": ("II.b", "IV/c", "Sekretaris DPRD"), "ITDA": ("II.b", "IV/c", "Inspektur"),
    "DINAS": ("II.b", "IV/c", "Kepala {}"), "BADAN": ("II.b", "IV/c", "Kepala {}"),
    "KESBANGPOL": ("II.b", "IV/c", "Kepala {}"), "SATPOLPP": ("II.b", "IV/b", "Kepala {}"),
    "BPBD": ("II.b", "IV/b", "Kepala Pelaksana {}"), "RSUD": ("III.a", "IV/b", "Direktur {}"),
    "KECAMATAN": ("III.a", "IV/a", "Camat {}"), "PUSKESMAS": ("", "III/d", "Kepala {}"), "SEKOLAH": ("",
    "IV/a", "Kepala {}"),
}  # fmt: skip


def _post(pattern: str, unit: UnitSpec) -> str:
    return pattern.format(unit.name.removeprefix("Kecamatan ") if unit.kind == "KECAMATAN" else unit.name)


def _member(unit: UnitSpec, chance: random.Random, numbers: Iterator, place: int) -> Person:
    born, sex, serial = next(numbers)
    category = chance.choices(("PNS", "CPNS", "PPPK", "PPPK_PW", "HONORER", "BLUD"), (46, 3, 22, 24, 2, 3))[0]
    if category == "BLUD" and unit.kind not in {"RSUD", "PUSKESMAS"}:
        category = "PPPK_PW"
    is_asn = category not in {"HONORER", "BLUD"}
    appointed = date(min(2025, max(born.year + 23, 1998)), chance.randrange(1, 13), 1)
    eselon, golongan, position, kind = _job(unit, chance, category, place)
    return Person(
        nip=_number_of(category, born, appointed, sex, serial) if is_asn else "",
        nik="" if is_asn else invented_nik(born, sex, serial), name=invented_name(chance, sex), front_title="",
        back_title=chance.choice(_TITLES) if chance.random() < 0.75 else "", sex=sex, birth_date=born,
        category=category, golongan=golongan, golongan_on=date(2023, chance.choice((4, 10)), 1) if golongan else None,
        eselon=eselon, position=position, position_kind=kind, service_months=max(1, (2026 - appointed.year) * 12),
        education=chance.choice(("S-1", "S-1", "D-III", "SMA", "S-2")), phone=_phone(chance), unit=unit,
    )  # fmt: skip


def _job(unit: UnitSpec, chance: random.Random, category: str, place: int) -> tuple[str, str, str, str]:
    """Eselon, golongan, position and kind of position."""
    if category in {"HONORER", "BLUD"}:
        return (
            "",
            "",
            chance.choice(("Tenaga Kebersihan", "Tenaga Administrasi", "Petugas Keamanan")),
            "Fungsional Umum",
        )
    if category == "PPPK_PW":
        return "", "", chance.choice(("Operator Layanan Operasional", "Penata Layanan Operasional")), "Fungsional Umum"
    golongan = "IX" if category == "PPPK" else chance.choice(("II/d", "III/a", "III/b", "III/c", "III/d"))
    level = chance.choice(("Ahli Pertama", "Ahli Muda", "Ahli Madya" if category == "PNS" else "Ahli Pertama"))
    if unit.kind == "SEKOLAH":
        return "", golongan, f"Guru {level}", "Fungsional Tertentu"
    if unit.kind in {"RSUD", "PUSKESMAS"}:
        return (
            "",
            golongan,
            chance.choice((f"Perawat {level}", f"Bidan {level}", "Perawat Terampil")),
            "Fungsional Tertentu",
        )
    if category == "PNS" and place == 0 and unit.kind not in {"BAGIAN"}:
        return "III.a", "IV/a", f"Sekretaris {unit.name}", "Struktural"
    if category == "PNS" and place in {1, 2, 3}:
        return "III.b", "III/d", f"Kepala Bidang {('Program', 'Layanan', 'Pengawasan')[place - 1]}", "Struktural"
    if category == "PNS" and place in {4, 5}:
        return "IV.a", "III/c", f"Kepala Subbagian {('Umum dan Kepegawaian', 'Keuangan')[place - 4]}", "Struktural"
    return "", golongan, chance.choice(("Analis Kebijakan Ahli Muda", "Pengadministrasi Umum",
    "Pranata Komputer Terampil",
                                        "Pengelola Data")), "Fungsional Umum"  # fmt: skip


def _number_of(category: str, born: date, appointed: date, sex: str, serial: int) -> str:
    if category in {"PNS", "CPNS"}:
        return _nip(born, appointed, sex, serial)
    code, year = ("24", 2025) if category == "PPPK_PW" else ("21", 2022)
    return f"{born:%Y%m%d}{year}{code}{1 if sex == 'L' else 2}{serial:03d}"


def _nip(born: date, appointed: date, sex: str, serial: int) -> str:
    return f"{born:%Y%m%d}{appointed:%Y%m}{1 if sex == 'L' else 2}{serial:03d}"


def invented_nik(born: date, sex: str, serial: int) -> str:
    """A NIK of a region that does not exist (99.01.01)."""
    return f"990101{born.day + (40 if sex == 'P' else 0):02d}{born:%m%y}{serial:04d}"


def _phone(chance: random.Random) -> str:
    return f"0800{chance.randrange(10_000_000, 99_999_999)}"  # 0800 is no mobile prefix
