"""Addresses of verification of data, of those who retire in the window, and of those who cannot be reached."""

from django.urls import path

from pledges.views import head_roles, reach, retirements, verifications

routes = [
    path("verifikasi-data/", verifications.verification_list, name="verifications"),
    path("verifikasi-data/tenggat/", verifications.verification_ask, name="verification-ask"),
    path("verifikasi-data/ingatkan/", verifications.verification_remind, name="verification-remind"),
    path("verifikasi-data/<str:public_id>/", verifications.verification, name="verification"),
    path("verifikasi-data/<str:public_id>/nyatakan/", verifications.verification_state, name="verification-state"),
    path("pimpinan-dan-peran/", head_roles.head_role_list, name="head-roles"),
    path("pensiun/", retirements.retirement_list, name="retirements"),
    path("belum-terhubung/<str:public_id>/", reach.unreachable, name="unreachable"),
]
