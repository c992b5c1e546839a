"""The room `ui`; it has no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components and layouts shared by every page."""

    name = "netralitas.ui"
    label = "ui"
    verbose_name = "Tampilan"
