"""App configuration of the pledges room."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The pledges room; its package docstring says what lives here."""

    name = "pledges"
