"""Addresses of *Ikrar Saya* and of signing."""

from django.urls import path

from pledges.views import mine, signatures

routes = [
    path("ikrar/", mine.mine, name="mine"),
    path("ikrar/selesai/<str:public_id>/", signatures.done, name="done"),
    path("ikrar/sertifikat/<str:public_id>/", mine.certificate, name="certificate"),
    path("ikrar/sertifikat/<str:public_id>/keadaan/", mine.certificate_status, name="certificate-status"),
    path("ikrar/<str:public_id>/", signatures.sign, name="sign"),
]
