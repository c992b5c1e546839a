"""Addresses of *Bukan Saya*."""

from django.urls import path

from pledges.views import disputes

routes = [
    path("ikrar/bukan-saya/<str:public_id>/", disputes.dispute_own, name="dispute-own"),
    path("sangkalan/", disputes.dispute_list, name="disputes"),
    path("sangkalan/catat/", disputes.dispute_find, name="dispute-find"),
    path("sangkalan/catat/<str:public_id>/", disputes.dispute_record, name="dispute-record"),
    path("sangkalan/<str:public_id>/", disputes.dispute, name="dispute"),
]
