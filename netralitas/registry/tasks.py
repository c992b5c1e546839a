"""Work of the registry in the background."""

from netralitas.access.actors import SYSTEM
from netralitas.errors import DomainError
from netralitas.exchange.models import ImportBatch
from netralitas.jobs import api as jobs
from netralitas.registry.actions import imports


@jobs.job("registry.import_check", label="Memeriksa impor pegawai")
def check_import(progress: jobs.Progress, *, batch: str, unit_choices: dict[str, int]) -> None:
    """Run a large import dry; the findings stand on its own page."""
    progress.note("Membaca berkas dan membandingkan dengan data pegawai")
    checked = imports.check(ImportBatch.objects.get(public_id=batch), unit_choices=unit_choices, by=progress.by)
    progress.total(checked.totals["rows"])
    progress.advance(checked.totals["rows"])
    progress.outcome(**checked.totals)


@jobs.job("registry.import_apply", label="Menerapkan impor pegawai")
def apply_import(progress: jobs.Progress, *, batch: str) -> None:
    """Apply a checked import; a refusal leaves it checked."""
    row = ImportBatch.objects.get(public_id=batch)
    progress.total(row.totals["rows"])
    progress.note("Menulis data pegawai")
    try:
        applied = imports.apply(row, by=progress.by)
    except DomainError:
        imports.reopen(row, by=progress.by)
        raise
    progress.advance(applied.totals["rows"])
    progress.outcome(**applied.totals)


@jobs.every(hours=24)
@jobs.task("registry.forget_import_files")
def forget_import_files() -> None:
    """Delete uploads older than a week."""
    imports.forget_old_files(by=SYSTEM)
