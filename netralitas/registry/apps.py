"""App configuration of the registry room."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry room; its package docstring says what lives here."""

    name = "netralitas.registry"
    label = "registry"
