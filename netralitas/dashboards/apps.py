"""App configuration of the dashboards room."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """The dashboards room; its package docstring says what lives here."""

    name = "netralitas.dashboards"
    label = "dashboards"
