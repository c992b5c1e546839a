"""Who is behind an account that asks: what the walls of reports and cases are built from."""

from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Assignment, Staff


def identity_of(user: User) -> list[int]:
    """The rows of the registry that are the person behind an account; kept with the account for the request."""
    if not hasattr(user, "_wall_identity"):
        link = getattr(user, "staff_link", None)
        rows = Staff.objects.of_one_identity(link.staff) if link else Staff.objects.none()
        user._wall_identity = list(rows.values_list("pk", flat=True))
    return user._wall_identity


def roles_of(user: User) -> list[tuple[str, int | None]]:
    """Roles in force with the Perangkat Daerah they are for; kept with the account for the request."""
    if not hasattr(user, "_wall_roles"):
        rows = RoleAssignment.objects.in_force().filter(user_id=user.pk)
        user._wall_roles = list(rows.values_list("role", "unit__opd_id"))
    return user._wall_roles


def offices_of(user: User) -> set[int]:
    """Perangkat Daerah whose reported people the account must not read about.

    The home, those the account works for, and those in which the person holds a post, as a Plt. does.
    """
    if not hasattr(user, "_wall_posts"):
        held = Assignment.objects.on(timezone.localdate()).filter(staff__in=identity_of(user))
        user._wall_posts = set(held.values_list("unit__opd", flat=True))
    return {user.staff_link.staff.unit.opd_id} | {opd for _, opd in roles_of(user) if opd} | user._wall_posts
