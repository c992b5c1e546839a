"""Judge a PDF as *Cek Keaslian* does: `manage.py verify_certificate FILE` (exit 0 sah, 1 tidak sah, 2 tidak pasti)."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from netralitas.documents.inspection import asking
from netralitas.documents.queries import proofs

EXIT = {proofs.Kind.VALID: 0, proofs.Kind.INVALID: 1, proofs.Kind.VOIDED: 1, proofs.Kind.UNSURE: 2}
_MARKS = {True: "[cocok]", False: "[TIDAK]", None: "[?]"}


class Command(BaseCommand):
    """Prints the answer and its reasons; a revoked document counts as not good."""

    help = "Memeriksa keaslian berkas PDF: 0 sah, 1 tidak sah atau dicabut, 2 tidak dapat dipastikan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="berkas PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it and leave with the matching status."""
        verdict = self._verdict(options["file"])
        self.stdout.write(verdict.kind.upper())
        for reason in verdict.reasons:
            self.stdout.write(f"{_MARKS[reason.passed]} {reason.words}")
        if verdict.record:
            record = verdict.record
            self.stdout.write(f"{record.paper}; {record.name}; {record.opd}; {record.campaign}; {record.signed_on}")
        sys.exit(EXIT[verdict.kind])

    @staticmethod
    def _verdict(path: Path) -> proofs.Verdict:
        try:
            with path.open("rb") as file:
                return proofs.examine(file.read(proofs.LARGEST + 1))
        except OSError:
            words = "Berkas tidak dapat dibuka. Periksa nama dan izin bacanya."
        except asking.Busy:
            words = "Sedang banyak berkas yang diperiksa. Ulangi sebentar lagi."
        return proofs.Verdict(proofs.Kind.UNSURE, [proofs.Reason(None, words)])
