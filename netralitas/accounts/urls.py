"""Addresses of the accounts room."""

from django.urls import path

from netralitas.accounts.views import links, visits

app_name = "accounts"
urlpatterns = [
    # ways in for staff
    path("masuk/", visits.visit_ended, name="login"),
    path("t/<str:token>", links.personal_link, name="personal-link"),
    path("u/<str:token>", links.unit_link, name="unit-link"),
    path("u/<str:token>/ya", links.unit_confirm, name="unit-confirm"),
    path("rekan/", visits.next_person, name="next-person"),
    path("kunjungan/akhiri/", visits.end_visit, name="end-visit"),
    path("kunjungan/selesai/", visits.visit_ended, name="visit-ended"),
]
