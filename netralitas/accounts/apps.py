"""App configuration of the accounts room."""

from django.apps import AppConfig

from netralitas.access.permissions import Permission
from netralitas.ui.navigation import Item, register
from netralitas.ui.statuses import Look
from netralitas.ui.statuses import register as register_looks

_EDIT, _CONFIRM = (Permission.ACCOUNT_EDIT,), (Permission.ACCOUNT_CONFIRM,)
MENU = (
    Item("Ikrar Saya", "pledges:mine", "pen", (Permission.PLEDGE_SIGN,), order=20),
    Item("Tautan Unit", "accounts:unit-doors", "link-45deg", (Permission.LINK_ISSUE,), order=45),
    Item("Akun", "accounts:accounts", "person-lock", _EDIT, order=230, group="Sistem"),
    Item("Operator", "accounts:operators", "people", _EDIT, order=231, group="Sistem"),
    Item("Pemulihan Akun", "accounts:resets", "person-check", _CONFIRM, order=232, group="Sistem"),
    Item("Keamanan Akun", "accounts:factors", "shield-lock", order=280, group="Akun Saya"),
    Item("Perangkat Saya", "accounts:devices", "phone", order=285, group="Akun Saya"),
    Item("Ganti Kata Sandi", "accounts:password-change", "key", order=290, group="Akun Saya"),
)
LOOKS = {
    "account": {
        "aktif": Look("Aktif", "good", "check-circle-fill"),
        "menunggu": Look("Belum diaktifkan", "wait", "hourglass-split"),
        "terkunci": Look("Dikunci", "bad", "lock-fill"),
    },
    "reset": {
        "diajukan": Look("Menunggu orang kedua", "wait", "hourglass-split"),
        "disetujui": Look("Disetujui", "good", "check-circle-fill"),
        "tidak_disetujui": Look("Tidak disetujui", "bad", "x-circle"),
        "dibatalkan": Look("Dibatalkan", "mute", "slash-circle"),
    },
    "door": {
        "buka": Look("Berlaku", "good", "unlock-fill"),
        "tutup": Look("Belum ada atau sudah ditutup", "mute", "lock-fill"),
    },
}


class AccountsConfig(AppConfig):
    """Adds the menu items and states of accounts and links."""

    name = "netralitas.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register them; the audit page learns the names of units from here."""
        from netralitas.accounts.actions import merges, roles
        from netralitas.accounts.queries.places import places
        from netralitas.accounts.queries.unit_roles import foretell
        from netralitas.audit import catalogue
        from netralitas.registry import merging, uniting

        register(*MENU)
        for kind, looks in LOOKS.items():
            register_looks(kind, looks)
        merging.follow(merging.Follower("accounts", merges.merge, merges.split))
        uniting.follow(uniting.Follower("accounts", foretell, roles.follow_merge))
        catalogue.learn_places(places)
