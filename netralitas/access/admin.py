"""Django's admin for the superuser: everything registered can be looked at, nothing changed."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and shows rows; secrets and ciphertext stay out."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Every field but passwords, keys and encrypted columns."""
        return [f.name for f in self.model._meta.fields if not _is_secret(f.name)]

    get_readonly_fields = get_fields

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
        """Django's URLs without its own sign-in page, password page and i18n catalogue, each with its door declared."""
        left_out = {
            "login",
            "logout",
            "password_change",
            "password_change_done",
            "jsi18n",
            "autocomplete",
            "view_on_site",
        }
        urls = [url for url in super().get_urls() if getattr(url, "name", None) not in left_out]
        _declare_access(urls)
        return urls

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send to the portal's own sign-in."""
        from django.contrib.auth.views import redirect_to_login

        return redirect_to_login(request.get_full_path())


def _declare_access(urls: list) -> None:
    for url in urls:
        if isinstance(url, URLResolver):
            _declare_access(url.url_patterns)
        else:
            url.callback.access = "superuser"  # the wrapper Django made around this site's view


def _is_secret(name: str) -> bool:
    return name in {"password", "salt", "body"} or name.endswith(("_ciphertext", "wrapped", "_hash"))


def register_all() -> None:
    """Register each model of the house; called once when all apps are ready."""
    rooms = {
        "access",
        "audit",
        "ledger",
        "jobs",
        "documents",
        "exchange",
        "registry",
        "accounts",
        "pledges",
        "sanctions",
    }
    for model in apps.get_models():
        if model._meta.app_label in rooms and not admin.site.is_registered(model):
            names = [f.name for f in model._meta.fields if not _is_secret(f.name)][:6]
            admin.site.register(model, type(f"{model.__name__}Admin", (ReadOnlyAdmin,), {"list_display": names}))
