"""The pattern of register numbers: what it may hold."""

import re

from netralitas.errors import DomainError
from netralitas.names import clean
from netralitas.registry.models import Pemda

_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_KNOWN = {"{tahun}", "{nomor}"}


def check_pattern(pattern: str) -> str:
    """The pattern of register numbers, tidied. Refuses one without `{nomor}` or with other placeholders."""
    pattern = clean(pattern)
    found = _PLACEHOLDER.findall(pattern)
    if found.count("{nomor}") != 1:
        raise DomainError("Pola harus memuat {nomor} satu kali; tanpa itu semua pakta bernomor sama.", code="pola")
    if unknown := [word for word in found if word not in _KNOWN]:
        raise DomainError(f"{unknown[0]} tidak dikenal. Yang dapat dipakai hanya {{tahun}} dan {{nomor}}.", code="pola")
    if len(pattern) > Pemda._meta.get_field("register_pattern").max_length:
        raise DomainError("Pola terlalu panjang.", code="pola")
    return pattern
