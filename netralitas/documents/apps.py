"""App configuration of the documents room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    """The documents room; its package docstring says what lives here."""

    name = "netralitas.documents"
    label = "documents"

    def ready(self) -> None:
        """Learn every room's papers from its `papers.py`; give the health page its reading."""
        from netralitas.documents import health  # noqa: F401  its import declares the probe

        autodiscover_modules("papers")
