"""Open visits, and who used a device before."""

from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.models import LinkReveal, PersonalLink, StaffLink, Visit, WayIn
from netralitas.prepared import Prepared
from netralitas.registry.models import Staff

_not_ended = Prepared(
    lambda public_id: Visit.objects.filter(public_id=public_id, ended_at__isnull=True).select_related(
        "staff__unit__opd"
    ),
    "?kunjungan",
)


def open_visit(public_id: str) -> Visit | None:
    """The open visit of that id, with its person and unit; one query, none for an empty id."""
    visit = _not_ended.first(public_id) if public_id else None
    return visit if visit and visit.expires_at > timezone.now() else None


def holder_of(device_key: str, *, besides: Staff | None = None) -> Staff | None:
    """Who used the device first, leaving out `besides`; None when nobody else did. One query."""
    if not device_key:
        return None
    others = Visit.objects.filter(device_key=device_key)
    if besides is not None:
        others = others.exclude(staff=besides)
    first = others.order_by("pk").select_related("staff").first()
    return first.staff if first else None


def was_used_by_another(device_key: str, staff: Staff) -> bool:
    """Whether anybody but `staff` opened a visit on the device. One query."""
    return bool(device_key) and Visit.objects.filter(device_key=device_key).exclude(staff=staff).exists()


def is_somebody_else(user: User, staff: Staff) -> bool:
    """Whether the account signed in on the device belongs to another person than `staff`. At most one query."""
    return user.is_authenticated and not StaffLink.objects.filter(user_id=user.pk, staff=staff).exists()


def came_by_own_link(visit: Visit) -> bool:
    """Whether it was opened by the own personal link alone, for signing: proof enough to make a password. No query."""
    is_mixed = visit.is_shared_device or visit.is_via_operator or visit.is_read_only
    return visit.way_in == WayIn.PERSONAL_LINK and not is_mixed


def may_make_password(visit: Visit) -> bool:
    """Whether the visitor may make a password: by the own link, without an account it would get round; two queries."""
    if not came_by_own_link(visit):
        return False
    link = StaffLink.objects.filter(staff_id=visit.staff_id).select_related("user").first()
    if link is None:
        return True
    user = link.user
    return not user.has_usable_password() and user.is_active and not user.role_assignments.exists()


def was_revealed(link: PersonalLink) -> bool:
    """Whether an operator saw the present generation of the link. One query."""
    return LinkReveal.objects.filter(link=link, generation=link.generation).exists()
