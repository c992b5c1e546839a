"""The kop of a unit: what stands at the head of every paper that leaves it."""

import logging
from functools import lru_cache
from typing import Any

from django.core.files.storage import default_storage

from netralitas.documents import assets
from netralitas.registry.models import Opd
from netralitas.registry.queries.pemda import current_pemda

_MOST_LINES = 3  # schools have three lines under the pemda's name
_logger = logging.getLogger(__name__)


def letterhead_of(unit: Opd) -> dict[str, Any]:
    """The kop of `unit` as frozen in facts: pemda, lines, address, name of the kept emblem ("" when there is none).

    Lines entered by the office win; otherwise the names from the Perangkat Daerah down to the unit. At most one
    query (a unit two or more levels down).
    """
    pemda = current_pemda()
    return {
        "pemda": pemda.name.upper(),
        "lines": [line for line in unit.letterhead if line.strip()][:_MOST_LINES] or _names_down_to(unit),
        "address": _address(unit),
        "emblem": _emblem(pemda.emblem.name) if pemda.emblem else "",
    }


def _names_down_to(unit: Opd) -> list[str]:
    units = [unit]
    if unit.opd_id not in {unit.pk, unit.parent_id, None} and unit.parent is not None:
        units.insert(0, unit.parent)
    if unit.opd_id not in {unit.pk, None}:
        units.insert(0, unit.opd)
    return [one.name.upper() for one in units]


def _address(unit: Opd) -> str:
    """The nearest address upwards, and the unit's own telephone."""
    address = unit.address or (unit.opd.address if unit.opd else "") or current_pemda().address
    return " ".join(part for part in (address, f"Telepon {unit.phone}" if unit.phone else "") if part)


def _emblem(file_name: str) -> str:
    try:
        return _kept_emblem(file_name)
    except (OSError, ValueError):
        _logger.warning("the emblem of the pemda cannot be read; papers go without it")
        return ""


@lru_cache(maxsize=8)
def _kept_emblem(file_name: str) -> str:
    """Storage never gives a name twice, so the name is a safe key; a failure is not remembered."""
    with default_storage.open(file_name) as file:
        return assets.keep_picture(file.read())
