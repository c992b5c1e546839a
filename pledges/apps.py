"""App configuration of the pledges room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission


class PledgesConfig(AppConfig):
    """The pledge: gives the menu its entry for campaigns, and texts their looks."""

    name = "pledges"

    def ready(self) -> None:
        """Register menu and statuses."""
        from netralitas.accounts.queries.open_work import learn_work
        from netralitas.documents.letters import Start, register_kind, register_start
        from netralitas.registry import merging
        from netralitas.registry.queries.signers import learn_signers
        from netralitas.ui import navigation
        from pledges import completion_letters, letters, menu
        from pledges.actions import merges
        from pledges.looks import register_looks
        from pledges.queries.signers import current_signers, waiting_under

        learn_signers(current_signers)
        learn_work("Pegawai yang belum menandatangani", waiting_under)
        merging.follow(merging.Follower("pledges", merges.merge, merges.split))
        navigation.register(*menu.ITEMS)
        register_looks()
        register_kind(*completion_letters.KINDS, *letters.KINDS)
        register_start(
            Start("Surat kepada yang Tertinggal", "pledges:letter-remind", Permission.COMPLETION_REVIEW),
            Start("Jumlah untuk Bawaslu", "pledges:letter-bawaslu", Permission.COMPLETION_REVIEW),
        )
