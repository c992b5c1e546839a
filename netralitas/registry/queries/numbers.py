"""Which person a NIP, NI PPPK or NIK means, also one of former times."""

from netralitas.keys import keyed_hash
from netralitas.registry.models import FormerNumber, Staff
from netralitas.registry.models.staff import OUT_STATUSES


def digits_in(text: str) -> str:
    """Only the digits, as numbers are pasted with spaces, dots and apostrophes."""
    return "".join(character for character in text if character.isascii() and character.isdigit())


def person_by_number(number: str) -> Staff | None:
    """The present person with this number (18 digits NIP or NI PPPK, 16 digits NIK), now or before.

    A row that was merged leads to the one that speaks for the person. One query for a number in use, two otherwise.
    """
    digits = digits_in(number)
    if len(digits) not in (16, 18):
        return None
    by_number = {"nip": digits} if len(digits) == 18 else {"nik_hash": keyed_hash(digits, "nik")}
    rows = Staff.objects.select_related("unit__opd", "merged_into__unit__opd")
    found = rows.filter(**by_number).first() or _formerly(digits)
    person = found.itself if found else None
    return person if person and person.status not in OUT_STATUSES else None


def _formerly(digits: str) -> Staff | None:
    related = ("staff__unit__opd", "staff__merged_into__unit__opd")
    rows = FormerNumber.objects.filter(number_hash=keyed_hash(digits, "number")).select_related(*related)
    former = rows.order_by("-pk").first()
    return former.staff if former else None
