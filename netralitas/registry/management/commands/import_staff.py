"""`manage.py import_staff FILE [--opd CODE] [--apply] [--json]`: the import of the browser, at the shell."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from netralitas.access.actors import Actor
from netralitas.exchange import limits
from netralitas.exchange.findings import ERROR, Finding
from netralitas.exchange.limits import FileRefused
from netralitas.registry.actions import imports
from netralitas.registry.imports import uploads
from netralitas.registry.imports.planning import Plan
from netralitas.registry.models import Opd

_SHOWN = 50
_NOTHING = dict.fromkeys(("rows", "accepted", "created", "updated", "unchanged", "refused"), 0)


class Command(BaseCommand):
    """Dry run unless `--apply`; exit 0 also when rows were refused, 2 when the file could not be read."""

    help = "Impor data pegawai dari buku kerja (xlsx, xls, ods, csv). Tanpa --apply hanya memeriksa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the Perangkat Daerah it belongs to, and what to do."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--opd", default="", help="kode Perangkat Daerah; tanpa ini berkas seluruh pemda")
        parser.add_argument("--apply", action="store_true", help="terapkan baris yang diterima, dalam satu transaksi")
        parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, plan, apply when asked, and say what was found."""
        unit = None
        if options["opd"]:
            unit = Opd.objects.filter(code=options["opd"]).first()
            if unit is None:
                raise CommandError(f"Tidak ada Perangkat Daerah berkode {options['opd']}.", returncode=1)
        try:
            with options["file"].open("rb") as file:
                content = file.read(limits.FILE_BYTES + 1)  # one more than allowed is enough to refuse it
            table = uploads.read(content)
        except (FileRefused, OSError) as problem:
            self._refuse(problem, is_json=options["json"])
        plan = imports.import_table(
            table, file_name=options["file"].name, unit=unit, is_applied=options["apply"],
            by=Actor.command("import_staff"), sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
        self._print_json(plan.totals, plan.findings) if options["json"] else self._print(
            plan, is_applied=options["apply"]
        )

    def _refuse(self, problem: FileRefused | OSError, *, is_json: bool) -> None:
        if isinstance(problem, FileRefused):
            message = problem.message
        elif isinstance(problem, FileNotFoundError):
            message = "Berkas tidak ada. Periksa nama dan foldernya. Belum ada data yang berubah."
        else:
            message = "Berkas tidak dapat dibuka. Periksa hak bacanya. Belum ada data yang berubah."
        if is_json:
            self._print_json(_NOTHING, [Finding(0, "", ERROR, "berkas", message)])
        raise CommandError(message, returncode=2)

    def _print_json(self, totals: dict[str, int], findings: list[Finding]) -> None:
        answer = totals | {"findings": [finding.as_dict() for finding in findings]}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _print(self, plan: Plan, *, is_applied: bool) -> None:
        totals, table = plan.totals, plan.table
        self.stdout.write(
            f"Lembar “{table.sheet}”, kepala tabel baris {table.first_header_row}–{table.last_header_row}."
        )
        for note in table.notes:
            self.stdout.write(note)
        if table.dropped_columns:
            self.stdout.write(f"Tidak dibaca: {', '.join(table.dropped_columns)}.")
        self.stdout.write(
            f"{totals['rows']} baris: {totals['created']} baru, {totals['updated']} berubah, "
            f"{totals['unchanged']} tetap, {totals['refused']} ditolak."
        )
        for finding in plan.findings[:_SHOWN]:
            mark = "DITOLAK" if finding.is_error else "perhatikan"
            where = " · ".join(filter(None, (f"Baris {finding.row}", finding.column, mark)))
            self.stdout.write(f"  {where}: {finding.message}")
        if len(plan.findings) > _SHOWN:
            self.stdout.write(f"  … dan {len(plan.findings) - _SHOWN} temuan lain (pakai --json untuk semuanya).")
        self.stdout.write("Sudah diterapkan." if is_applied else "Belum ada data yang berubah (pakai --apply).")
