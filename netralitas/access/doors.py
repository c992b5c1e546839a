"""Doors: every view says who may enter. A test walks all URLs and fails on a silent one.

`access` on the view holds a Permission, `"public"`, `"signed-in"` or `"person"` (accounts.doors).
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of

View = Callable[..., HttpResponse]


def require(permission: Permission) -> Callable[[View], View]:
    """Only for those who hold `permission` somewhere; `request.scope` then says where.

    The view must still look its object up inside that scope: not there is 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.scope = scope_of(request.user, permission)
            if not request.scope:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = permission
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """For every account (LoginRequiredMiddleware stands before it)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs)

    guarded.access = "signed-in"
    return guarded


def public(view: View) -> View:
    """For anyone."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs)

    opened.access = "public"
    return login_not_required(opened)
