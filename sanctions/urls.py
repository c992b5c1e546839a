"""Addresses of the room."""

from django.urls import path

from sanctions.views import calendar, catalogue, home

app_name = "sanctions"

urlpatterns = [
    path("", home.home, name="home"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/tambah/", calendar.calendar_add, name="calendar-add"),
    path("kalender/libur-tetap/", calendar.calendar_fixed, name="calendar-fixed"),
    path("kalender/<str:day>/hapus/", calendar.holiday_remove, name="holiday-remove"),
    path("katalog/<str:kind>/", catalogue.catalogue_list, name="catalogue"),
    path("katalog/<str:kind>/tambah/", catalogue.catalogue_new, name="catalogue-new"),
    path("katalog/<str:kind>/<str:code>/", catalogue.catalogue_entry, name="catalogue-entry"),
    path("katalog/<str:kind>/<str:code>/ubah/", catalogue.catalogue_change, name="catalogue-change"),
    path("katalog/<str:kind>/<str:code>/hentikan/", catalogue.catalogue_withdraw, name="catalogue-withdraw"),
]
