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
        from pledges import completion_letters, letters
        from pledges.actions import merges
        from pledges.looks import register_looks
        from pledges.queries.completion import to_do_count
        from pledges.queries.signers import current_signers, waiting_under

        learn_signers(current_signers)
        learn_work("Pegawai yang belum menandatangani", waiting_under)
        merging.follow(merging.Follower("pledges", merges.merge, merges.split))
        navigation.register(
            navigation.Item(
                "Kegiatan Ikrar", "pledges:campaigns", "journal-check", (Permission.CAMPAIGN_VIEW,), order=30
            ),
            navigation.Item("Kesiapan", "pledges:readiness", "clipboard-check", (Permission.READINESS_VIEW,), order=55),
            navigation.Item(
                "Persiapan", "pledges:setup", "list-check", (Permission.SETUP_VIEW,), order=205, group="Sistem"
            ),
            navigation.Item("Ikrar Disangkal", "pledges:disputes", "person-x", (Permission.DISPUTE_DECIDE,), order=74),
            navigation.Item("Bukan Saya", "pledges:dispute-find", "person-x", (Permission.DISPUTE_RECORD,), order=85),
            navigation.Item(
                "Verifikasi Kelengkapan",
                "pledges:completions",
                "patch-check-fill",
                (Permission.COMPLETION_VIEW,),
                order=70,
                count=lambda request: to_do_count(request.user),
            ),
            navigation.Item("Pembatalan Ikrar", "pledges:voids", "x-octagon", (Permission.SIGNATURE_VOID,), order=75),
            navigation.Item(
                "Verifikasi Data",
                "pledges:verifications",
                "patch-check",
                (Permission.STAFF_VIEW,),
                order=46,
                group="Perubahan Data",
            ),
            navigation.Item(
                "Pensiun dalam Masa Ikrar",
                "pledges:retirements",
                "calendar-event",
                (Permission.STAFF_EDIT,),
                order=47,
                group="Perubahan Data",
            ),
            navigation.Item(
                "Pola Tanda Tangan", "pledges:signals", "question-circle", (Permission.SIGNAL_VIEW,), order=72
            ),
            navigation.Item("Cetak & Unduh", "pledges:print", "printer", (Permission.CERTIFICATE_PRINT,), order=80),
        )
        register_looks()
        register_kind(*completion_letters.KINDS, *letters.KINDS)
        register_start(
            Start("Surat kepada yang Tertinggal", "pledges:letter-remind", Permission.COMPLETION_REVIEW),
            Start("Jumlah untuk Bawaslu", "pledges:letter-bawaslu", Permission.COMPLETION_REVIEW),
        )
