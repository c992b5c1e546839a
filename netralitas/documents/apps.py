"""App configuration of the documents room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents room; its package docstring says what lives here."""

    name = "netralitas.documents"
    label = "documents"
