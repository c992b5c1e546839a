"""App configuration of the sanctions room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission


class SanctionsConfig(AppConfig):
    """The sanctions room; its package docstring says what lives here."""

    name = "sanctions"

    def ready(self) -> None:
        """Register the menu."""
        from netralitas.ui import navigation

        navigation.register(
            navigation.Item(
                "Penanganan Dugaan Pelanggaran",
                "sanctions:home",
                "shield-exclamation",
                (Permission.CATALOGUE_VIEW,),
                order=100,
            )
        )
