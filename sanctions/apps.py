"""App configuration of the sanctions room."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """The sanctions room; its package docstring says what lives here."""

    name = "sanctions"
