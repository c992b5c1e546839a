"""App configuration of the jobs room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from netralitas.access.permissions import Permission
from netralitas.ui import navigation, statuses

_STARTS_JOBS = (
    Permission.STAFF_IMPORT, Permission.STAFF_IMPORT_ALL, Permission.STAFF_EXPORT, Permission.CERTIFICATE_PRINT,
    Permission.CAMPAIGN_OPEN,
)  # fmt: skip


class JobsConfig(AppConfig):
    """Loads every room's `tasks.py`; adds its menu items."""

    name = "netralitas.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Fill the catalogue."""
        autodiscover_modules("tasks")
        statuses.register(
            "health",
            {
                "good": statuses.Look("Baik", "good", "check-circle-fill"),
                "warn": statuses.Look("Perlu dilihat", "warn", "exclamation-triangle-fill"),
                "bad": statuses.Look("Perlu tindakan", "bad", "exclamation-octagon-fill"),
            },
        )
        navigation.register(
            navigation.Item(
                "Pekerjaan Saya", "jobs:list", "hourglass-split", _STARTS_JOBS, order=200, group="Akun Saya"
            ),
            navigation.Item(
                "Kesehatan Sistem", "jobs:health", "heart-pulse", (Permission.SYSTEM_VIEW,), order=220, group="Sistem"
            ),
        )
