"""Work of the registry in the background."""

from netralitas.access.actors import SYSTEM
from netralitas.errors import DomainError
from netralitas.exchange.models import ImportBatch
from netralitas.jobs import api as jobs
from netralitas.registry.actions import imports, proposals, reconciliations, transfers
from netralitas.registry.models import Difference, Reconciliation


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


@jobs.job("registry.reconcile", label="Membandingkan data BKPSDM")
def reconcile(progress: jobs.Progress, *, run: str) -> None:
    """Hold an export against roster and signatures; the findings stand on the page of the comparison."""
    progress.total(1)
    progress.note("Membaca berkas dan membandingkannya dengan daftar pegawai dan tanda tangan")
    compared = reconciliations.compare(Reconciliation.objects.get(public_id=run), by=progress.by)
    progress.advance()
    progress.outcome(**compared.totals)


@jobs.job("registry.reconcile_follow", label="Menindaklanjuti rekonsiliasi")
def follow(progress: jobs.Progress, *, run: str, differences: list[int]) -> None:
    """Propose the transfers of many findings."""
    rows = Difference.objects.filter(run__public_id=run, pk__in=differences).select_related("staff__unit", "other_unit")
    progress.total(len(differences))
    found = Reconciliation.objects.get(public_id=run)
    progress.outcome(proposed=reconciliations.propose_transfers(found, rows, by=progress.by))
    progress.advance(len(differences))


@jobs.every(hours=24)
@jobs.task("registry.forget_reconciliations")
def forget_reconciliations() -> None:
    """Delete comparisons whose time is over."""
    reconciliations.forget_old(by=SYSTEM)


@jobs.every(minutes=30)
@jobs.task("registry.apply_due_changes")
def apply_due_changes() -> None:
    """Retirements and transfers whose day has come, absences whose last day is over."""
    proposals.apply_due(by=SYSTEM)
    transfers.apply_due(by=SYSTEM)
