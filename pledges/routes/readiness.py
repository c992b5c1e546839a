"""Addresses of what comes before the first campaign: set-up and readiness."""

from django.urls import path

from pledges.views import readiness, setup

routes = [
    path("persiapan/", setup.setup_page, name="setup"),
    path("kesiapan/", readiness.readiness_page, name="readiness"),
    path("kesiapan/unit/<str:code>/", readiness.readiness_units, name="readiness-units"),
    path("kesiapan/pegawai/<str:code>/", readiness.readiness_people, name="readiness-people"),
]
