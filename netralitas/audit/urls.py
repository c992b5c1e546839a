"""Addresses of the audit room."""

from django.urls import path

from netralitas.audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.event_list, name="events"),
    path("audit/akses/", views.access_list, name="accesses"),
]
