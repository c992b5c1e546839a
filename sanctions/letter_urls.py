"""Addresses of the papers of a case."""

from django.urls import path

from sanctions.views import letters

routes = [
    path("terlapor/<str:public_id>/surat/", letters.person_letters, name="person-letters"),
]
