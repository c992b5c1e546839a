"""Addresses of what comes before the first campaign: set-up and readiness."""

from django.urls import path

from pledges.views import readiness, samples, setup

routes = [
    path("persiapan/", setup.setup_page, name="setup"),
    path("kesiapan/", readiness.readiness_page, name="readiness"),
    path("kesiapan/unit/<str:code>/", readiness.readiness_units, name="readiness-units"),
    path("kesiapan/pegawai/<str:code>/", readiness.readiness_people, name="readiness-people"),
    path("pengaturan/pemda/contoh/", samples.sample, name="sample"),
    path("perangkat-daerah/<str:public_id>/contoh-kop/", samples.unit_sample, name="unit-sample"),
]
