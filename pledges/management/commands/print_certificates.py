"""`manage.py print_certificates`: the certificates of an OPD or of the whole pemda as one PDF, from the shell."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string

from netralitas.access.actors import Actor
from netralitas.documents import runs
from netralitas.errors import DomainError
from netralitas.registry.models import Opd
from pledges.actions import certificate_runs
from pledges.models import Campaign
from pledges.queries import printing
from pledges.queries.printing import BY_NAME, BY_RANK


class ShellProgress:
    """Says how far a run is on one line; keeps nothing for a second try."""

    def __init__(self, say: Any, output: Path) -> None:
        self.last_checkpoint: dict[str, Any] = {}
        self.done = 0
        self._total, self._say, self._output = 0, say, output

    def total(self, count: int) -> None:
        """How many there are."""
        self._total = count

    def advance(self, count: int = 1) -> None:
        """So many more are done."""
        self.done += count
        self._say(f"\r{self.done} dari {self._total}", ending="")

    def note(self, text: str) -> None:
        """What is being done now."""

    def checkpoint(self, facts: dict[str, Any]) -> None:
        """Nothing is kept."""

    def result(self, path: Path | str, download_name: str) -> None:
        """Move the file to where it was asked for, whole or not at all."""
        with tempfile.NamedTemporaryFile(dir=self._output.parent, prefix=".cetak-", delete=False) as target:
            temporary = Path(target.name)
        try:
            shutil.move(path, temporary)
            temporary.replace(self._output)
        finally:
            temporary.unlink(missing_ok=True)


class Command(BaseCommand):
    """The same print run as the page, without a browser."""

    help = "Cetak Pakta Integritas satu Perangkat Daerah, atau semuanya, ke satu berkas PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--campaign", metavar="KODE", required=True, help="kode kegiatan ikrar")
        parser.add_argument("--opd", metavar="KODE", help="kode Perangkat Daerah atau unit; tanpa ini: semuanya")
        parser.add_argument("--output", metavar="BERKAS", required=True, type=Path)
        parser.add_argument("--order", choices=[BY_RANK, BY_NAME], default=BY_RANK)
        parser.add_argument("--paper", choices=["A4", "F4"], default="")
        parser.add_argument("--separators", action="store_true", help="lembar pemisah di depan tiap unit")
        parser.add_argument("--duplex", action="store_true", help="belakang tiap lembar dikosongkan")

    def handle(self, *args: Any, campaign: str, opd: str | None, output: Path, **options: Any) -> None:
        """Print; raises CommandError (exit 1) with the reason when there is nothing to print."""
        if not output.parent.is_dir():
            raise CommandError(f"Folder {output.parent} tidak ada.")
        wish = certificate_runs.Wish(
            order=options["order"], size=options["paper"], with_separators=options["separators"],
            is_duplex=options["duplex"],
        )  # fmt: skip
        run_id = f"perintah-{get_random_string(12)}"
        try:
            counted = certificate_runs.print_certificates(
                ShellProgress(self.stderr.write, output), run_id=run_id, campaign=_campaign(campaign), unit=_unit(opd),
                wish=wish, by=Actor.command("print_certificates"),
            )  # fmt: skip
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        finally:
            runs.drop_parts(run_id)
        self.stderr.write("")
        self.stdout.write(f"{output}: {printing.run_words(counted)}")


def _campaign(code: str) -> Campaign:
    found = Campaign.objects.started().filter(code=code.upper()).first()
    if found is None:
        raise CommandError(f"Tidak ada kegiatan yang sudah dibuka dengan kode {code}.")
    return found


def _unit(code: str | None) -> Opd | None:
    if code is None:
        return None
    found = Opd.objects.filter(code__iexact=code).first()
    if found is None:
        raise CommandError(f"Tidak ada unit dengan kode {code}.")
    return found
