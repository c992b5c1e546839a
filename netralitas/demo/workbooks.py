"""Workbooks as ugly as real ones: titles above, merged two-line headers, a numbering row, totals and a signature below.

Dates stand as text in several forms and as serials, unit names are spelled loosely, some NIP were destroyed by
Excel, one row stands twice, and columns nobody needs (agama, NPWP, alamat) are filled.
"""

import random
from datetime import date
from pathlib import Path

import xlsxwriter

from netralitas.demo.people import Person

DAMAGED_COUNT = 6  # rows whose NIP Excel has destroyed: refused, and put right in the second workbook
_HEADER = (
    ("NO", ""), ("NIP BARU", ""), ("NAMA LENGKAP", ""), ("TEMPAT LAHIR", ""), ("TGL LAHIR", ""), ("L/P", ""),
    ("AGAMA", ""),
    ("STATUS KAWIN", ""), ("JENIS PEGAWAI", ""), ("PANGKAT", "GOL/RUANG"), ("PANGKAT", "TMT"), ("JABATAN",
    "NAMA JABATAN"),
    ("JABATAN", "ESELON"), ("JABATAN", "JENIS JABATAN"), ("MASA KERJA", "TH"), ("MASA KERJA", "BL"), ("PENDIDIKAN", ""),
    ("UNIT KERJA", ""), ("NPWP", ""), ("ALAMAT", ""), ("NO. HP", ""), ("NIK", ""),
)  # fmt: skip
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
"November",
           "Desember")  # fmt: skip
_KINDS = {
    "PNS": "PNS",
    "CPNS": "CPNS",
    "PPPK": "PPPK",
    "PPPK_PW": "PPPK Paruh Waktu",
    "HONORER": "Honorer",
    "BLUD": "BLUD",
}


def damaged(people: list[Person]) -> list[Person]:
    """Whose NIP the first workbook destroys."""
    return [person for person in people if person.nip and not person.is_head][
        7 :: max(1, len(people) // DAMAGED_COUNT)
    ][:DAMAGED_COUNT]


def write_pemda_workbook(path: Path, people: list[Person], seed: int = 7) -> None:
    """The whole pemda in one sheet, beside a hidden and an empty one."""
    chance = random.Random(seed)  # noqa: S311  invented data, no secret
    broken = {person.nip for person in damaged(people)}
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Isi sesuai SIASN")
        book.get_worksheet_by_name("Petunjuk").hide()
        sheet = book.add_worksheet("DATA PEGAWAI")
        book.add_worksheet("Sheet3")
        sheet.activate()
        row = _write_head(book, sheet)
        for number, person in enumerate(people, start=1):
            _write_person(book, sheet, row, number, person, chance, is_broken=person.nip in broken)
            row += 2 if number % 400 == 0 else 1  # an empty row now and then
        _write_person(
            book, sheet, row, len(people) + 1, people[3], chance, is_broken=False
        )  # a second SK: stands twice
        _write_foot(sheet, row + 1, len(people) + 1)


def write_correction_workbook(path: Path, people: list[Person]) -> None:
    """The refused rows again, with the NIP column as text."""
    chance = random.Random(1)  # noqa: S311  invented data, no secret
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("PERBAIKAN")
        row = _write_head(book, sheet)
        for number, person in enumerate(damaged(people), start=1):
            _write_person(book, sheet, row + number - 1, number, person, chance, is_broken=False)


def _write_head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> int:
    bold = book.add_format({"bold": True, "align": "center"})
    last = len(_HEADER) - 1
    sheet.merge_range(0, 0, 0, last, "PEMERINTAH KABUPATEN CONTOH", bold)
    sheet.merge_range(1, 0, 1, last, "DAFTAR NOMINATIF PEGAWAI SELURUH PERANGKAT DAERAH", bold)
    sheet.merge_range(2, 0, 2, last, "KEADAAN PER 1 OKTOBER 2026", bold)
    top, below = 4, 5
    column = 0
    while column <= last:
        title, under = _HEADER[column]
        width = sum(1 for other, _ in _HEADER[column:] if other == title) if under else 1
        if under:
            sheet.merge_range(top, column, top, column + width - 1, title, bold)
            for offset in range(width):
                sheet.write_string(below, column + offset, _HEADER[column + offset][1], bold)
        else:
            sheet.merge_range(top, column, below, column, title, bold)
        column += width
    for number in range(last + 1):
        sheet.write_number(6, number, number + 1)
    return 7


def _write_person(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, number: int,
person: Person,
                  chance: random.Random, *, is_broken: bool) -> None:  # fmt: skip
    sheet.write_number(row, 0, number)
    if is_broken:
        sheet.write_number(row, 1, float(person.nip))
    elif person.nip:
        sheet.write_string(row, 1, _loose_number(person.nip, chance))
    texts = {
        2: _full_name(person, chance), 3: "Contohsari", 5: person.sex, 6: "Islam", 7: "Kawin",
        8: _KINDS[person.category],
        9: person.golongan, 11: person.position, 12: person.eselon, 13: person.position_kind, 16: person.education,
        17: _loose_unit(person.unit.name, chance), 18: "00.000.000.0-000.000", 19: "Jalan Contoh Nomor 1",
        21: person.nik,
    }  # fmt: skip
    for column, text in texts.items():
        if text:
            sheet.write_string(row, column, text)
    _write_date(book, sheet, row, 4, person.birth_date, chance)
    if person.golongan_on:
        _write_date(book, sheet, row, 10, person.golongan_on, chance)
    sheet.write_number(row, 14, person.service_months // 12)
    sheet.write_number(row, 15, person.service_months % 12)
    if chance.random() < 0.2:
        sheet.write_number(row, 20, int(person.phone))  # the leading 0 is lost
    else:
        sheet.write_string(row, 20, person.phone)


def _write_foot(sheet: xlsxwriter.worksheet.Worksheet, row: int, count: int) -> None:
    sheet.write_string(row, 1, "JUMLAH")
    sheet.write_number(row, 2, count)
    for offset, text in enumerate(
        ("Contohsari, 5 Oktober 2026", "KEPALA BKPSDM,", "", "", "NAMA PEJABAT CONTOH", "Pembina Tk. I")
    ):
        sheet.write_string(row + 2 + offset, 16, text)


def _full_name(person: Person, chance: random.Random) -> str:
    name = person.name.upper() if chance.random() < 0.5 else person.name
    full = f"{person.front_title} {name}".strip()
    full = f"{full}, {person.back_title}" if person.back_title else full
    return full.replace(" ", "  ", 1) if chance.random() < 0.05 else full


def _loose_number(nip: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    if kind < 0.2:
        return f"'{nip}"
    return f"{nip}\u00a0" if kind < 0.25 else nip


def _loose_unit(name: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        name = name.upper()
    elif kind < 0.45:
        for long, short in (
            ("Kecamatan ", "Kec. "),
            ("SD Negeri ", "SDN "),
            ("SMP Negeri ", "SMPN "),
            ("Puskesmas ", "PKM "),
        ):
            name = name.replace(long, short)
    return f"{name} " if kind > 0.95 else name


def _write_date(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, day: date,
                chance: random.Random) -> None:  # fmt: skip
    kind = chance.randrange(5)
    if kind == 0:
        sheet.write_number(row, column, (day - date(1899, 12, 30)).days)
    else:
        forms = (
            f"{day:%d-%m-%Y}",
            f"{day:%d/%m/%Y}",
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
            f"{day:%Y-%m-%d}",
        )
        sheet.write_string(row, column, forms[kind - 1])
