"""App configuration of the access room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what."""

    name = "netralitas.access"
    label = "access"
