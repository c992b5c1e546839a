"""The room `ui`; it has no tables."""

from django import forms
from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components and layouts shared by every page."""

    name = "netralitas.ui"
    label = "ui"
    verbose_name = "Tampilan"

    def ready(self) -> None:
        """Put the first item on the menu; the other rooms add theirs. An empty field is said as offices say it."""
        from netralitas.ui import navigation

        forms.Field.default_error_messages["required"] = "Wajib diisi."  # Django: "Bidang ini tidak boleh kosong."

        navigation.register(navigation.Item("Beranda", "home", "house", order=10))
