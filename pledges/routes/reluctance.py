"""Address of *Belum bersedia*."""

from django.urls import path

from pledges.views import reluctance

routes = [path("ikrar/<str:public_id>/belum-bersedia/", reluctance.unwilling, name="unwilling")]
