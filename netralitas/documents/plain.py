"""Why papers are laid out one by one instead of stamped, for people: because of a person, the paper, the machine."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from netralitas.ui import formats

INTENDED = "not a paper for many persons"  # a letter, a list: never meant to be stamped
_NOT_PROVEN = "not proven: "
_OF_PERSONS = (
    "a letter ", "letter U+", "odd spaces", "more than one page", "a word wider", "a line exactly", "a title with odd",
    "no test person", "no marker takes", "not a PNG", "a picture that is not plain", "a picture with",
)  # fmt: skip
_OF_MACHINES = " is missing or failed"


class Cause(StrEnum):
    """Whose doing it is, in the words of the screen."""

    PERSON = "karena huruf atau panjang teksnya khusus"
    PAPER = "karena susunan kertasnya tidak dapat dibuktikan sama dengan cetak biasa"
    MACHINE = "karena alat pembukti (poppler-utils) tidak ada di server"


def cause_of(reason: str) -> Cause:
    """The cause behind the stamper's reason."""
    bare = reason.removeprefix(_NOT_PROVEN)
    if _OF_MACHINES in bare:
        return Cause.MACHINE
    is_letterhead = bare.startswith("a letterhead")  # begins like a letter of the alphabet, but is the paper's doing
    return Cause.PERSON if bare.startswith(_OF_PERSONS) and not is_letterhead else Cause.PAPER


def by_cause(reasons: Mapping[str, int]) -> Counter[Cause]:
    """How many papers went the plain way for which cause; what was never meant to be stamped is left out."""
    counted: Counter[Cause] = Counter()
    for reason, count in reasons.items():
        if reason != INTENDED:
            counted[cause_of(reason)] += count
    return counted


def sentences(reasons: Mapping[str, int]) -> list[str]:
    """One piece of a sentence for each cause, the most frequent first."""
    return [
        f"{formats.number(count)} disusun satu per satu {cause}" for cause, count in by_cause(reasons).most_common()
    ]
