"""Addresses of the dashboards, under /pemantauan/."""

from django.urls import path

from netralitas.dashboards.views import (
    as_of,
    desk,
    monday_plan,
    monday_work,
    mondays,
    open_counts,
    papers,
    pemda,
    people,
    places,
    projector,
    units,
    villages,
)  # fmt: skip

app_name = "dashboards"
urlpatterns = [
    path("", pemda.home, name="home"),
    path("ringkasan/", pemda.overview, name="overview"),
    path("ringkasan/angka/", pemda.figures, name="figures"),
    path("meja/", desk.desk, name="desk"),
    path("layar/", projector.projector, name="projector"),
    path("layar/angka/", projector.projector_figures, name="projector-figures"),
    path("senin/", mondays.mondays, name="mondays"),
    path("senin/sekarang/", mondays.live, name="monday-live"),
    path("senin/bekukan/", mondays.freeze, name="monday-freeze"),
    path("senin/berkas/", mondays.start_files, name="monday-files"),
    path("senin/pengaturan/", monday_plan.arrange, name="monday-plan"),
    path("senin/pekerjaan/", monday_work.work, name="monday-work"),
    path("senin/<str:public_id>/", mondays.monday, name="monday"),
    path("senin/<str:public_id>/kirim/", mondays.mail, name="monday-mail"),
    path("data-terbuka/", open_counts.counts, name="open-counts"),
    path("data-terbuka/umum.csv", open_counts.public_counts, name="open-counts-public"),
    path("keadaan/", as_of.numbers, name="as-of"),
    path("keadaan/<str:public_id>/", as_of.unit_numbers, name="as-of-unit"),
    path("keadaan/<str:public_id>/nama/", as_of.people, name="as-of-people"),
    path("desa/", villages.villages, name="villages"),
    path("daftar-belum/", papers.start_missing, name="print-missing"),
    path("paket/", papers.start_packet, name="print-packet"),
    path("rekap/", papers.start_recap, name="print-recap"),
    path("kecamatan/", places.places, name="places"),
    path("kecamatan/<str:code>/", units.place, name="place"),
    path("unit/<str:public_id>/", units.unit, name="unit"),
    path("unit/<str:public_id>/nama/", people.unit_people, name="people"),
]
