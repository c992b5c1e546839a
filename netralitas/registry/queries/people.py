"""Finding persons for the audit log, by name or number."""

from django.db.models import Q

from netralitas import names
from netralitas.audit.catalogue import Person
from netralitas.keys import keyed_hash
from netralitas.registry.models import Staff

_MOST = 20


def find_people(text: str) -> list[Person]:
    """At most twenty persons whose name holds every word, or who have this number; one query."""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) == 18:
        rows = Staff.objects.filter(nip=digits)
    elif len(digits) == 16:
        rows = Staff.objects.filter(nik_hash=keyed_hash(digits, "nik"))
    else:
        wanted = Q()
        for word in names.fold(text).split():
            wanted &= Q(name_key__contains=word)
        rows = Staff.objects.filter(wanted).order_by("name_key", "pk")
    return [Person(person.public_id, person.full_name) for person in rows[:_MOST]]
