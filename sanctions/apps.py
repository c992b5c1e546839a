"""App configuration of the sanctions room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission


class SanctionsConfig(AppConfig):
    """The sanctions room; its package docstring says what lives here."""

    name = "sanctions"

    def ready(self) -> None:
        """Register the menu and the looks of a report."""
        from netralitas.ui import navigation, statuses

        navigation.register(
            navigation.Item(
                "Penanganan Dugaan Pelanggaran",
                "sanctions:home",
                "shield-exclamation",
                (Permission.CATALOGUE_VIEW,),
                order=100,
            )
        )
        statuses.register(
            "report",
            {
                "diterima": statuses.Look("Belum ditelaah", "wait", "inbox"),
                "perlu_keterangan": statuses.Look("Perlu keterangan", "warn", "question-circle"),
                "duplikat": statuses.Look("Duplikat", "mute", "files"),
                "bukan_pelanggaran": statuses.Look("Bukan pelanggaran", "mute", "slash-circle"),
                "ke_bawaslu": statuses.Look("Diteruskan ke Bawaslu/Gakkumdu", "info", "send"),
                "ke_gubernur": statuses.Look("Diteruskan ke gubernur", "info", "send"),
                "diperiksa": statuses.Look("Dilanjutkan ke pemeriksaan", "info", "search"),
            },
        )
