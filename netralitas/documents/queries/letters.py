"""The register of letters: what a user may know of, what is about one subject, whether a number is taken."""

from django.db.models import Q, QuerySet

from netralitas.access.models import User
from netralitas.documents.letters import by_visibility
from netralitas.documents.models import Letter


def visible_to(user: User) -> QuerySet[Letter]:
    """Letters this user may know of: each kind's own rule; one query, with what a list shows."""
    allowed = Q(pk__in=[])
    for visible, codes in by_visibility():
        allowed |= Q(pk__in=visible(user, Letter.objects.filter(kind__in=codes)).values("pk"))
    return Letter.objects.filter(allowed).with_state()


def of_subject(subject_type: str, key: str) -> QuerySet[Letter]:
    """Letters about one subject of a room above, the newest first; one query. Walls are the caller's."""
    rows = Letter.objects.filter(subject_type=subject_type, subject_key=str(key))
    return rows.with_state().order_by("-pk")


def number_taken(letter: Letter, number: str, year: int) -> bool:
    """Whether another valid letter under the same kop bears the number in this year; one query."""
    here = Q(number=number, dated_on__year=year) | Q(entered__number=number, entered__dated_on__year=year)
    others = Letter.objects.filter(here, office=letter.office, document__voidance__isnull=True)
    return others.exclude(pk=letter.pk).exists()
