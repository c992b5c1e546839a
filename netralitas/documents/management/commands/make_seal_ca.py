"""Make the institution's seal by a ceremony: `manage.py make_seal_ca --institution "Pemerintah Kabupaten …"`."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from netralitas.access.actors import Actor
from netralitas.documents import rendering
from netralitas.documents.actions import seals
from netralitas.documents.sealing import ceremony
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time

_SHORTEST = 12


class Command(BaseCommand):
    """Root and seal, or a renewal; prints a record of the ceremony to be signed by those present."""

    help = "Membuat (atau memperbarui) kunci dan sertifikat segel lembaga; mencetak berita acara."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See docs/operasi.md, Segel."""
        parser.add_argument("--institution", default="", help="nama lembaga, misalnya 'Pemerintah Kabupaten Serang'")
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--renew", action="store_true", help="segel baru di bawah akar yang ada")
        kind.add_argument("--new-root", action="store_true", help="akar dan segel baru; akar lama tetap dipercaya")
        parser.add_argument("--record", type=Path, help="berkas berita acara (.pdf); bawaan: folder data")
        parser.add_argument("--passphrase-file", type=Path, help="berkas berisi frasa sandi kunci akar")
        parser.add_argument("--without-passphrase", action="store_true", help="kunci akar tanpa frasa sandi (uji coba)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, then write the record."""
        what = (
            seals.Making.SEAL if options["renew"] else seals.Making.ROOT if options["new_root"] else seals.Making.FIRST
        )
        if what is not seals.Making.SEAL and not options["institution"].strip():
            raise CommandError("Sebutkan nama lembaga dengan --institution.")
        secret = self._passphrase(options, is_new=what is not seals.Making.SEAL)
        try:
            paths = seals.make(
                what, institution=options["institution"].strip(), passphrase=secret, by=Actor.command("make_seal_ca")
            )
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self._write_record(paths, options, is_protected=bool(secret))

    def _write_record(self, paths: list[Path], options: dict[str, Any], *, is_protected: bool) -> None:
        made, at = [ceremony.describe(path) for path in paths], database_time()
        institution = options["institution"].strip() or made[0].subject
        sheet = ceremony.sheet(
            made, institution=institution, at=at, folder=settings.SEAL_DIR, is_protected=is_protected
        )  # fmt: skip
        target = options["record"] or settings.DATA_DIR / f"berita-acara-segel-{at:%Y%m%d-%H%M%S}.pdf"
        target.write_bytes(rendering.pdf(sheet))
        for line in ceremony.lines(made):
            self.stdout.write(line)
        self.stdout.write(f"Berita acara: {target}\nPindahkan root-….key ke media terpisah dan simpan di brankas.")

    def _passphrase(self, options: dict[str, Any], *, is_new: bool) -> bytes | None:
        if options["without_passphrase"]:
            return None
        if options["passphrase_file"]:
            secret = options["passphrase_file"].read_text(encoding="utf-8").strip()
        else:
            secret = getpass.getpass("Frasa sandi kunci akar: ")
            if is_new and secret != getpass.getpass("Sekali lagi: "):
                raise CommandError("Kedua ketikan berbeda. Belum ada yang dibuat.")
        if is_new and len(secret) < _SHORTEST:
            raise CommandError(f"Frasa sandi paling sedikit {_SHORTEST} huruf. Belum ada yang dibuat.")
        return secret.encode()
