"""Addresses of the documents room."""

from django.urls import path

from netralitas.documents.views import letter_templates, letters, proofs, sealing, verification

app_name = "documents"
urlpatterns = [
    path("verifikasi/", verification.search, name="verify"),
    path("verifikasi/berkas/", proofs.check, name="verify-file"),
    path("v/", verification.search, name="verify-short"),
    path("v/<str:code>", verification.show, name="verify-code"),
    path("segel/", sealing.documents, name="seals"),
    path("segel/<str:public_id>/", sealing.document, name="seal"),
    path("segel/<str:public_id>/tanda-tangan/", sealing.sign, name="seal-sign"),
    path("segel/<str:public_id>/terima/", sealing.accept, name="seal-accept"),
    path("segel/<str:public_id>/kirim-ulang/", sealing.send_again, name="seal-again"),
    path("surat/", letters.letter_list, name="letters"),
    path("surat/cetak/", letters.letters_print, name="letters-print"),
    path("surat/naskah/", letter_templates.template_list, name="letter-templates"),
    path("surat/naskah/<str:code>/", letter_templates.template_detail, name="letter-template"),
    path("surat/naskah/<str:code>/ubah/", letter_templates.template_edit, name="letter-template-edit"),
    path("surat/naskah/<str:code>/pratinjau/", letter_templates.template_preview, name="letter-template-preview"),
    path("surat/naskah/<str:code>/contoh/", letter_templates.template_sample, name="letter-template-sample"),
    path(
        "surat/naskah/<str:code>/versi/<str:version>/",
        letter_templates.template_version,
        name="letter-template-version",
    ),
    path("surat/<str:public_id>/", letters.letter_detail, name="letter"),
    path("surat/<str:public_id>/berkas/", letters.letter_file, name="letter-file"),
    path("surat/<str:public_id>/pdf/", letters.letter_pdf, name="letter-pdf"),
    path("surat/<str:public_id>/ubah/", letters.letter_edit, name="letter-edit"),
    path("surat/<str:public_id>/terbitkan/", letters.letter_issue, name="letter-issue"),
    path("surat/<str:public_id>/nomor/", letters.letter_number, name="letter-number"),
    path("surat/<str:public_id>/pindaian/", letters.letter_scan, name="letter-scan"),
    path("surat/<str:public_id>/pindaian/<str:scan_id>/", letters.letter_scan_copy, name="letter-scan-copy"),
    path("surat/<str:public_id>/batalkan/", letters.letter_void, name="letter-void"),
    path("surat/<str:public_id>/hapus/", letters.letter_discard, name="letter-discard"),
]
