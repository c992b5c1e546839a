"""The room `ui`; it has no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components and layouts shared by every page."""

    name = "netralitas.ui"
    label = "ui"
    verbose_name = "Tampilan"

    def ready(self) -> None:
        """Put the first item on the menu; the other rooms add theirs."""
        from netralitas.ui import navigation

        navigation.register(navigation.Item("Beranda", "home", "house", order=10))
