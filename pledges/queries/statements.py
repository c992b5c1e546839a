"""Who may speak for a Perangkat Daerah on a day, and who may not judge it."""

from datetime import date

from netralitas.access.actors import Actor
from netralitas.accounts.models import StaffLink
from netralitas.registry.models import Assignment, Opd, Staff
from netralitas.registry.queries.heads import head_on

_KESBANGPOL = "KESBANGPOL"


def person_of(by: Actor) -> Staff | None:
    """The person behind an account, by the row that speaks for all of them; None for others. One query."""
    if by.user_id is None:
        return None
    link = StaffLink.objects.filter(user_id=by.user_id).select_related("staff__unit", "staff__merged_into__unit")
    found = link.first()
    return found.staff.itself if found else None


def post_of(by: Actor, opd: Opd, day: date) -> Assignment | None:
    """The post in which this account heads the OPD on a day (Plt. and Plh. too), or None; two queries."""
    person, post = person_of(by), head_on(opd, day)
    return post if person and post and post.staff.itself.pk == person.pk else None


def is_own(by: Actor, opd: Opd, day: date) -> bool:
    """Whether the account belongs to this OPD: home unit there, or a post there on a day; at most three queries.

    An account without a person behind it belongs to the office that reviews; the shell belongs nowhere.
    """
    if by.user_id is None:
        return False
    person = person_of(by)
    if person is None:
        return opd.kind_id == _KESBANGPOL
    posts = Assignment.objects.on(day).filter(staff__in=Staff.objects.of_one_identity(person), unit__opd=opd)
    return person.unit.opd_id == opd.pk or posts.exists()
