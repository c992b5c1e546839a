"""Addresses of *Verifikasi Kelengkapan*: statement, scan, review."""

from django.urls import path

from pledges.views import completion, reviews, statements

routes = [
    path("kelengkapan/", completion.completion_list, name="completions"),
    path("kelengkapan/opd/<str:public_id>/", completion.completion_office, name="completion-office"),
    path("kelengkapan/opd/<str:public_id>/siapkan/", completion.completion_prepare, name="completion-prepare"),
    path("kelengkapan/pindaian/<str:public_id>/", statements.scan_file, name="completion-scan-file"),
    path("kelengkapan/<str:public_id>/", completion.completion_detail, name="completion"),
    path("kelengkapan/<str:public_id>/nyatakan/", statements.completion_state, name="completion-state"),
    path("kelengkapan/<str:public_id>/cetak/", statements.completion_print, name="completion-print"),
    path("kelengkapan/<str:public_id>/pindaian/", statements.completion_scan, name="completion-scan"),
    path("kelengkapan/<str:public_id>/nomor/", statements.completion_number, name="completion-number"),
    path("kelengkapan/<str:public_id>/cocokkan/", reviews.completion_check, name="completion-check"),
    path("kelengkapan/<str:public_id>/kembalikan/", reviews.completion_return, name="completion-return"),
    path("kelengkapan/<str:public_id>/lengkap/", reviews.completion_accept, name="completion-accept"),
]
