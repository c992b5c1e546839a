"""App configuration of the dashboards room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission
from netralitas.ui import navigation


class DashboardsConfig(AppConfig):
    """Adds its menu items; *Beranda* leads here by way of the front door."""

    name = "netralitas.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        """Register the menu."""
        see = (Permission.ROLLUP_VIEW,)
        navigation.register(
            navigation.Item("Pemantauan", "dashboards:overview", "bar-chart-line", see, order=60),
            navigation.Item("Rekap Senin", "dashboards:mondays", "calendar-week", see, order=61),
            navigation.Item("Layar Apel", "dashboards:projector", "easel", see, order=62),
        )
