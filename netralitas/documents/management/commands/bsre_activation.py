"""Activate BSrE's seal with the TOTP that BSrE gave: `manage.py bsre_activation` (asks for the TOTP)."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from netralitas.documents.sealing import bsre
from netralitas.documents.sealing.base import NotReady


class Command(BaseCommand):
    """Keeps the TOTP in a private file and tries to exchange it at once."""

    help = "Mengaktifkan segel BSrE dengan kode TOTP dari BSrE."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, keep, try."""
        totp = getpass.getpass("Kode TOTP dari BSrE: ").strip()
        if not totp:
            raise CommandError("Kode kosong. Belum ada yang berubah.")
        bsre.activate(totp)
        try:
            bsre.BsreSealer().make_ready()
            bsre.fresh_totp(bsre.service())
        except NotReady as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("Segel BSrE aktif.")
