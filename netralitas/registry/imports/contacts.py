"""How a person is reached: mobile numbers whose 0 Excel ate, e-mail addresses."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from netralitas.registry.imports.values import Unreadable, text

_PHONE = re.compile(r"(?:\+|00)?\d[\d\s().\-]{6,}\d")


def phone(cell: object) -> str:
    """The first mobile number as `08…`: the 0 Excel ate is put back, `62` becomes 0."""
    content = text(cell)
    if not content.strip(" -0"):
        return ""
    for match in _PHONE.findall(content):
        digits = re.sub(r"\D", "", match)
        digits = digits.removeprefix("00")
        digits = "0" + digits.removeprefix("62").lstrip("0")
        if 9 <= len(digits) <= 14:
            return digits
    raise Unreadable(f"Nomor HP “{content[:25]}” tidak terbaca. Tulis seperti 081234567890.")


def email(cell: object) -> str:
    """The first address of the cell in lower case."""
    content = text(cell).strip(" -.;,").lower()
    if not content or content in ("tidak ada", "0", "belum ada"):
        return ""
    address = re.split(r"[;,\s/]+", content)[0].rstrip(".")
    try:
        validate_email(address)
    except ValidationError:
        raise Unreadable(f"Surel “{content[:40]}” tidak sah.") from None
    return address
