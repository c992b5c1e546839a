"""Open visits, and who used a device before."""

from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.models import LinkReveal, PersonalLink, StaffLink, Visit
from netralitas.registry.models import Staff


def open_visit(public_id: str) -> Visit | None:
    """The open visit of that id, with its person and unit; one query, none for an empty id."""
    if not public_id:
        return None
    return (
        Visit.objects.filter(public_id=public_id, ended_at__isnull=True, expires_at__gt=timezone.now())
        .select_related("staff__unit__opd", "unit_link__unit")
        .first()
    )


def holder_of(device_key: str, *, besides: Staff | None = None) -> Staff | None:
    """Who used the device first, leaving out `besides`; None when nobody else did. One query."""
    if not device_key:
        return None
    others = Visit.objects.filter(device_key=device_key)
    if besides is not None:
        others = others.exclude(staff=besides)
    first = others.order_by("pk").select_related("staff").first()
    return first.staff if first else None


def is_somebody_else(user: User, staff: Staff) -> bool:
    """Whether the account signed in on the device belongs to another person than `staff`. At most one query."""
    return user.is_authenticated and not StaffLink.objects.filter(user_id=user.pk, staff=staff).exists()


def was_revealed(link: PersonalLink) -> bool:
    """Whether an operator saw the present generation of the link. One query."""
    return LinkReveal.objects.filter(link=link, generation=link.generation).exists()
