"""App configuration of the accounts room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission
from netralitas.ui import navigation, statuses


class AccountsConfig(AppConfig):
    """Adds the menu items and states of accounts and links."""

    name = "netralitas.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register them; the audit page learns the names of units from here."""
        from netralitas.accounts.actions import merges
        from netralitas.accounts.queries.places import places
        from netralitas.audit import catalogue
        from netralitas.registry import merging

        navigation.register(
            navigation.Item("Ikrar Saya", "pledges:mine", "pen", (Permission.PLEDGE_SIGN,), order=20),
            navigation.Item("Tautan Unit", "accounts:unit-doors", "link-45deg", (Permission.LINK_ISSUE,), order=45),
            navigation.Item(
                "Akun", "accounts:accounts", "person-lock", (Permission.ACCOUNT_EDIT,), order=230, group="Sistem"
            ),
            navigation.Item(
                "Operator", "accounts:operators", "people", (Permission.ACCOUNT_EDIT,), order=231, group="Sistem"
            ),
            navigation.Item(
                "Pemulihan Akun",
                "accounts:resets",
                "person-check",
                (Permission.ACCOUNT_CONFIRM,),
                order=232,
                group="Sistem",
            ),
            navigation.Item("Keamanan Akun", "accounts:factors", "shield-lock", order=280, group="Akun Saya"),
            navigation.Item("Perangkat Saya", "accounts:devices", "phone", order=285, group="Akun Saya"),
            navigation.Item("Ganti Kata Sandi", "accounts:password-change", "key", order=290, group="Akun Saya"),
        )
        statuses.register(
            "account",
            {
                "aktif": statuses.Look("Aktif", "good", "check-circle-fill"),
                "menunggu": statuses.Look("Belum diaktifkan", "wait", "hourglass-split"),
                "terkunci": statuses.Look("Dikunci", "bad", "lock-fill"),
            },
        )
        statuses.register(
            "reset",
            {
                "diajukan": statuses.Look("Menunggu orang kedua", "wait", "hourglass-split"),
                "disetujui": statuses.Look("Disetujui", "good", "check-circle-fill"),
                "tidak_disetujui": statuses.Look("Tidak disetujui", "bad", "x-circle"),
                "dibatalkan": statuses.Look("Dibatalkan", "mute", "slash-circle"),
            },
        )
        statuses.register(
            "door",
            {
                "buka": statuses.Look("Berlaku", "good", "unlock-fill"),
                "tutup": statuses.Look("Belum ada atau sudah ditutup", "mute", "lock-fill"),
            },
        )
        merging.follow(merging.Follower("accounts", merges.merge, merges.split))
        catalogue.learn_places(places)
