"""App configuration of the documents room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from netralitas.access.permissions import Permission
from netralitas.ui import navigation, statuses


class DocumentsConfig(AppConfig):
    """The documents room; its package docstring says what lives here."""

    name = "netralitas.documents"
    label = "documents"

    def ready(self) -> None:
        """Learn every room's papers (`papers.py`, `shown.py`); add readings, statuses and menu items."""
        from netralitas.documents import health, letter_papers  # noqa: F401  their imports declare probe and paper

        autodiscover_modules("papers", "shown")
        statuses.register("certificate", {
            "pending": statuses.Look("Sedang disiapkan", "wait", "hourglass-split"),
            "waiting": statuses.Look("Menunggu segel", "wait", "hourglass-split"),
            "stored": statuses.Look("Bersegel elektronik", "good", "patch-check-fill"),
            "sealing": statuses.Look("Sedang disegel", "wait", "hourglass-split"),
            "uncertain": statuses.Look("Periksa", "bad", "question-octagon-fill"),
        })  # fmt: skip
        statuses.register("letter", {
            "konsep": statuses.Look("Konsep", "wait", "pencil"),
            "terbit": statuses.Look("Terbit", "good", "envelope-check"),
            "tanpa_nomor": statuses.Look("Nomor belum dicatat", "warn", "envelope-exclamation"),
            "dibatalkan": statuses.Look("Dibatalkan", "bad", "x-octagon-fill"),
        })  # fmt: skip
        navigation.register(navigation.Item("Cek Keaslian", "documents:verify", "patch-check", order=85))
        navigation.register(
            navigation.Item("Surat", "documents:letters", "envelope-paper", (Permission.LETTER_VIEW,), order=82)
        )
        navigation.register(
            navigation.Item(
                "Segel Dokumen",
                "documents:seals",
                "patch-check-fill",
                permissions=(Permission.DOCUMENT_SEAL,),
                order=205,
                group="Sistem",
            )
        )
