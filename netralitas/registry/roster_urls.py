"""Addresses of who heads what, who counts, and who is the same person; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import assignments

routes = [
    path("perangkat-daerah/<str:public_id>/pimpinan/", assignments.unit_head, name="unit-head"),
    path("perangkat-daerah/<str:public_id>/penugasan/", assignments.assignment_list, name="assignments"),
    path("penugasan/<str:public_id>/akhiri/", assignments.assignment_end, name="assignment-end"),
]
