"""Addresses of Bakesbangpol's letters about the campaign."""

from django.urls import path

from pledges.views import letters

routes = [
    path("surat-ikrar/tertinggal/", letters.remind_heads, name="letter-remind"),
    path("surat-ikrar/bawaslu/", letters.tell_bawaslu, name="letter-bawaslu"),
]
