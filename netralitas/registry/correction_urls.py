"""Addresses of requests to put own data right; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import corrections

routes = [
    path("pegawai/perbaikan/", corrections.correction_list, name="corrections"),
    path("pegawai/perbaikan/<str:public_id>/", corrections.correction_answer, name="correction"),
]
