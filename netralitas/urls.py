"""Composition of all addresses; each room keeps its own list."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from netralitas import views
from netralitas.access.doors import public, require
from netralitas.access.permissions import Permission
from netralitas.ui import views as ui_views

handler400 = "netralitas.views.bad_request"
handler403 = "netralitas.views.forbidden"
handler404 = "netralitas.views.not_found"
handler500 = "netralitas.views.server_error"

# The room ui stands beside access and cannot import its doors: they are put on here.
gallery_door = public if settings.DEMO else require(Permission.SYSTEM_VIEW)
look = [
    path("tema.css", public(ui_views.theme_css), name="theme"),
    path("galeri/", gallery_door(ui_views.gallery), name="gallery"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("pledges.urls")),  # first: the addresses of a burst
    path("", include((look, "ui"))),
    path("", include("netralitas.accounts.urls")),
    path("", include("netralitas.documents.urls")),
    path("", include("netralitas.registry.urls")),
    path("", include("netralitas.audit.urls")),
    path("pekerjaan/", include("netralitas.jobs.urls")),
    path("penanganan/", include("sanctions.urls")),
    path("pemantauan/", include("netralitas.dashboards.urls")),
    path("admin/", admin.site.urls),
]
