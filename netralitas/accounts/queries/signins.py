"""Which account a sign-in name means, and which person a number means at the unit's door."""

import re
from datetime import date

from django.db.models import Q

from netralitas.access.models import User
from netralitas.accounts.models import StaffLink
from netralitas.keys import keyed_hash
from netralitas.registry.models import FormerNumber, Opd, Staff
from netralitas.registry.queries.numbers import person_by_number

_NOISE = re.compile(r"[\s.,'’‘`\u00a0\u200b-\u200f\u2010-\u2015\u202f_/-]")


def digits_of(text: str) -> str:
    """The text without spaces, dots, apostrophes and dashes, as numbers are pasted from Excel and WhatsApp."""
    return _NOISE.sub("", text)


def user_named(name: str) -> User | None:
    """The account of 18 digits (NIP), 16 digits (NIK by keyed hash) or an e-mail address.

    Two queries for a number, which may be one of former times, else one.
    """
    digits = digits_of(name)
    active = User.objects.filter(is_active=True)
    if digits.isascii() and digits.isdigit() and len(digits) == 18:
        former = _formerly_named(digits)  # asked in any case: a known name must not answer sooner
        return active.filter(staff_link__staff__nip=digits).first() or former
    if digits.isascii() and digits.isdigit() and len(digits) == 16:
        former = _formerly_named(digits)
        return active.filter(staff_link__staff__nik_hash=keyed_hash(digits, "nik")).first() or former
    if "@" in name:
        found = list(active.filter(email__iexact=name.strip())[:2])
        return found[0] if len(found) == 1 else None
    return active.filter(username=name.strip()).first()


def _formerly_named(digits: str) -> User | None:
    """The account of whoever had this number before, or whose merged row has it; one query."""
    merged = {"nip": digits} if len(digits) == 18 else {"nik_hash": keyed_hash(digits, "nik")}
    renumbered = FormerNumber.objects.filter(number_hash=keyed_hash(digits, "number"))
    people = Q(staff__in=renumbered.values("staff")) | Q(
        staff__in=Staff.objects.filter(merged_into__isnull=False, **merged).values("merged_into")
    )
    return User.objects.filter(is_active=True, pk__in=StaffLink.objects.filter(people).values("user")).first()


def same_name(name: str) -> str:
    """One spelling for every way of typing the same sign-in name: what tries are counted under."""
    digits = digits_of(name)
    return digits if digits.isdigit() else name.strip().casefold()


def sign_in_names(user: User) -> list[str]:
    """Every name the account can sign in with, as tries are counted; one query. A NIK is not kept in clear."""
    nip = Staff.objects.filter(account_link__user=user).values_list("nip", flat=True).first()
    return [same_name(name) for name in (user.username, user.email, nip) if name]


def person_at(unit: Opd, number: str, born: date) -> Staff | None:
    """The present person of the unit or its sub-units with this NIP or NIK and birth date.

    Also by a former number. One query for a number in use, two more otherwise.

    The date may be the registry's or the one written in the number: both stand on the person's own papers.
    """
    by_number = {"nip": number} if len(number) == 18 else {"nik_hash": keyed_hash(number, "nik")}
    staff = Staff.objects.present().under(unit).filter(**by_number).select_related("unit__opd").first()
    staff = staff or person_by_number(number)
    if staff is None or not staff.unit.path.startswith(unit.path):
        return None
    return staff if born == staff.birth_date or _is_written_in(number, born) else None


def _is_written_in(number: str, born: date) -> bool:
    """NIP: YYYYMMDD in front. NIK: DDMMYY from the 7th digit, women's day plus 40."""
    if len(number) == 18:
        return number[:8] == f"{born:%Y%m%d}"
    return number[6:12] in (f"{born:%d%m%y}", f"{born.day + 40}{born:%m%y}")
