"""App configuration of the audit room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from netralitas.access.permissions import Permission
from netralitas.ui import navigation


class AuditConfig(AppConfig):
    """Loads every room's `events.py`; adds the menu item."""

    name = "netralitas.audit"
    label = "audit"

    def ready(self) -> None:
        """Fill the catalogue."""
        autodiscover_modules("events")
        navigation.register(
            navigation.Item(
                "Catatan Audit", "audit:events", "journal-text", (Permission.AUDIT_VIEW,), order=210, group="Sistem"
            )
        )
