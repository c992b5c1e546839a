"""Which person a NIP, NI PPPK or NIK means."""

from netralitas.keys import keyed_hash
from netralitas.registry.models import Staff


def digits_in(text: str) -> str:
    """Only the digits, as numbers are pasted with spaces, dots and apostrophes."""
    return "".join(character for character in text if character.isascii() and character.isdigit())


def person_by_number(number: str) -> Staff | None:
    """The present person with this number (18 digits NIP or NI PPPK, 16 digits NIK); at most one query."""
    digits = digits_in(number)
    if len(digits) not in (16, 18):
        return None
    by_number = {"nip": digits} if len(digits) == 18 else {"nik_hash": keyed_hash(digits, "nik")}
    return Staff.objects.present().filter(**by_number).select_related("unit__opd").first()
