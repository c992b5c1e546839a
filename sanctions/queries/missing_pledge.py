"""A missing pledge is not a breach (product.md 4.3): the words by which one would be smuggled in."""

import re

_PLEDGE = re.compile(r"\b(ikrar|pakta integritas|pernyataan netralitas)\b", re.IGNORECASE)
_MISSING = re.compile(
    r"\b(tidak|belum|enggan|lalai|terlambat|tanpa|menolak)\b[^.;]{0,60}?\b(tanda ?tangan|menanda\w*|ditanda\w*|ikut|"
    r"mengikuti|mengisi|membuat|mengucapkan|ikrar|pakta)\b",
    re.IGNORECASE,
)


def is_missing_pledge(words: str) -> bool:
    """Whether the words of an act speak of a pledge that was not signed."""
    return bool(_PLEDGE.search(words) and _MISSING.search(words))
