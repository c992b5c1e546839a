"""App configuration of the pledges room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission


class PledgesConfig(AppConfig):
    """The pledge: gives the menu its entry for campaigns, and texts their looks."""

    name = "pledges"

    def ready(self) -> None:
        """Register menu and statuses."""
        from netralitas.registry.queries.signers import learn_signers
        from netralitas.ui import navigation, statuses
        from pledges.queries.signers import current_signers

        learn_signers(current_signers)
        navigation.register(
            navigation.Item(
                "Kegiatan Ikrar", "pledges:campaigns", "journal-check", (Permission.CAMPAIGN_VIEW,), order=30
            ),
            navigation.Item("Cetak & Unduh", "pledges:print", "printer", (Permission.CERTIFICATE_PRINT,), order=80),
        )
        statuses.register(
            "text",
            {
                "text_draft": statuses.Look("Draf", "mute", "pencil"),
                "text_frozen": statuses.Look("Berlaku, tidak dapat diubah", "good", "lock-fill"),
                "text_approved": statuses.Look("Disetujui Bagian Hukum", "good", "patch-check-fill"),
                "text_unapproved": statuses.Look("Perlu persetujuan Bagian Hukum", "warn", "exclamation-triangle"),
            },
        )
