"""Where a person stands: golongan, eselon, jenjang, service, schooling."""

import re
from functools import lru_cache

from netralitas.exchange.headings import heading_key
from netralitas.registry import catalogues
from netralitas.registry.imports.values import Unreadable

_PNS_GOLONGAN = re.compile(r"(?<![A-Z0-9])(IV|I{1,3}|[1-4])\s*[/.\-\s]?\s*([A-E])(?![A-Z])", re.IGNORECASE)
_PPPK_GOLONGAN = re.compile(r"(?<![A-Z])(X?(?:IX|IV|V?I{0,3}))(?![A-Z])")
_ROMAN = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)


@lru_cache(maxsize=4096)
def golongan(content: str, is_pppk: bool) -> str:
    """`III/d` for PNS, `IX` for PPPK, empty when none; also from a pangkat's name or SIASN's id."""
    cleaned = content.strip(" -").upper()
    if cleaned in ("", "0", "TIDAK ADA", "TANPA GOLONGAN"):
        return ""
    found = _pppk_golongan(cleaned) if is_pppk else _pns_golongan(cleaned)
    if found:
        return found
    raise Unreadable(f"Golongan “{content[:30]}” tidak dikenal. Tulis seperti {'IX' if is_pppk else 'III/d'}.")


def _pns_golongan(cleaned: str) -> str:
    if match := _PNS_GOLONGAN.search(cleaned):
        level = match[1] if match[1] in ("I", "II", "III", "IV") else _ROMAN[int(match[1])]
        found = f"{level}/{match[2].lower()}"
        return found if found in catalogues.pangkat_names() else ""
    if cleaned.isdecimal():
        return _by_siasn_id().get(cleaned, "")
    return _by_pangkat().get(_pangkat_key(cleaned), "")


def _pppk_golongan(cleaned: str) -> str:
    if _PNS_GOLONGAN.search(cleaned):
        return ""
    if cleaned.isdecimal():
        return _ROMAN[int(cleaned)] if 1 <= int(cleaned) <= 17 else ""
    matches = [match for match in _PPPK_GOLONGAN.findall(cleaned) if match]
    return matches[-1] if matches and matches[-1] in _ROMAN else ""


@lru_cache(maxsize=1)
def _by_siasn_id() -> dict[str, str]:
    return {row["siasn_id"]: row["display"] for row in catalogues.rows("pangkat_golongan") if row["siasn_id"]}


@lru_cache(maxsize=1)
def _by_pangkat() -> dict[str, str]:
    return {_pangkat_key(name): display for display, name in catalogues.pangkat_names().items()}


def _pangkat_key(name: str) -> str:
    return re.sub(r"\b(?:tk|tkt|tingkat)\b", "tk", heading_key(name)).replace(" 1", " i").replace(" ", "")


