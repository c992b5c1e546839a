"""App configuration of the access room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what."""

    name = "netralitas.access"
    label = "access"

    def ready(self) -> None:
        """Show every table in Django's admin: models of all rooms are loaded by now."""
        from netralitas.access import admin

        admin.register_all()
