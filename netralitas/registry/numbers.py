"""The numbers a person is known by: NIP of a PNS, NI PPPK and NIK, each read with a reasoned refusal."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from netralitas.errors import DomainError

MALE, FEMALE = "L", "P"

_NOISE = re.compile(r"[\s\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff.,'’‘`´ʼ\"_/()\-‐‑‒–—]+")
_LABEL = re.compile(r"^\s*(?:NIP|NI\s*PPPK|NIPPPK|NI|NRP|NIK|NO\.?\s*KTP)\b\s*[.:]*\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"^\s*'?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+\s*$")
_DIGITS = re.compile(r"[0-9]+")
_DAMAGED = "{label} rusak oleh Excel. Jadikan kolom {label} Teks, isi ulang, lalu unggah kembali."


class NumberRefused(DomainError):
    """A number that cannot be taken; `code` is kosong, rusak, bukan_angka, panjang or isi."""


@dataclass(frozen=True, slots=True)
class EmployeeNumber:
    """The 18 digits shared by NIP and NI PPPK: birth date, appointment, sex, sequence (facts 5.1, 5.2)."""

    digits: str
    label: ClassVar[str] = "NIP"  # as named on screens and papers

    def __str__(self) -> str:
        return self.digits

    @property
    def birth_date(self) -> date:
        """The birth date written in digits 1–8."""
        return date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:8]))

    @property
    def appointment_year(self) -> int:
        """The year written in digits 9–12: TMT CPNS, or the first appointment of a PPPK."""
        return int(self.digits[8:12])

    @property
    def sex(self) -> str:
        """`L` or `P`, from digit 15."""
        return MALE if self.digits[14] == "1" else FEMALE

    @property
    def display(self) -> str:
        """Grouped as on paper: `YYYYMMDD YYYYMM S NNN`."""
        digits = self.digits
        return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"

    @property
    def masked(self) -> str:
        """Enough to recognise one's own number, not to use it: the first four and the last three digits."""
        return f"{self.digits[:4]}{'•' * 11}{self.digits[15:]}"

    def disagreements(self, *, born_on: date | None = None, sex: str = "") -> list[str]:
        """Sentences where the number and the other columns differ: known SIASN defects, so warnings only."""
        found = []
        if born_on and born_on != self.birth_date:
            found.append(f"Tanggal lahir {born_on:%d-%m-%Y} berbeda dengan 8 angka pertama {self.label}.")
        if sex and sex != self.sex:
            found.append(f"Jenis kelamin {sex} berbeda dengan angka ke-15 {self.label}.")
        return found


@dataclass(frozen=True, slots=True)
class Nip(EmployeeNumber):
    """Nomor Induk Pegawai of a PNS or CPNS; digits 13–14 are a month."""

    @classmethod
    def parse(cls, cell: object) -> "Nip":
        """The NIP in a cell or a form field. Raises `NumberRefused`."""
        return cls(_checked(cell, "NIP"))

    @property
    def tmt_cpns(self) -> date:
        """First day of the month in which the person became CPNS (digits 9–14)."""
        return date(self.appointment_year, int(self.digits[12:14]), 1)


@dataclass(frozen=True, slots=True)
class NiPppk(EmployeeNumber):
    """Nomor Induk PPPK; digits 13–14 are a code whose table is not published, so any is taken (facts 5.2)."""

    label: ClassVar[str] = "NI PPPK"

    @classmethod
    def parse(cls, cell: object) -> "NiPppk":
        """The NI PPPK in a cell or a form field. Raises `NumberRefused`."""
        return cls(_checked(cell, "NI PPPK"))

    @property
    def kind_code(self) -> str:
        """Digits 13–14; 21 is common, 24 is seen for paruh waktu. Any two digits are taken."""
        return self.digits[12:14]


