"""Pimpinan dan peran: where the head by penugasan and the account with the role Kepala OPD differ."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from pledges.queries.head_roles import head_roles


@require(Permission.HEAD_COMPARE)
@require_safe
def head_role_list(request: HttpRequest) -> HttpResponse:
    """For those who name heads, and those who give roles: neither follows the other by itself."""
    may_name, may_give = (request.user.has_perm(p) for p in (Permission.OPD_EDIT, Permission.ACCOUNT_EDIT))
    rows = head_roles(timezone.localdate())
    differing = sum(row.state != "cocok" for row in rows)
    context = {"rows": rows, "differing": differing, "may_name": may_name, "may_give": may_give}
    return render(request, "pledges/head_roles/list.html", context)
