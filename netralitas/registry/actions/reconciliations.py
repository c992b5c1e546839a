"""Rekonsiliasi: upload an export, compare it, turn findings into proposals; the registry itself stays as it is."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.exchange import bulk
from netralitas.exchange.models import ColumnMemory, ImportBatch
from netralitas.registry import events
from netralitas.registry.actions import standings, transfers
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.imports import reconciling, uploads
from netralitas.registry.models import Difference, Reconciliation, Staff, StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES
from netralitas.registry.queries.signers import current_signers

KEPT = timedelta(days=30)
_KIND = "staff"  # the same memory of columns as the import of staff
_COLUMNS = (
    "public_id", "run_id", "kind", "staff_id", "name", "unit_id", "other_unit_id", "file_row", "here", "there",
    "value", "has_signed", "step", "step_note",
)  # fmt: skip


@transaction.atomic
def upload(*, content: bytes, file_name: str, by: Actor, owner: models.Model | None = None) -> Reconciliation:
    """Take BKPSDM's newest export; columns are found as in the import of staff.

    *Refuses* a file that cannot be read or holds no table of persons. *Records* `registry.reconciliation_uploaded`.
    """
    table = uploads.read(content)
    memory = ColumnMemory.objects.filter(kind=_KIND, header_signature=table.signature).first()
    found = {str(column.index): column.field for column in table.columns if column.field}
    storage_name, _ = uploads.keep(content)
    run = Reconciliation.objects.create(
        file_name=names.clean(file_name)[-200:] or "tanpa-nama", storage_name=storage_name, sheet=table.sheet,
        header_signature=table.signature, mapping=memory.mapping if memory else found, made_by=by.label, owner=owner,
        expires_at=timezone.now() + KEPT,
    )  # fmt: skip
    record(events.RECONCILIATION_UPLOADED, by=by, subject=run, file=run.file_name)
    return run


@transaction.atomic
def map_columns(run: Reconciliation, *, mapping: Mapping[str, str], by: Actor) -> Reconciliation:
    """Set which column holds what, and remember it for this header.

    *Refuses* a mapping without name or number, and a field given twice. *Records* `registry.reconciliation_mapped`.
    """
    fields = [field for field in mapping.values() if field]
    if "name" not in fields or not {"nip", "nik"} & {*fields} or len(set(fields)) < len(fields):
        raise DomainError(
            "Pilih satu kolom untuk Nama dan satu untuk NIP atau NIK, masing-masing sekali. Belum ada yang berubah."
        )
    run.mapping = {index: field for index, field in mapping.items() if field}
    run.save(update_fields=["mapping"])
    ColumnMemory.objects.update_or_create(
        kind=_KIND, header_signature=run.header_signature, defaults={"mapping": run.mapping}
    )
    record(events.RECONCILIATION_MAPPED, by=by, subject=run, file=run.file_name)
    return run


@transaction.atomic
def compare(run: Reconciliation, *, by: Actor) -> Reconciliation:
    """Hold the export against roster and signatures, and keep every difference; a second time begins anew.

    *Refuses* a file that is gone. *Records* `registry.reconciliation_compared` with the counts.
    """
    run = Reconciliation.objects.select_for_update(of=("self",)).get(pk=run.pk)
    signers = current_signers()
    comparison = reconciling.compare(uploads.table_of(run), signers)
    run.differences.all().delete()
    public_ids = bulk.new_public_ids(len(comparison.found))
    rows = [
        (public_id, run.pk, one.kind, one.staff_id, one.name, one.unit_id, one.other_unit_id, one.file_row, one.here,
         one.there, one.value, one.has_signed, "", "")
        for public_id, one in zip(public_ids, comparison.found, strict=True)
    ]  # fmt: skip
    bulk.insert(Difference, _COLUMNS, rows)
    run.totals, run.notes, run.campaign = comparison.totals, comparison.notes, signers.campaign
    run.state, run.compared_at = Reconciliation.State.COMPARED, timezone.now()
    run.save(update_fields=["totals", "notes", "campaign", "state", "compared_at"])
    record(
        events.RECONCILIATION_COMPARED, by=by, subject=run, file=run.file_name, rows=comparison.totals["rows"],
        found=len(rows),
    )  # fmt: skip
    return run


@transaction.atomic
def propose_transfers(
    run: Reconciliation, differences: Iterable[Difference], *, by: Actor, is_offered: bool = False
) -> int:
    """Propose a transfer for each person whom the export has in another unit; returns how many.

    *Refuses* nothing as a whole: a row that cannot be proposed says why. *Records* each proposal and
    `registry.reconciliation_followed`.
    """
    done = 0
    for row in differences:
        if row.kind != Difference.Kind.MOVED or row.step or row.staff is None or row.other_unit is None:
            continue
        try:
            with transaction.atomic():
                reason = f"Rekonsiliasi {run.file_name}"[:200]
                transfers.propose(staff=row.staff, to_unit=row.other_unit, by=by, reason=reason, is_offered=is_offered)
        except DomainError as refusal:
            row.step_note = refusal.message[:200]
        else:
            row.step, done = Difference.Step.PROPOSED, done + 1
        row.save(update_fields=["step", "step_note"])
    return _followed(run, done, "usulan mutasi", by)


@transaction.atomic
def propose_standings(
    run: Reconciliation, differences: Iterable[Difference], *, on: date, reason: str, is_from_opd: bool, by: Actor,
    status: str = "",
) -> int:  # fmt: skip
    """Propose for each person the standing the export gives, or `status` for those not in it; returns how many.

    Who would leave the roster waits for a second person, as always. *Refuses* nothing as a whole: a row that cannot
    be proposed says why. *Records* each proposal and `registry.reconciliation_followed`.
    """
    done = 0
    for row in differences:
        if row.staff is None or row.step or row.kind not in {Difference.Kind.STATUS, Difference.Kind.EXTRA}:
            continue
        try:
            with transaction.atomic():
                _propose_standing(row.staff, row.value or status, on, reason, is_from_opd, by)
        except DomainError as refusal:
            row.step_note = refusal.message[:200]
        else:
            row.step, done = Difference.Step.PROPOSED, done + 1
        row.save(update_fields=["step", "step_note"])
    return _followed(run, done, "usulan kedudukan", by)


def _propose_standing(person: Staff, status: str, on: date, reason: str, is_from_opd: bool, by: Actor) -> None:
    if status == StaffStatus.ACTIVE:
        standings.return_to_duty(person, on=on, reason=reason, by=by)
    elif status in HINDERED_STATUSES:
        standings.hinder(person, status=status, starts_on=on, ends_on=None, ground=Ground(reason=reason), by=by)
    else:
        ground = Ground(reason=reason)
        standings.propose_exit(person, status=status, on=on, ground=ground, is_from_opd=is_from_opd, by=by)


@transaction.atomic
def import_rows(
    run: Reconciliation, differences: Iterable[Difference], *, by: Actor, owner: models.Model
) -> ImportBatch:
    """Make an import of just the rows of these findings, to be checked and applied like any other.

    *Refuses* when none of them is a row of the file, and a file that is gone. *Records* `registry.import_uploaded`
    and `registry.reconciliation_followed`.
    """
    wanted = {Difference.Kind.MISSING, Difference.Kind.CATEGORY}
    chosen = [row for row in differences if row.kind in wanted and row.file_row and not row.step]
    if not chosen:
        raise DomainError("Tidak ada baris yang dapat diimpor di antara yang dipilih. Belum ada yang berubah.")
    storage_name, digest = uploads.copy(run)
    batch = ImportBatch.objects.create(
        kind=_KIND, file_name=f"Rekonsiliasi {run.file_name}"[:200], storage_name=storage_name, sha256=digest,
        sheet=run.sheet, header_signature=run.header_signature, mapping=run.mapping, may_add_units=True, owner=owner,
        only_rows=sorted(row.file_row for row in chosen),
    )  # fmt: skip
    pks = [row.pk for row in chosen]
    for start in range(0, len(pks), 1000):
        Difference.objects.filter(pk__in=pks[start : start + 1000]).update(step=Difference.Step.IMPORTING)
    record(events.IMPORT_UPLOADED, by=by, subject=batch, file=batch.file_name, scope="seluruh pemda")
    _followed(run, len(chosen), "baris impor", by)
    return batch


@transaction.atomic
def forget_old(*, by: Actor) -> int:
    """Delete comparisons whose time is over, with rows and file. *Records* `registry.reconciliations_forgotten`."""
    old = list(Reconciliation.objects.filter(expires_at__lt=timezone.now()))
    for run in old:
        storage_name = run.storage_name
        transaction.on_commit(lambda name=storage_name: uploads.delete(name), robust=True)
        run.delete()
    if old:
        record(events.RECONCILIATIONS_FORGOTTEN, by=by, count=len(old))
    return len(old)


def _followed(run: Reconciliation, count: int, what: str, by: Actor) -> int:
    if count:
        record(events.RECONCILIATION_FOLLOWED, by=by, subject=run, count=count, what=what, file=run.file_name)
    return count
