"""Importing staff and units: upload, columns, dry run, applying in one transaction, forgetting the file."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.exchange import bulk
from netralitas.exchange.models import ColumnMemory, ImportBatch, ImportFinding
from netralitas.exchange.tables import Table
from netralitas.jobs import api as jobs
from netralitas.registry import events
from netralitas.registry.imports import planning, uploads
from netralitas.registry.imports.columns import STAFF
from netralitas.registry.imports.planning import Plan
from netralitas.registry.imports.subjects import SUBJECTS
from netralitas.registry.imports.tree_planning import TreePlan
from netralitas.registry.imports.units import UnitFinder
from netralitas.registry.models import Opd

_State = ImportBatch.State


@transaction.atomic
def upload(
    *,
    content: bytes,
    file_name: str,
    unit: Opd | None,
    may_add_units: bool,
    by: Actor,
    owner: models.Model | None = None,
    kind: str = STAFF,
) -> ImportBatch:
    """Take a workbook for one Perangkat Daerah, or for the whole pemda when `unit` is None; `kind` names its subject.

    A mapping corrected before for the same header is used again. *Refuses* a file that cannot be read and a sheet
    without such a table. *Records* `registry.import_uploaded`.
    """
    table = uploads.read(content, SUBJECTS[kind].catalogue)
    memory = ColumnMemory.objects.filter(kind=kind, header_signature=table.signature).first()
    storage_name, digest = uploads.keep(content)
    batch = ImportBatch.objects.create(
        kind=kind, opd_id=unit.pk if unit else None, file_name=names.clean(file_name)[-200:] or "tanpa-nama",
        storage_name=storage_name, sha256=digest, sheet=table.sheet, header_signature=table.signature,
        mapping=memory.mapping if memory else _mapping_of(table), dropped_columns=table.dropped_columns,
        notes=[*table.notes, *_left_out(table)], may_add_units=may_add_units, owner=owner,
    )  # fmt: skip
    record(events.IMPORT_UPLOADED, by=by, subject=batch, opd_id=batch.opd_id, file=batch.file_name, scope=_scope(unit))
    return batch


@transaction.atomic
def map_columns(batch: ImportBatch, *, mapping: Mapping[str, str], by: Actor) -> ImportBatch:
    """Set which column holds what, and remember it for this header.

    *Refuses* a mapping without name or key, a field given twice, and an import already applied.
    *Records* `registry.import_mapped`.
    """
    batch = _locked(batch, _State.UPLOADED, _State.CHECKED)
    chosen = {index: field for index, field in mapping.items() if field}
    fields = list(chosen.values())
    subject = SUBJECTS[batch.kind]
    if "name" not in fields or not {*subject.catalogue.key_fields} & {*fields}:
        raise DomainError(subject.needed)
    if len(set(fields)) < len(fields):
        raise DomainError("Satu isian dipilih untuk dua kolom. Pilih masing-masing satu kolom.")
    batch.mapping, batch.state = chosen, _State.UPLOADED
    batch.save(update_fields=["mapping", "state"])
    ColumnMemory.objects.update_or_create(
        kind=batch.kind, header_signature=batch.header_signature, defaults={"mapping": chosen}
    )
    record(events.IMPORT_MAPPED, by=by, subject=batch, opd_id=batch.opd_id, file=batch.file_name)
    return batch


@transaction.atomic
def check(batch: ImportBatch, *, by: Actor, unit_choices: Mapping[str, int] | None = None) -> ImportBatch:
    """Run the import dry: count, find, propose; the registry stays as it is.

    `unit_choices` answers proposed units with existing ones. *Refuses* an import already applied and a file that is
    gone. *Records* `registry.import_checked`.
    """
    batch = _locked(batch, _State.UPLOADED, _State.CHECKED)
    if unit_choices is not None:
        batch.unit_choices = {**batch.unit_choices, **unit_choices}
    plan = plan_of(batch)
    batch.totals, batch.state, batch.checked_at = plan.totals, _State.CHECKED, timezone.now()
    batch.dropped_columns, batch.notes = plan.table.dropped_columns, [*plan.table.notes, *_left_out(plan.table)]
    batch.proposals = [
        {"key": proposal.key, "name": proposal.name, "nearest": proposal.nearest_pk, "opd": proposal.opd_pk}
        for proposal in plan.proposals
    ]
    batch.save()
    batch.findings.all().delete()
    rows = [(batch.pk, one.row, one.column[:100], one.level, one.code, one.message[:300]) for one in plan.findings]
    bulk.insert(ImportFinding, ("batch_id", "row", "column", "level", "code", "message"), rows)
    record(events.IMPORT_CHECKED, by=by, subject=batch, opd_id=batch.opd_id, file=batch.file_name, **plan.totals)
    return batch


@transaction.atomic
def apply(batch: ImportBatch, *, by: Actor) -> ImportBatch:
    """Carry out a checked import in one transaction: all accepted rows or none.

    *Refuses* an import not checked or already applied, and one whose outcome is no longer what was checked because
    the registry has changed. *Records* an event per changed person, and `registry.import_applied` for the batch.
    """
    batch = _locked(batch, _State.CHECKED, _State.APPLYING)
    plan = plan_of(batch)
    if plan.totals != batch.totals:
        raise DomainError(
            "Data di portal sudah berubah sejak berkas ini diperiksa. Tekan Periksa Dulu sekali lagi. "
            "Belum ada data yang berubah.",
            code="berubah",
        )
    _carry_out(plan, batch, by)
    return batch


@transaction.atomic
def import_table(
    table: Table, *, file_name: str, unit: Opd | None, is_applied: bool, by: Actor, sha256: str = ""
) -> Plan:
    """Plan a table at once and, when asked, apply it: the way of the command line and of the demonstration.

    *Refuses* nothing as a whole. *Records* as `apply` does; a dry run records nothing.
    """
    plan = planning.make(table, UnitFinder(only=unit), is_whole_pemda=unit is None)
    if is_applied:
        batch = ImportBatch.objects.create(
            kind=STAFF, opd_id=unit.pk if unit else None, file_name=names.clean(file_name)[-200:], sha256=sha256,
            sheet=table.sheet, header_signature=table.signature, mapping=_mapping_of(table), totals=plan.totals,
            dropped_columns=table.dropped_columns, state=_State.CHECKED, checked_at=timezone.now(), may_add_units=True,
        )  # fmt: skip
        _carry_out(plan, batch, by)
    return plan


@transaction.atomic
def mark_applying(batch: ImportBatch, *, by: Actor) -> ImportBatch:
    """Say that a job is at it. *Refuses* an import not checked. *Records* nothing: the job itself is recorded."""
    batch = _locked(batch, _State.CHECKED, _State.APPLYING)
    batch.state = _State.APPLYING
    batch.save(update_fields=["state"])
    return batch


@transaction.atomic
def reopen(batch: ImportBatch, *, by: Actor) -> None:
    """Put an import back to checked after its job was refused. *Refuses* and *records* nothing: the job says why."""
    ImportBatch.objects.filter(pk=batch.pk, state=_State.APPLYING).update(state=_State.CHECKED)


@transaction.atomic
def discard(batch: ImportBatch, *, by: Actor) -> ImportBatch:
    """Drop an upload with its file and findings. *Refuses* an applied one. *Records* `registry.import_discarded`."""
    batch = _locked(batch, _State.UPLOADED, _State.CHECKED)
    transaction.on_commit(lambda storage_name=batch.storage_name: uploads.delete(storage_name))
    batch.state, batch.storage_name = _State.DISCARDED, ""
    batch.save(update_fields=["state", "storage_name"])
    batch.findings.all().delete()
    record(events.IMPORT_DISCARDED, by=by, subject=batch, opd_id=batch.opd_id, file=batch.file_name)
    return batch


@transaction.atomic
def forget_old_files(*, by: Actor) -> int:
    """Delete uploads older than a week; returns how many. *Records* `registry.import_files_forgotten` when any went."""
    old = ImportBatch.objects.filter(created_at__lt=timezone.now() - uploads.KEPT).exclude(storage_name="")
    stored = list(old.values_list("storage_name", flat=True))
    if stored:
        old.update(storage_name="")
        transaction.on_commit(lambda: [uploads.delete(name) for name in stored], robust=True)
        record(events.IMPORT_FILES_FORGOTTEN, by=by, count=len(stored))
    return len(stored)


def plan_of(batch: ImportBatch) -> Plan | TreePlan:
    """What a stored upload would do now. Raises `FileRefused` when its file is gone."""
    subject = SUBJECTS[batch.kind]
    return subject.plan(batch, uploads.table_of(batch, subject.catalogue))


def _carry_out(plan: Plan | TreePlan, batch: ImportBatch, by: Actor) -> None:
    subject = SUBJECTS[batch.kind]
    try:
        with transaction.atomic():
            subject.carry_out(plan, batch, by)
    except IntegrityError:
        raise DomainError(
            "Sebagian data yang sama baru saja disimpan orang lain. Tekan Periksa Dulu sekali lagi. "
            "Belum ada data yang berubah.",
            code="berubah",
        ) from None
    batch.state, batch.applied_at, batch.applied_by = _State.APPLIED, timezone.now(), by.label
    batch.save(update_fields=["state", "applied_at", "applied_by"])
    record(subject.applied, by=by, subject=batch, opd_id=batch.opd_id, file=batch.file_name, **plan.totals)
    jobs.nudge("pledges.sync_rosters")


def _locked(batch: ImportBatch, *states: str) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in states:
        raise DomainError(f"Impor ini {batch.get_state_display().lower()}. Tidak ada yang berubah.", code="keadaan")
    return batch


def _mapping_of(table: Table) -> dict[str, str]:
    return {str(column.index): column.field for column in table.columns if column.field}


def _left_out(table: Table) -> list[str]:
    reasons: dict[str, list[int]] = {}
    for row, reason in table.left_out:
        reasons.setdefault(reason, []).append(row)
    return [f"{len(rows)} baris dilewati karena {reason}: {_listed(rows)}." for reason, rows in reasons.items()]


def _listed(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:8])
    return f"baris {shown}{' dan lainnya' if len(rows) > 8 else ''}"


def _scope(unit: Opd | None) -> Any:
    return unit.name if unit else "seluruh pemda"
