"""*Urut jabatan dan kepangkatan*: one key per person that sorts as offices list names (wording.md).

PNS and CPNS by eselon, jenjang, golongan, TMT golongan, masa kerja, pendidikan, usia; then PPPK,
PPPK paruh waktu and non-ASN from A to Z. Heads stand first by their eselon.
"""

from datetime import date

from netralitas.registry import catalogues
from netralitas.registry.models import StaffCategory

RANKED_FIELDS = (
    "category", "eselon", "jenjang", "golongan", "golongan_on", "service_months", "education_level", "birth_date",
)  # fmt: skip
_GROUPS = {
    StaffCategory.PNS: "1",
    StaffCategory.CPNS: "1",
    StaffCategory.PPPK: "2",
    StaffCategory.PPPK_PW: "3",
    StaffCategory.KADES: "5",
    StaffCategory.PERANGKAT_DESA: "5",
    StaffCategory.BPD: "5",
}
_ESELON_ORDER = {
    eselon: f"{number:02d}" for number, eselon in enumerate(
        ["I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a", "V.b"], start=11
    )
}  # fmt: skip
_LAST = "99"
_NO_DATE = "99999999"


def rank_key(
    *, category: str, eselon: str = "", jenjang: str = "", golongan: str = "", golongan_on: date | None = None,
    service_months: int | None = None, education_level: int | None = None, birth_date: date | None = None,
) -> str:  # fmt: skip
    """The sort key of one person, ascending; callers add the name as the last word."""
    group = _GROUPS.get(category, "4")
    if group != "1":
        return group
    return "-".join(
        (
            group,
            _ESELON_ORDER.get(eselon, _LAST),
            f"{catalogues.jenjang_order().get(jenjang, 99):02d}",
            f"{catalogues.golongan_order().get(golongan, 999):03d}",
            _day(golongan_on),
            f"{9999 - (service_months or 0):04d}",
            f"{99 - (education_level or 0):02d}",
            _day(birth_date),
        )
    )


def _day(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else _NO_DATE
