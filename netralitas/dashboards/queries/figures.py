"""What every number consists of: numerator, denominator, and who stands outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from netralitas.registry.catalogues import jenjang_names
from netralitas.registry.models import StaffCategory
from netralitas.ui import formats
from pledges.queries.counts import COUNTED_COLUMNS

SUMS = {f"{column}_sum": Sum(column) for column in COUNTED_COLUMNS}


@dataclass(frozen=True)
class Figures:
    """How many persons stand where; `excluded` are outside the denominator."""

    waiting: int = 0
    signed: int = 0
    paper: int = 0
    hindered: int = 0
    excluded: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.waiting + other.waiting, self.signed + other.signed, self.paper + other.paper,
            self.hindered + other.hindered, self.excluded + other.excluded,
        )  # fmt: skip

    @property
    def done(self) -> int:
        """The numerator: electronic and on paper."""
        return self.signed + self.paper

    @property
    def obliged(self) -> int:
        """The denominator (Wajib)."""
        return self.waiting + self.signed + self.paper + self.hindered

    @property
    def is_complete(self) -> bool:
        """Whether everybody obliged has signed, and somebody was."""
        return 0 < self.obliged == self.done

    @property
    def percentage(self) -> Decimal | None:
        """For sorting and workbooks; None when nobody is obliged."""
        return formats.percentage(self.done, self.obliged)


NOBODY = Figures()


def of_sums(sums: dict[str, int | None]) -> Figures:
    """Figures from a row annotated with `SUMS`."""
    return Figures(*(sums[name] for name in SUMS))


def total(many: Iterable[Figures]) -> Figures:
    """The sum."""
    return sum(many, NOBODY)


# Rows of the recap by jenjang (product.md 4.6): PNS and CPNS by their jenjang, the others by their kind.
_BY_JENJANG = frozenset({StaffCategory.PNS, StaffCategory.CPNS})
_FUNCTIONAL, _STAFF, _NONE = "JF", "PELAKSANA", "TANPA_JENJANG"


def levels() -> dict[str, str]:
    """Code → label of each row of the recap by jenjang, in order."""
    names = jenjang_names()
    return {
        **{code: name for code, name in names.items() if not code.startswith("JF_") and code != _STAFF},
        _FUNCTIONAL: "Jabatan Fungsional",
        _STAFF: names[_STAFF],
        _NONE: "PNS/CPNS tanpa data jenjang",
        "PPPK": "PPPK",
        "PPPK_PW": "PPPK Paruh Waktu",
        "NON_ASN": "Non-ASN",
    }


def level_of(category: str, jenjang: str) -> str:
    """The row of the recap by jenjang in which a cell of the main figure counts; villages have none."""
    if category in _BY_JENJANG:
        if jenjang.startswith("JF_"):
            return _FUNCTIONAL
        return jenjang if jenjang in jenjang_names() else _NONE
    if category in {StaffCategory.PPPK, StaffCategory.PPPK_PW}:
        return category
    return "NON_ASN"
