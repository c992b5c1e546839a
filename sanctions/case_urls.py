"""Addresses of cases up to the LHP; a step's address ends in the `url` of its row in sanctions.transitions."""

from django.urls import path

from sanctions.views import allegations, assignments, cases, examinations, investigation_reports, supplements

routes = [
    path("perkara/", cases.case_list, name="cases"),
    path("laporan/<str:public_id>/buka-perkara/", cases.case_new, name="case-new"),
    path("perkara/<str:public_id>/", cases.case_detail, name="case"),
    path("perkara/<str:public_id>/terlapor/tambah/", cases.case_person_add, name="case-person-add"),
    path("perkara/<str:public_id>/penugasan/", assignments.case_assignments, name="case-assignments"),
    path("perkara/<str:public_id>/benturan/", assignments.step_back, name="case-step-back"),
    path("penugasan/<str:public_id>/pernyataan/", assignments.declaration, name="declaration"),
    path("penugasan/<str:public_id>/catat-pernyataan/", assignments.declaration_note, name="declaration-note"),
    path("penugasan/<str:public_id>/akhiri/", assignments.assignment_end, name="assignment-end"),
    path("terlapor/<str:public_id>/", cases.person_detail, name="case-person"),
    path("terlapor/<str:public_id>/dugaan/tambah/", allegations.allegation_add, name="allegation-add"),
    path("dugaan/<str:public_id>/cabut/", allegations.allegation_withdraw, name="allegation-withdraw"),
    path("terlapor/<str:public_id>/jalur/", allegations.person_track, name="person-track"),
    path("terlapor/<str:public_id>/hentikan/", examinations.stop, name="step-hentikan"),
    path("terlapor/<str:public_id>/mulai-pemeriksaan/", examinations.begin, name="step-mulai-pemeriksaan"),
    path("terlapor/<str:public_id>/panggil/", examinations.summon, name="step-panggil"),
    path("terlapor/<str:public_id>/tidak-hadir/", examinations.note_absence, name="step-tidak-hadir"),
    path("terlapor/<str:public_id>/bap/", examinations.write, name="step-bap"),
    path("bap/<str:public_id>/", examinations.examination, name="examination"),
    path("bap/<str:public_id>/selesai/", examinations.finish, name="examination-finish"),
    path("terlapor/<str:public_id>/bap-tambahan/", supplements.write, name="step-bap-tambahan"),
    path("bap/<str:public_id>/hapus/", supplements.discard, name="examination-discard"),
    path("terlapor/<str:public_id>/lhp/", investigation_reports.write, name="step-lhp"),
    path("lhp/<str:public_id>/", investigation_reports.investigation_report, name="investigation-report"),
    path("lhp/<str:public_id>/sampaikan/", investigation_reports.finish, name="investigation-report-finish"),
]
