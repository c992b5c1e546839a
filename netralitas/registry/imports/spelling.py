"""Spellings of unit names: one key for the many ways offices write the same unit, and how near two of them are."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from netralitas.exchange.headings import heading_key

_WORDS = {
    "kec": "kecamatan", "kel": "kelurahan", "ds": "desa", "pkm": "puskesmas", "pusk": "puskesmas", "pusks": "puskesmas",
    "sdn": "sd negeri", "smpn": "smp negeri", "sman": "sma negeri", "smkn": "smk negeri", "tkn": "tk negeri",
    "sekre": "sekretariat", "set": "sekretariat", "bag": "bagian", "bid": "bidang", "subbag": "subbagian",
    "sub": "sub", "kab": "kabupaten", "dinkes": "dinas kesehatan", "disdik": "dinas pendidikan",
    "dindik": "dinas pendidikan", "setda": "sekretariat daerah", "setwan": "sekretariat dprd", "kp": "kampung",
    "no": "", "nomor": "", "n": "negeri", "rumkit": "rumah sakit", "rs": "rumah sakit",
    "rsud": "rumah sakit umum daerah",
    "prov": "provinsi", "pem": "pemerintah", "pemkab": "pemerintah kabupaten", "pemkot": "pemerintah kota",
}  # fmt: skip
_DROPPED = re.compile(r"\b(?:uptd?|blud|pada|di|dan|unit kerja|negara)\b")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_GLUED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
NEAR = 0.86  # from here on a spelling counts as a slip of the pen: "Anyer" for "Anyar"
SIMILAR = 0.6  # from here on a unit is worth naming as the nearest


@lru_cache(maxsize=65536)
def unit_key(name: str) -> str:
    """`SDN. Ciruas 01` and `SD Negeri Ciruas 1` have the same key."""
    key = _GLUED.sub(" ", heading_key(name.replace("&", " dan ")))
    key = _DROPPED.sub(" ", " ".join(_WORDS.get(word, word) for word in key.split()))
    words = key.split()
    if words and words[-1] in _ROMAN:
        words[-1] = _ROMAN[words[-1]]
    return " ".join(word.lstrip("0") or "0" for word in words)


def loose_key(key: str) -> str:
    """The words of a key in any order: `sd negeri 1 ciruas` for `sd negeri ciruas 1`."""
    return " ".join(sorted(key.split()))


def nearest(key: str, keys: Iterable[str]) -> tuple[str, float]:
    """The most similar key and how similar it is (0–1); numbers must agree to count as near."""
    best, best_ratio = "", 0.0
    digits = re.findall(r"\d+", key)
    matcher = SequenceMatcher(autojunk=False, b=key)
    for other in keys:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() <= best_ratio or matcher.quick_ratio() <= best_ratio:
            continue
        ratio = _by_words(key, other, matcher.ratio())
        if re.findall(r"\d+", other) != digits:
            ratio = min(ratio, NEAR - 0.01)
        if ratio > best_ratio:
            best, best_ratio = other, ratio
    return best, best_ratio


def _by_words(key: str, other: str, ratio: float) -> float:
    """Every word must have a partner: `bidang sd` and `bidang smp` share much and mean two things."""
    mine, theirs = key.split(), other.split()
    if len(mine) != len(theirs):
        return min(ratio, NEAR - 0.01)
    worst = min(SequenceMatcher(None, a, b).ratio() for a, b in zip(mine, theirs, strict=True))
    return ratio if worst >= SIMILAR else min(ratio, NEAR - 0.01)
