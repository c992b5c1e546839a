"""App configuration of the demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration; its package docstring says what lives here."""

    name = "netralitas.demo"
    label = "demo"
