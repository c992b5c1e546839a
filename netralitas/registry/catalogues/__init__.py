"""Catalogues of the trade as CSV, with the source of each row: kinds of unit, golongan, jenjang."""

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of `<name>.csv`."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def golongan_order() -> dict[str, int]:
    """Golongan as displayed ("III/c" of PNS, "IX" of PPPK) → list order, highest first."""
    return {row["display"]: int(row["list_order"]) for row in rows("pangkat_golongan")}


@cache
def pangkat_names() -> dict[str, str]:
    """Golongan of PNS → name of the pangkat ("III/c" → "Penata"); PPPK have none."""
    return {row["display"]: row["pangkat"] for row in rows("pangkat_golongan") if row["pangkat"]}


@cache
def jenjang_names() -> dict[str, str]:
    """Code of a jenjang → its name, in list order."""
    ordered = sorted(rows("jenjang_jabatan"), key=lambda row: int(row["list_order"]))
    return {row["code"]: row["name"] for row in ordered}


@cache
def jenjang_order() -> dict[str, int]:
    """Code of a jenjang → list order."""
    return {row["code"]: int(row["list_order"]) for row in rows("jenjang_jabatan")}
