"""Addresses of the jobs room, under /pekerjaan/."""

from django.urls import path

from netralitas.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("kesehatan/", views.health_page, name="health"),
    path("kesehatan/angka/", views.health_readings, name="health-readings"),
    path("<str:public_id>/", views.job, name="job"),
    path("<str:public_id>/kemajuan/", views.progress, name="progress"),
    path("<str:public_id>/hentikan/", views.cancel, name="cancel"),
    path("<str:public_id>/ulangi/", views.retry, name="retry"),
    path("<str:public_id>/unduh/", views.download, name="download"),
]
