"""Addresses of the room; the doors (@public, @require) are put on by `netralitas.urls`, above this room."""

from django.urls import path

from netralitas.ui import views

app_name = "ui"
urlpatterns = [
    path("tema.css", views.theme_css, name="theme"),
    path("galeri/", views.gallery, name="gallery"),
]
