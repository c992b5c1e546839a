"""What a workbook may be about: staff or units; each with its columns, its way to plan and its way to carry out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netralitas.access.actors import Actor
from netralitas.exchange.headings import Catalogue
from netralitas.exchange.models import ImportBatch
from netralitas.exchange.tables import Table
from netralitas.registry import events
from netralitas.registry.imports import planning, tree_planning
from netralitas.registry.imports.applying import Applying
from netralitas.registry.imports.columns import STAFF, STAFF_COLUMNS, TREE_COLUMNS, UNITS
from netralitas.registry.imports.tree_applying import TreeApplying
from netralitas.registry.imports.units import UnitFinder
from netralitas.registry.models import Opd


@dataclass(frozen=True)
class Subject:
    """One kind of workbook: how it is read, planned and carried out, which audit event says so, the words for it."""

    catalogue: Catalogue
    plan: Callable[[ImportBatch, Table], Any]
    carry_out: Callable[[Any, ImportBatch, Actor], None]
    applied: str
    needed: str  # the sentence when the columns chosen do not suffice
    noun: str
    home_label: str  # the page of what is imported, and its address
    home: str
    uploads_label: str
    uploads: str


def _plan_staff(batch: ImportBatch, table: Table) -> planning.Plan:
    unit = Opd.objects.get(pk=batch.opd_id) if batch.opd_id else None
    finder = UnitFinder(only=unit, choices=batch.unit_choices, may_propose=batch.may_add_units)
    return planning.make(table, finder, is_whole_pemda=unit is None)


def _carry_out_staff(plan: planning.Plan, batch: ImportBatch, by: Actor) -> None:
    Applying(plan, by=by, batch_id=batch.pk, reason=f"Impor {batch.file_name}").run()


def _plan_units(batch: ImportBatch, table: Table) -> tree_planning.TreePlan:
    return tree_planning.make(table)


def _carry_out_units(plan: tree_planning.TreePlan, batch: ImportBatch, by: Actor) -> None:
    TreeApplying(plan, by=by, reason=f"Impor {batch.file_name}").run()


SUBJECTS = {
    STAFF: Subject(
        STAFF_COLUMNS, _plan_staff, _carry_out_staff, events.IMPORT_APPLIED,
        "Pilih kolom untuk Nama, dan untuk NIP atau NIK. Belum ada data yang berubah.",
        "pegawai", "Data Pegawai", "registry:staff", "Unggah Data", "registry:imports",
    ),
    UNITS: Subject(
        TREE_COLUMNS, _plan_units, _carry_out_units, events.TREE_APPLIED,
        "Pilih kolom untuk Nama unit, dan untuk Kode atau Jenis. Belum ada data yang berubah.",
        "unit", "Perangkat Daerah", "registry:units", "Unggah Daftar Unit", "registry:unit-imports",
    ),
}  # fmt: skip
