"""Addresses of *Pola Tanda Tangan*."""

from django.urls import path

from pledges.views import signals

_OPD = "pola/<str:campaign_id>/<str:opd_id>/"

routes = [
    path("pola/", signals.signal_list, name="signals"),
    path("pola/ambang/", signals.threshold_list, name="thresholds"),
    path("pola/ambang/<str:code>/", signals.threshold_edit, name="threshold"),
    path(_OPD, signals.signal_opd, name="signal-opd"),
    path(f"{_OPD}periksa/", signals.signal_check, name="signal-check"),
    path(f"{_OPD}<str:code>/", signals.signal_rows, name="signal-rows"),
]
