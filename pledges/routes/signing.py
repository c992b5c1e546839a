"""Addresses of *Ikrar Saya* and of signing."""

from django.urls import path, re_path

from pledges.views import mine, own_data, signatures

routes = [
    path("ikrar/", mine.mine, name="mine"),
    path("ikrar/selesai/<str:public_id>/", signatures.done, name="done"),
    path("ikrar/sertifikat/<str:public_id>/", mine.certificate, name="certificate"),
    path("ikrar/sertifikat/<str:public_id>/keadaan/", mine.certificate_status, name="certificate-status"),
    path("ikrar/data-saya/", own_data.page, name="own-data"),
    path("ikrar/data-saya/perbaikan/", own_data.correct, name="own-data-correct"),
    re_path(r"^ikrar/data-saya/unduh/(?P<form>json|xlsx)/$", own_data.download, name="own-data-download"),
    path("ikrar/<str:public_id>/", signatures.sign, name="sign"),
]