_ESELON = re.compile(r"(IV|V|I{1,3}|[1-5])\s*[/.\-\s]*\s*([AB])?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def eselon(content: str) -> str:
    """`II.b`; empty for none, non-eselon and functional posts; V means V.a."""
    cleaned = re.sub(r"ESELON|ESL?|[.\s]+$", "", content.strip().upper()).strip(" .-")
    if cleaned in ("", "NON", "0", "99", "JFT", "JFU", "STAF", "PELAKSANA", "FUNGSIONAL") or cleaned.startswith("NON"):
        return ""
    if cleaned.isdecimal() and len(cleaned) == 2:  # SIASN's ids 11 … 52
        cleaned = f"{cleaned[0]}{'AB'[int(cleaned[1]) - 1] if cleaned[1] in '12' else ''}"
    match = _ESELON.fullmatch(cleaned)
    if not match or not (match[2] or match[1] in ("V", "5")):
        raise Unreadable(f"Eselon “{content[:20]}” tidak dikenal. Tulis seperti III.a.")
    level = match[1] if match[1] in _ROMAN else _ROMAN[int(match[1])]
    return f"{level}.{(match[2] or 'A').lower()}"


_JENJANG_WORDS = (
    (r"ahli utama", "JF_AHLI_UTAMA"),
    (r"ahli madya|\bmadya$", "JF_AHLI_MADYA"),
    (r"ahli muda|\bmuda$", "JF_AHLI_MUDA"),
    (r"ahli pertama|\bpertama$", "JF_AHLI_PERTAMA"),
    (r"penyelia", "JF_PENYELIA"),
    (r"mahir|pelaksana lanjutan", "JF_MAHIR"),
    (r"pemula", "JF_PEMULA"),
    (r"terampil", "JF_TERAMPIL"),
    (r"\butama$", "JF_AHLI_UTAMA"),
)
_POSTS = (  # heads without an eselon column
    (r"sekretaris (?:daerah|dprd)|kepala (?:dinas|badan|satuan|pelaksana)|inspektur(?: daerah)?$", "JPT_PRATAMA"),
    (r"asisten (?:daerah|sekda|pemerintahan|perekonomian|administrasi|[123i])", "JPT_PRATAMA"),
    (r"staf ahli (?:bupati|wali|gubernur)", "JPT_PRATAMA"),
    (r"camat|kepala bagian|kabag|kepala bidang|kabid|inspektur pembantu", "ADMINISTRATOR"),
    (r"sekretaris (?:dinas|badan|inspektorat|satuan|kecamatan|camat)", "ADMINISTRATOR"),
    (r"lurah|kepala (?:seksi|sub ?bagian|sub ?bidang|upt|uptd)|kasi|kasub(?:bag|bid)", "PENGAWAS"),
    (r"sekretaris (?:lurah|kelurahan)", "PENGAWAS"),
)
_ACTING = re.compile(r"^(?:plt|plh|pj|pjs)\s+")
_MANAGERIAL = {"I": "JPT_PRATAMA", "II": "JPT_PRATAMA", "III": "ADMINISTRATOR", "IV": "PENGAWAS", "V": "PELAKSANA"}


@lru_cache(maxsize=16384)
def jenjang(stated: str, position: str, eselon: str, is_pns: bool) -> str:
    """The code of `jenjang_jabatan.csv`, from the eselon, a stated level, or the words of the jabatan."""
    if eselon:
        return _MANAGERIAL[eselon.split(".")[0]]
    for source in (heading_key(stated), heading_key(position)):
        if "pimpinan tinggi" in source or source.startswith("jpt"):
            return "JPT_PRATAMA"
        if source in ("administrator", "pengawas", "pelaksana"):
            return source.upper()
        for pattern, code in _JENJANG_WORDS:
            if re.search(pattern, source):
                return code
    return _by_post(heading_key(position)) or ("PELAKSANA" if is_pns and position else "")


def _by_post(position: str) -> str:
    bare = _ACTING.sub("", position)
    return next((code for pattern, code in _POSTS if re.match(rf"(?:{pattern})\b", bare)), "")


_YEARS = re.compile(r"(\d{1,2})\s*(?:tahun|thn|th|t)\b", re.IGNORECASE)
_MONTHS_SERVED = re.compile(r"(\d{1,2})\s*(?:bulan|bln|bl|b)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def service_months(years: str, months: str, together: str) -> int | None:
    """Masa kerja in months from two columns, or from one like `12 Th 3 Bl`, `12/3`, `12`."""
    if years or months:
        return 12 * _count(years, 60) + _count(months, 11)
    if not together.strip(" -"):
        return None
    found_years, found_months = _YEARS.search(together), _MONTHS_SERVED.search(together)
    if found_years or found_months:
        return 12 * int(found_years[1] if found_years else 0) + int(found_months[1] if found_months else 0)
    if match := re.fullmatch(r"\s*(\d{1,2})\s*(?:[-/.,:\s]\s*(\d{1,2}))?\s*", together):
        return 12 * int(match[1]) + int(match[2] or 0)
    raise Unreadable(f"Masa kerja “{together[:20]}” tidak terbaca. Tulis seperti 12 Th 3 Bl.")


def _count(content: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,3})", content)
    if not digits:
        if content.strip(" -"):
            raise Unreadable(f"Masa kerja “{content[:20]}” tidak terbaca.")
        return 0
    if int(digits[1]) > most:
        raise Unreadable(f"Masa kerja “{content[:20]}” tidak wajar.")
    return int(digits[1])


_EDUCATION_WORDS = (  # 10 SD … 90 S-3
    (r"\bs ?3\b|\bstrata 3|doktor\b|\bdr\b", 90),
    (r"\bs ?2\b|magister|\bstrata 2|pasca|spesialis|\bm (?:si|pd|m|kes|kom)\b", 80),
    (r"profesi|\bners\b", 75),
    (r"\bs ?1\b|\bd ?(?:iv|4)\b|sarjana|\bstrata 1|diploma (?:iv|4)", 70),
    (r"\bd ?(?:iii|3)\b|akademi|sarjana muda|diploma (?:iii|3)", 60),
    (r"\bd ?(?:ii|2)\b|diploma (?:ii|2)", 50),
    (r"\bd ?(?:i|1)\b|diploma (?:i|1)", 40),
    (r"\b(?:sma|smk|smu|slta|stm|smea|spg|spk|ma|man|sgo|pga)\b|paket c", 30),
    (r"\bsmp\b|\bsltp\b|\bmts\b|paket b", 20),
    (r"\bsd\b|\bmi\b|paket a|sekolah dasar", 10),
)  # fmt: skip


@lru_cache(maxsize=8192)
def education_level(stated: str, education: str) -> int | None:
    """The level of schooling as a number that sorts; None when neither text tells."""
    for source in (heading_key(stated), heading_key(education)):
        for pattern, level in _EDUCATION_WORDS:
            if source and re.search(pattern, source):
                return level
    return None
