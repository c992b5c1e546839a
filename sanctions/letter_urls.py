"""Addresses of the papers of a case."""

from django.urls import path

from sanctions.views import dossiers, letters

routes = [
    path("terlapor/<str:public_id>/surat/", letters.person_letters, name="person-letters"),
    path("perkara/<str:public_id>/berkas/", dossiers.case_dossier, name="case-dossier"),
]
