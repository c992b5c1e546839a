"""Addresses of *Cetak & Unduh*."""

from django.urls import path

from pledges.views import printing

routes = [
    path("cetak/", printing.desk, name="print"),
    path("cetak/sertifikat/", printing.certificate_list, name="print-list"),
    path("cetak/sertifikat/buat/", printing.start_certificates, name="print-certificates"),
    path("cetak/daftar-penandatangan/", printing.start_signers, name="print-signers"),
    path("cetak/sertifikat/arsip/", printing.start_archive, name="print-archive"),
    path("cetak/sertifikat/<str:public_id>/", printing.certificate, name="print-certificate"),
    path("cetak/lembar-tautan/", printing.start_slips, name="print-slips"),
    path("cetak/poster/<str:campaign_id>/<str:unit_id>/buka/", printing.open_poster, name="poster-open"),
    path("cetak/tautan-unit/", printing.open_unit_links, name="unit-links"),
    path("cetak/poster/<str:campaign_id>/<str:unit_id>/<str:size>.pdf", printing.poster, name="poster"),
]
