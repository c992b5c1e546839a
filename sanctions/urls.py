"""Addresses of the room."""

from django.urls import path

from sanctions import case_urls, letter_urls, outcome_urls
from sanctions.views import calendar, catalogue, evidence, figures, home, report_letters, reports

app_name = "sanctions"

urlpatterns = [
    path("", home.home, name="home"),
    path("laporan/", reports.report_list, name="reports"),
    path("laporan/catat/", reports.report_new, name="report-new"),
    path("laporan/<str:public_id>/", reports.report_detail, name="report"),
    path("laporan/<str:public_id>/telaah/", reports.report_triage, name="report-triage"),
    path("laporan/<str:public_id>/jawaban/", reports.report_answer, name="report-answer"),
    path("laporan/<str:public_id>/pelapor/", reports.report_reporter, name="report-reporter"),
    path("laporan/<str:public_id>/surat/", report_letters.report_letters, name="report-letters"),
    path("laporan/<str:public_id>/bukti/tambah/", evidence.report_exhibit_new, name="report-exhibit-new"),
    path("perkara/<str:public_id>/bukti/", evidence.case_exhibits, name="case-exhibits"),
    path("perkara/<str:public_id>/bukti/tambah/", evidence.case_exhibit_new, name="case-exhibit-new"),
    path("bukti/<str:public_id>/", evidence.exhibit_detail, name="exhibit"),
    path("bukti/<str:public_id>/salinan/", evidence.exhibit_look, name="exhibit-look"),
    path("bukti/<str:public_id>/asli/", evidence.exhibit_original, name="exhibit-original"),
    path("bukti/<str:public_id>/periksa/", evidence.exhibit_verify, name="exhibit-verify"),
    path("bukti/<str:public_id>/serah-terima/", evidence.exhibit_hand_over, name="exhibit-hand-over"),
    *case_urls.routes,
    *letter_urls.routes,
    *outcome_urls.routes,
    path("angka/", figures.figures, name="figures"),
    path("jumlah/", figures.counts, name="counts"),
    path("siasn/", figures.siasn_list, name="siasn"),
    path("siasn/unduh/", figures.siasn_sheet, name="siasn-sheet"),
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
