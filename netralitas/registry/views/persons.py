"""The person a page is about: inside the scope of viewing first, then the permission of the page (404 before 403)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.registry.models import Staff


def person_of(request: HttpRequest, public_id: str) -> Staff:
    """The person with unit and OPD; raises 404 outside one's view, 403 where one may look but not act."""
    visible = Staff.objects.within(scope_of(request.user, Permission.STAFF_VIEW))
    related = ("unit__opd__kind", "merged_into__unit__opd")
    person = get_object_or_404(visible.select_related(*related), public_id=public_id)
    if not request.scope.covers(person.unit):
        raise PermissionDenied
    return person


def acts_for_opd(request: HttpRequest) -> bool:
    """Whether the proposer is an operator, so that BKPSDM is the second person."""
    return not scope_of(request.user, Permission.STAFF_EDIT).is_all
