"""Django's admin for the superuser: everything registered can be looked at, nothing changed."""

from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver

from netralitas.access.doors import View

_ROOMS = frozenset(
    "access audit ledger jobs documents exchange registry accounts outreach pledges sanctions".split()  # noqa: SIM905
)
_LEFT_OUT = frozenset(
    "login logout password_change password_change_done autocomplete view_on_site".split()  # noqa: SIM905
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and shows rows; secrets and ciphertext stay out."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Every field but passwords, keys and encrypted columns."""
        return [f.name for f in self.model._meta.fields if not _is_secret(f.name)]

    get_readonly_fields = get_fields

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; a filter no database can take (a number of forty digits) leads back to the whole list.

        Django does so with filters it finds wrong itself, but these break only when the rows are asked for.
        """
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, DataError):
            return redirect(f"{request.path}?{ERROR_FLAG}=1")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superuser only."""
        return request.user.is_active and request.user.is_superuser

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


class ReadOnlyAdminSite(admin.AdminSite):
    """The admin of the house; its URLs declare their access like every other."""

    site_header = site_title = "Netralitas: lihat saja"
    index_title = "Tabel"

    def has_permission(self, request: HttpRequest) -> bool:
        """Superuser only."""
        return request.user.is_active and request.user.is_superuser

    def get_urls(self) -> list:
        """Django's URLs without its own sign-in and helpers, each behind our door."""
        urls = [url for url in super().get_urls() if getattr(url, "name", None) not in _LEFT_OUT]
        _put_doors_on(urls)
        return urls


def _put_doors_on(urls: list) -> None:
    for url in urls:
        if isinstance(url, URLResolver):
            _put_doors_on(url.url_patterns)
        else:
            url.callback = _superuser_only(url.callback)


def _superuser_only(view: View) -> View:
    """Let the superuser in, send strangers to the portal's own sign-in, and refuse everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not admin.site.has_permission(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.access, guarded.login_url = "superuser", ""  # Django's own sign-in page is left out
    return guarded


def _is_secret(name: str) -> bool:
    return name in {"password", "salt", "body", "session_key"} or name.endswith(("_ciphertext", "wrapped", "_hash"))


def register_all() -> None:
    """Register each model of the house and nothing else; called once when all apps are ready."""
    for model in list(admin.site._registry):
        admin.site.unregister(model)  # what Django registers by itself, such as groups, means nothing here
    for model in apps.get_models():
        if model._meta.app_label in _ROOMS and not admin.site.is_registered(model):
            fields = [f for f in model._meta.fields if not _is_secret(f.name)][:6]
            # only what a column names: by itself Django joins five tables deep, and PostgreSQL plans that for minutes
            options = {
                "list_display": [f.name for f in fields],
                "list_select_related": [f.name for f in fields if f.is_relation],
            }
            admin.site.register(model, type(f"{model.__name__}Admin", (ReadOnlyAdmin,), options))
