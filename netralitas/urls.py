"""Composition of all addresses; each room keeps its own list."""

from django.contrib import admin
from django.urls import include, path

from netralitas import views

handler400 = "netralitas.views.bad_request"
handler403 = "netralitas.views.forbidden"
handler404 = "netralitas.views.not_found"
handler500 = "netralitas.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("netralitas.ui.urls")),
    path("", include("netralitas.accounts.urls")),
    path("", include("netralitas.documents.urls")),
    path("", include("netralitas.registry.urls")),
    path("", include("netralitas.audit.urls")),
    path("pekerjaan/", include("netralitas.jobs.urls")),
    path("", include("pledges.urls")),
    path("pemantauan/", include("netralitas.dashboards.urls")),
    path("admin/", admin.site.urls),
]
