"""Groups of cells read together, each group once: columns repeat themselves, so every reading is remembered.

A reading is a pure function of raw cells: the values it gives, and remarks for cells that could not be read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from netralitas.exchange.readers import Value
from netralitas.registry.imports import contacts, dates, kinds, ranks
from netralitas.registry.imports.values import Unreadable, text
from netralitas.registry.models import StaffCategory

RANK_COLUMNS = ("golongan", "pangkat", "eselon", "jenjang", "position", "education_level", "education")
SERVICE_COLUMNS = ("service_years", "service_months", "service")
KIND_COLUMNS = ("appointment", "category")
LENGTHS = {"front_title": 60, "back_title": 100, "position": 200, "education": 100, "email": 254}

_remembered = lru_cache(maxsize=65_536, typed=True)


@dataclass(slots=True)
class Reading:
    """Values by field, and remarks as (column, code, sentence). Shared between rows: never changed by them."""

    values: dict[str, Any] = field(default_factory=dict)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    error: str = ""  # set when the row must be refused for it

    def take(self, name: str, read: Callable[[], Any], column: str = "") -> Any:
        """Keep what `read` gives under `name`; one bad cell is remarked on and left out."""
        try:
            value = read()
        except Unreadable as problem:
            self.remarks.append((column or name, "tidak_terbaca", f"{problem} Kolom ini dilewati."))
            return None
        if value not in ("", None):
            self.values[name] = value
        return value

    def take_text(self, name: str, content: str) -> None:
        """Keep a text, cut to what its column holds."""
        if len(content) > LENGTHS[name]:
            self.remarks.append((name, "panjang", f"Isi lebih dari {LENGTHS[name]} huruf; dipotong."))
        if content:
            self.values[name] = content[: LENGTHS[name]]


@_remembered
def ranks_of(
    golongan: Value, pangkat: Value, eselon: Value, jenjang: Value, position: Value, education_level: Value,
    education: Value, *, is_pns: bool, is_pppk: bool,
) -> Reading:  # fmt: skip
    """Golongan, eselon, jenjang, jabatan and schooling; non-ASN have no golongan."""
    found = Reading()
    post, schooling = text(position), text(education)
    if is_pns or is_pppk:
        found.take("golongan", lambda: ranks.golongan(text(golongan) or text(pangkat), is_pppk))
    found.take("eselon", lambda: ranks.eselon(text(eselon)))
    found.take_text("position", post)
    found.take("jenjang", lambda: ranks.jenjang(text(jenjang), post, found.values.get("eselon", ""), is_pns))
    found.take_text("education", schooling or text(education_level))
    found.take("education_level", lambda: ranks.education_level(text(education_level), schooling))
    return found


@_remembered
def service_of(years: Value, months: Value, together: Value) -> Reading:
    """Masa kerja in months."""
    found = Reading()
    found.take("service_months", lambda: ranks.service_months(text(years), text(months), text(together)), "service")
    return found


@_remembered
def day_of(column: str, cell: Value, expected: date | None) -> Reading:
    """A date; `expected` settles which of two readings is meant."""
    found = Reading()
    found.take(column, lambda: dates.day(cell, expected=expected))
    return found


@_remembered
def sex_of(cell: Value) -> Reading:
    """Jenis kelamin."""
    found = Reading()
    found.take("sex", lambda: kinds.sex(text(cell)))
    return found


@_remembered
def standing_of(cell: Value) -> Reading:
    """Kedudukan hukum."""
    found = Reading()
    found.take("status", lambda: kinds.status(text(cell)))
    return found


@_remembered
def kind_of(appointment: Value, category: Value) -> Reading:
    """The kind of employee; `error` when a text names none. Some files keep the standing in a column headed STATUS."""
    found = Reading()
    if text(appointment).upper() in ("C", "CPNS"):
        found.values["category"] = StaffCategory.CPNS
        return found
    try:
        found.values["category"] = kinds.category(text(category))
    except Unreadable as problem:
        try:
            kinds.status(text(category))
        except Unreadable:
            found.error = str(problem)
    return found


def contacts_of(phone: Value, email: Value, email_gov: Value) -> Reading:
    """Nomor HP and one address, the private one first; not remembered, since nobody shares them."""
    found = Reading()
    if phone:
        found.take("phone", lambda: contacts.phone(phone))
    for column, cell in (("email", email), ("email_gov", email_gov)):
        if cell and "email" not in found.values:
            found.take("email", lambda cell=cell: contacts.email(cell)[: LENGTHS["email"]], column)
    return found
