"""Addresses of *Pembatalan Ikrar*."""

from django.urls import path

from pledges.views import voids

routes = [
    path("pembatalan/", voids.void_list, name="voids"),
    path("pembatalan/usul/<str:public_id>/", voids.void_propose, name="void-propose"),
    path("pembatalan/<str:public_id>/", voids.void, name="void"),
]
