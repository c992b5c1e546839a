"""Which account a sign-in name means."""

import re

from netralitas.access.models import User
from netralitas.keys import keyed_hash

_NOISE = re.compile(r"[\s.\u00a0'-]")


def user_named(name: str) -> User | None:
    """The account of 18 digits (NIP), 16 digits (NIK by keyed hash) or an e-mail address; one query."""
    digits = _NOISE.sub("", name)
    active = User.objects.filter(is_active=True)
    if digits.isdigit() and len(digits) == 18:
        return active.filter(staff_link__staff__nip=digits).first()
    if digits.isdigit() and len(digits) == 16:
        return active.filter(staff_link__staff__nik_hash=keyed_hash(digits, "nik")).first()
    if "@" in name:
        found = list(active.filter(email__iexact=name.strip())[:2])
        return found[0] if len(found) == 1 else None
    return active.filter(username=name.strip()).first()
