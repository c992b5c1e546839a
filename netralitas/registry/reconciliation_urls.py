"""Addresses of the comparison with BKPSDM's export; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import reconciliations

routes = [
    path("pegawai/rekonsiliasi/", reconciliations.run_list, name="reconciliations"),
    path("pegawai/rekonsiliasi/unggah/", reconciliations.run_new, name="reconciliation-new"),
    path("pegawai/rekonsiliasi/<str:public_id>/", reconciliations.run_detail, name="reconciliation"),
    path("pegawai/rekonsiliasi/<str:public_id>/kolom/", reconciliations.run_columns, name="reconciliation-columns"),
    path("pegawai/rekonsiliasi/<str:public_id>/laporan.pdf", reconciliations.run_report, name="reconciliation-report"),
    path("pegawai/rekonsiliasi/<str:public_id>/tindak/", reconciliations.run_follow, name="reconciliation-follow"),
]