@dataclass(frozen=True, slots=True)
class Nik:
    """Nomor Induk Kependudukan, 16 digits: region, DDMMYY (women: day + 40), sequence (facts 5.3)."""

    digits: str

    def __str__(self) -> str:
        return self.masked

    @classmethod
    def parse(cls, cell: object) -> "Nik":
        """The NIK in a cell or a form field. Raises `NumberRefused`."""
        digits = _digits(cell, "NIK", 16)
        day, month = int(digits[6:8]) % 40, int(digits[8:10])
        if not (1 <= int(digits[6:8]) <= 71 and 1 <= day <= 31 and 1 <= month <= 12):
            raise NumberRefused("NIK tidak sah: angka ke-7 sampai ke-12 bukan tanggal lahir.", code="isi")
        if digits[:2] < "11" or digits[12:] == "0000":
            raise NumberRefused("NIK tidak sah: periksa kembali 16 angkanya.", code="isi")
        return cls(digits)

    @property
    def sex(self) -> str:
        """`L` or `P`: the day of a woman is written plus 40."""
        return FEMALE if int(self.digits[6:8]) > 40 else MALE

    @property
    def masked(self) -> str:
        """As shown on every screen: `3604••••••••0001`."""
        return f"{self.digits[:4]}{'•' * 8}{self.digits[12:]}"

    def disagreements(self, *, born_on: date | None = None, sex: str = "") -> list[str]:
        """Sentences where the NIK and the other columns differ (the century is not in the NIK)."""
        found = []
        day = int(self.digits[6:8]) % 40
        if born_on and f"{born_on:%d%m%y}" != f"{day:02d}{self.digits[8:12]}":
            found.append("Tanggal lahir berbeda dengan yang tertulis di NIK.")
        if sex and sex != self.sex:
            found.append("Jenis kelamin berbeda dengan yang tertulis di NIK.")
        return found


def parse_employee_number(cell: object) -> Nip | NiPppk:
    """NIP or NI PPPK, told apart by digits 13–14: above 12 cannot be a month. Raises `NumberRefused`."""
    digits = _digits(cell, "NIP", 18)
    return NiPppk(_checked(digits, "NI PPPK")) if digits[12:14] > "12" else Nip(_checked(digits, "NIP"))


def looks_like_nik(cell: object) -> bool:
    """True for a text cell of 16 digits: a NIK typed into the NIP column."""
    return isinstance(cell, str) and len(clean_digits(cell)) == 16


def clean_digits(text: str) -> str:
    """The text without a leading "NIP." and without spaces, dots, apostrophes, dashes and brackets."""
    return text if text.isdecimal() and text.isascii() else _NOISE.sub("", _LABEL.sub("", text))


def _digits(cell: object, label: str, length: int) -> str:
    if cell is None or cell == "":
        raise NumberRefused(f"{label} kosong.", code="kosong")
    if not isinstance(cell, str) or _SCIENTIFIC.match(cell):
        raise NumberRefused(_DAMAGED.format(label="NIK" if length == 16 else "NIP"), code="rusak")
    digits = clean_digits(cell)
    if not digits:
        raise NumberRefused(f"{label} kosong.", code="kosong")
    if not _DIGITS.fullmatch(digits):
        strange = dict.fromkeys(re.sub(r"[0-9]", "", digits))  # “O” for 0, “l” for 1: named when it is the only one
        which = f", di sini ada “{next(iter(strange))}”" if len(strange) == 1 else ""
        raise NumberRefused(f"{label} hanya boleh berisi angka{which}.", code="bukan_angka")
    if len(digits) != length:
        raise NumberRefused(f"{label} harus {length} angka, di sini {len(digits)} angka.", code="panjang")
    return digits


def _checked(cell: object, label: str) -> str:
    """The 18 digits when each part can be true; facts 5.1 and 5.2. There is no check digit."""
    digits = _digits(cell, label, 18)
    if digits.endswith("000"):
        raise NumberRefused(_DAMAGED.format(label="NIP"), code="rusak")
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise NumberRefused(f"{label} tidak sah: 8 angka pertama bukan tanggal lahir.", code="isi") from None
    if not "1900" <= digits[:4] <= digits[8:12] <= "2100":
        raise NumberRefused(f"{label} tidak sah: tahun lahir atau tahun pengangkatannya tidak wajar.", code="isi")
    if label == "NIP" and not "01" <= digits[12:14] <= "12":
        raise NumberRefused("NIP tidak sah: angka ke-13 dan ke-14 bukan bulan (01–12).", code="isi")
    if digits[14] not in "12":
        raise NumberRefused(f"{label} tidak sah: angka ke-15 harus 1 (laki-laki) atau 2 (perempuan).", code="isi")
    return digits
