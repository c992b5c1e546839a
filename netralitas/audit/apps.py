"""App configuration of the audit room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Loads every room's `events.py`."""

    name = "netralitas.audit"
    label = "audit"

    def ready(self) -> None:
        """Fill the catalogue."""
        autodiscover_modules("events")
