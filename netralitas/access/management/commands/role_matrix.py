"""`manage.py role_matrix`: writes docs/peran.md from the catalogue; `--check` fails when it is out of date."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from netralitas.access.permissions import Permission
from netralitas.access.roles import ROLES, ScopeKind

PATH = settings.BASE_DIR / "docs" / "peran.md"
REACH = {
    ScopeKind.ALL: "seluruh pemda",
    ScopeKind.OPD: "satu OPD dan semua unitnya",
    ScopeKind.UNIT: "satu unit",
    ScopeKind.OWN: "diri sendiri",
}


def role_matrix() -> str:
    """The whole page: reach and notes of each role, then permission by role."""
    roles = list(ROLES.values())
    lines = [
        "# Peran dan kewenangan", "",
        "Halaman ini dibuat dari kode (`manage.py role_matrix`); jangan diubah dengan tangan.",
        "Peran ada di kode, penugasannya di basis data: kepada siapa, untuk unit mana, sejak dan sampai kapan.", "",
        "| Peran | Jangkauan | Sifat | Keterangan |", "| --- | --- | --- | --- |",
        *(f"| {r.label} | {REACH[r.scope]} | {_nature(r)} | {r.note} |" for r in roles), "",
        f"| Kewenangan | {' | '.join(r.label for r in roles)} |", "| --- |" + " :-: |" * len(roles),
        *(f"| {p.label} | {' | '.join('ya' if p in r.permissions else '' for r in roles)} |" for p in Permission), "",
        "Kunjungan lewat tautan pribadi atau tautan unit tidak pernah membawa peran: hanya *Ikrar Saya*.",
        "Superuser Django hanya dapat melihat tabel dan tidak memperoleh kewenangan apa pun di atas.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _nature(role: Any) -> str:
    idle = "sesi 15 menit" if role.is_privileged else "sesi 30 menit"
    return f"hanya membaca, {idle}" if role.is_read_only else idle


class Command(BaseCommand):
    """The role matrix as a page."""

    help = "Menulis docs/peran.md dari katalog peran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true", help="gagal bila docs/peran.md tidak sama dengan kode")

    def handle(self, *, check: bool, **_: Any) -> None:
        """Write or compare."""
        if check:
            if not PATH.exists() or PATH.read_text(encoding="utf-8") != role_matrix():
                raise CommandError("docs/peran.md is out of date: run manage.py role_matrix.")
            return
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text(role_matrix(), encoding="utf-8")
        self.stdout.write(str(PATH))
