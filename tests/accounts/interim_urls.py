"""The portal's addresses plus *Ikrar Saya* until the room pledges has it."""

from django.http import HttpResponse
from django.urls import include, path

from netralitas.access.doors import public
from netralitas.urls import *  # noqa: F403
from netralitas.urls import urlpatterns as _patterns


def mine(request):
    return HttpResponse("Ikrar Saya")


urlpatterns = [path("", include(([path("ikrar/", public(mine), name="mine")], "pledges"))), *_patterns]
