"""Addresses of the documents room."""

from django.urls import path

from netralitas.documents.views import proofs, verification

app_name = "documents"
urlpatterns = [
    path("verifikasi/", verification.search, name="verify"),
    path("verifikasi/berkas/", proofs.check, name="verify-file"),
    path("v/", verification.search, name="verify-short"),
    path("v/<str:code>", verification.show, name="verify-code"),
]
