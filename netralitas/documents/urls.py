"""Addresses of the documents room."""

from django.urls import path

from netralitas.documents.views import proofs, sealing, verification

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
]
