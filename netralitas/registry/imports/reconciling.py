"""What differs between an export and the roster: a plan of the import read as findings, and who is not in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from netralitas import names
from netralitas.exchange.tables import Table
from netralitas.registry.imports import planning
from netralitas.registry.imports.planning import Known, Plan, Update
from netralitas.registry.imports.records import Record
from netralitas.registry.imports.units import UnitFinder
from netralitas.registry.imports.values import text
from netralitas.registry.models import Staff, StaffCategory, StaffStatus
from netralitas.registry.models.reconciliations import Difference
from netralitas.registry.queries.signers import Signers

Kind = Difference.Kind
_PERSON = ("front_title", "name", "back_title", "unit_id", "category", "status")


@dataclass(slots=True)
class Found:
    """One difference, as its row will be kept."""

    kind: str
    name: str
    staff_id: int | None = None
    unit_id: int | None = None
    other_unit_id: int | None = None
    file_row: int | None = None
    here: str = ""
    there: str = ""
    value: str = ""
    has_signed: bool = False


@dataclass(frozen=True)
class Comparison:
    """Every difference, and what they come to."""

    found: list[Found]
    totals: dict[str, int]
    notes: list[str]


def compare(table: Table, signers: Signers) -> Comparison:
    """Hold an export against the roster and the signatures; about five SQL queries, whatever the number of rows."""
    finder = UnitFinder()
    plan = planning.make(table, finder, is_whole_pemda=True)
    found = [*_missing(plan), *_changed(plan, finder), *_moved(plan, finder), *_remarked(plan)]
    kinds = _kinds_in(plan)
    found += _extra(plan, finder, kinds, found)
    for one in found:
        one.has_signed = one.staff_id in signers.staff_ids
    counts = Counter(one.kind for one in found)
    totals = {
        "rows": plan.totals["rows"],
        "same": len(plan.matched) - len({one.staff_id for one in found if one.staff_id and one.kind != Kind.EXTRA}),
        **{kind.value: counts[kind.value] for kind in Kind},
        "signed_not_in_export": sum(one.has_signed for one in found if one.kind == Kind.EXTRA),
    }
    labels = ", ".join(str(StaffCategory(kind).label) for kind in StaffCategory.values if kind in kinds)
    notes = [*table.notes, f"Yang dibandingkan hanya jenis pegawai yang ada di berkas: {labels or 'tidak ada'}."]
    return Comparison(found, totals, notes)


def _missing(plan: Plan) -> Iterator[Found]:
    for record in plan.creates:
        unit = record.unit.unit
        place = unit.name if unit else record.unit.proposal.name
        yield Found(
            Kind.MISSING.value, _name(record.values), unit_id=unit.pk if unit else None, file_row=record.row,
            there=f"{StaffCategory(record.values['category']).label}, {place}"[:300],
        )  # fmt: skip


def _changed(plan: Plan, finder: UnitFinder) -> Iterator[Found]:
    for record, known, status in plan.exits:
        here, there = (str(StaffStatus(value).label) for value in (known.values["status"], status))
        yield _of_person(Kind.STATUS, record, known, _name(known.values), here, there, value=str(status))
    for update in plan.updates:
        known, name = update.known, _name(update.known.values)
        if status := update.changes.get("status"):
            here, there = (str(StaffStatus(value).label) for value in status)
            yield _of_person(Kind.STATUS, update.record, known, name, here, there, value=str(status[1]))
        if kind := update.changes.get("category"):
            here, there = (str(StaffCategory(value).label) for value in kind)
            yield _of_person(Kind.CATEGORY, update.record, known, name, here, there)
        if update.moves and not _is_vaguer(update, finder):
            yield _move(update.record, known, finder)


def _is_vaguer(update: Update, finder: UnitFinder) -> bool:
    """Whether the export only names the office in whose sub-unit the portal already has the person."""
    target, known = update.record.unit.unit, finder.units.get(update.known.unit_id)
    return target is not None and known is not None and known.path.startswith(target.path)


def _moved(plan: Plan, finder: UnitFinder) -> Iterator[Found]:
    for record, known in plan.transfers:
        yield _move(record, known, finder)


def _move(record: Record, known: Known, finder: UnitFinder) -> Found:
    unit, here = record.unit.unit, finder.units.get(known.unit_id)
    there = unit.name if unit else f"{record.unit.proposal.name} (unit belum terdata)"
    found = _of_person(Kind.MOVED, record, known, _name(known.values), here.name if here else "", there)
    found.other_unit_id = unit.pk if unit else None
    return found


def _of_person(
    kind: Kind, record: Record, known: Known, name: str, here: str, there: str, value: str = ""
) -> Found:  # fmt: skip
    return Found(
        kind.value, name, known.pk, known.unit_id, file_row=record.row, here=here[:200], there=there[:300], value=value
    )


_DOUBLE, _WAITING = {"ganda", "orang_sama"}, "mutasi"


def _remarked(plan: Plan) -> Iterator[Found]:
    """Doubles, rows that could not be read, and moves already proposed to somebody: one finding a row."""
    proposed = {record.row for record, _ in plan.transfers}
    seen: set[int] = set()
    for finding in plan.findings:
        if finding.row in seen:
            continue
        if finding.code in _DOUBLE:
            kind = Kind.DOUBLE
        elif finding.is_error:
            kind = Kind.UNREADABLE
        elif finding.code == _WAITING and finding.row not in proposed:
            kind = Kind.MOVED
        else:
            continue
        seen.add(finding.row)
        yield Found(kind.value, _name_in(plan, finding.row), file_row=finding.row, there=finding.message[:300])


def _name_in(plan: Plan, row: int) -> str:
    """The name in a row of the file, as it stands there."""
    cells = next((cells for number, cells in plan.table.rows if number == row), None)
    return (cells and text(cells[plan.table.fields["name"]])[:200]) or f"Baris {row}"


def _kinds_in(plan: Plan) -> set[str]:
    """Kinds of employee the export speaks of: it says nothing about the others."""
    kinds = {str(record.values["category"]) for record in plan.creates}
    known = Staff.objects.filter(pk__in=plan.matched) if len(plan.matched) < 500 else Staff.objects.all()
    here = dict(known.values_list("pk", "category"))
    kinds |= {here[pk] for pk in plan.matched if pk in here}
    return kinds | {str(update.changes["category"][1]) for update in plan.updates if "category" in update.changes}


def _extra(plan: Plan, finder: UnitFinder, kinds: set[str], others: list[Found]) -> Iterator[Found]:
    """Who is on the roster, of a kind the export speaks of, and not in it; perhaps in a row that could not be read."""
    unread = {names.search_key(one.name): one.file_row for one in others if one.kind == Kind.UNREADABLE}
    rows = Staff.objects.present().filter(category__in=kinds).order_by("pk").values_list("pk", *_PERSON)
    for pk, *values in rows.iterator(chunk_size=5000):
        if pk in plan.matched:
            continue
        person = dict(zip(_PERSON, values, strict=True))
        unit = finder.units.get(person["unit_id"])
        here = f"{StaffCategory(person['category']).label}, {unit.name if unit else ''}"
        row = unread.get(names.search_key(person["name"]))
        there = f"mungkin baris {row}, yang tidak terbaca" if row else ""
        yield Found(Kind.EXTRA.value, _name(person), pk, person["unit_id"], here=here[:200], there=there)


def _name(values: dict[str, object]) -> str:
    return names.with_titles(values.get("front_title", ""), values["name"], values.get("back_title", ""))[:200]
