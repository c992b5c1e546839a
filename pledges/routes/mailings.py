"""Addresses of *Kirim tautan lewat surel*."""

from django.urls import path

from pledges.views import mailings

routes = [
    path("cetak/surel/<str:campaign_id>/<str:unit_id>/", mailings.mailing, name="mailing"),
    path("cetak/surel/<str:campaign_id>/<str:unit_id>/kirim/", mailings.mailing_send, name="mailing-send"),
]
