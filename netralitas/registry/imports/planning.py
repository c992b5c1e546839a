"""What an import would do: who is new, who changes, who is said to have moved, which rows are refused.

A plan reads and never writes; the dry run shows it, applying carries out a fresh one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from netralitas import names
from netralitas.exchange.findings import ERROR, WARNING, Finding
from netralitas.exchange.tables import Table
from netralitas.keys import keyed_hash
from netralitas.registry.imports.records import Record, RecordReader
from netralitas.registry.imports.units import Proposal as UnitProposal
from netralitas.registry.imports.units import UnitFinder, UnitRow
from netralitas.registry.models import Proposal, Staff, StaffStatus, Transfer
from netralitas.registry.models.staff import HINDERED_STATUSES, OUT_STATUSES

COMPARED = (
    "category", "name", "front_title", "back_title", "birth_date", "sex", "golongan", "golongan_on", "position",
    "position_on", "eselon", "jenjang", "service_months", "education", "education_level", "phone", "email", "status",
)  # fmt: skip
_SAME_NAME = 0.5  # less alike than this: another person's number?
_ALL_AT_ONCE = 2_000  # more rows than this: read everybody instead of asking for numbers


@dataclass(slots=True)
class Known:
    """A person already in the registry."""

    pk: int
    nip: str
    nik_hash: str
    unit_id: int
    values: dict[str, Any]


@dataclass(slots=True)
class Update:
    """New values for a known person; `moves` when the unit changes inside the same Perangkat Daerah."""

    record: Record
    known: Known
    changes: dict[str, list[Any]]  # field → [old, new]
    moves: bool = False


@dataclass(slots=True)
class Plan:
    """Everything an import would write, and every remark."""

    table: Table
    units: UnitFinder
    findings: list[Finding]
    creates: list[Record] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    transfers: list[tuple[Record, Known]] = field(default_factory=list)
    exits: list[tuple[Record, Known, str]] = field(default_factory=list)  # who is said to have left: to be proposed
    is_whole_pemda: bool = False
    matched: set[int] = field(default_factory=set)  # known persons the file speaks of
    unchanged_count: int = 0
    refused_rows: set[int] = field(default_factory=set)

    @property
    def totals(self) -> dict[str, int]:
        """Rows, accepted, created, updated, unchanged, refused: as `import_staff --json` prints them."""
        changed = {update.known.pk for update in self.updates} | {known.pk for _, known in self.transfers}
        changed |= {known.pk for _, known, _ in self.exits}
        counts = {"created": len(self.creates), "updated": len(changed), "unchanged": self.unchanged_count}
        accepted, refused = sum(counts.values()), len(self.refused_rows)
        return {"rows": accepted + refused, "accepted": accepted, **counts, "refused": refused}

    @property
    def proposals(self) -> list[UnitProposal]:
        """Units that would be added, those that rows need."""
        needed = {record.unit.proposal.key for record in self.creates if record.unit.proposal}
        needed |= {update.record.unit.proposal.key for update in self.updates if update.record.unit.proposal}
        needed |= {record.unit.proposal.key for record, _ in self.transfers if record.unit.proposal}
        above = {proposal.opd_key for key, proposal in self.units.proposals.items() if key in needed}
        return [proposal for key, proposal in self.units.proposals.items() if key in needed | above]


def make(table: Table, units: UnitFinder, *, is_whole_pemda: bool) -> Plan:
    """Read every row and compare it with the registry. Two or three SQL queries, whatever the number of rows.

    In the file of one Perangkat Daerah a person known elsewhere is only proposed for a transfer; in the file of
    the whole pemda the other data of the person is brought up to date as well.
    """
    reader = RecordReader(table, units)
    records = list(reader.records())
    plan = Plan(table, units, reader.findings, is_whole_pemda=is_whole_pemda)
    plan.refused_rows = {record.row for record in records if record.errors}
    good = list(_without_doubles([record for record in records if not record.errors], plan))
    known = _known_persons(good)
    open_transfers = dict(
        Transfer.objects.filter(state=Transfer.State.PROPOSED).values_list("staff_id", "to_unit_id")
    )  # fmt: skip
    leaving = frozenset(Proposal.objects.open().filter(kind=Proposal.Kind.STANDING).values_list("staff_id", flat=True))
    _remark_same_persons(good, plan)
    for record in good:
        person = known.get(record.nip or _hash(record.nik))
        if person is None:
            plan.creates.append(record)
        else:
            plan.matched.add(person.pk)
            if person.values["status"] == StaffStatus.DUPLICATE:
                _leave_double(plan, record)
            else:
                _compare(plan, record, person, open_transfers, leaving)
    if not records:
        message = "Di bawah kepala tabel tidak ada baris pegawai. Periksa apakah lembar ini yang dimaksud."
        plan.findings.append(Finding(table.last_header_row, "", ERROR, "tanpa_baris", message))
    plan.findings.sort(key=lambda finding: (finding.row, finding.level))
    return plan


def _without_doubles(records: list[Record], plan: Plan) -> Iterator[Record]:
    """The first row of each person; a second one is refused as double, with what differs."""
    first: dict[str, Record] = {}
    for record in records:
        earlier = first.setdefault(record.key, record)
        if earlier is record:
            yield record
            continue
        plan.refused_rows.add(record.row)
        label = "NIP" if record.nip else "NIK"
        message = f"Ganda: {label} ini sudah ada di baris {earlier.row}. Baris ini tidak dipakai."
        if differences := _differences(earlier, record):
            message = (
                f"Ganda: orang ini sudah ada di baris {earlier.row} dengan {differences} lain (dua SK?). "
                f"Yang dipakai baris {earlier.row}; hapus salah satunya bila keliru."
            )
        heading = plan.table.headings.get("nip" if record.nip else "nik", label)
        plan.findings.append(Finding(record.row, heading, ERROR, "ganda", message))


def _differences(first: Record, second: Record) -> str:
    found = [
        label
        for name, label in (("position", "jabatan"), ("golongan", "golongan"), ("name", "nama"))
        if first.values.get(name) != second.values.get(name)
    ]
    if first.unit != second.unit:
        found.insert(0, "unit kerja")
    return " dan ".join(found[:2])


def _known_persons(records: list[Record]) -> dict[str, Known]:
    """Known persons by NIP and by the keyed hash of their NIK; one SQL query."""
    rows = Staff.objects.values_list("pk", "nip", "nik_hash", "unit_id", *COMPARED)
    if len(records) <= _ALL_AT_ONCE:
        nips = [record.nip for record in records if record.nip]
        hashes = [_hash(record.nik) for record in records if record.nik]
        rows = rows.filter(nip__in=nips) | rows.filter(nik_hash__in=hashes)
    found = {}
    for pk, nip, nik_hash, unit_id, *values in rows.iterator(chunk_size=5_000):
        person = Known(pk, nip or "", nik_hash or "", unit_id, dict(zip(COMPARED, values, strict=True)))
        found.update({key: person for key in (nip, nik_hash) if key})
    return found


def _leave_double(plan: Plan, record: Record) -> None:
    """A row merged into another, or double: the number leads to data nobody uses any more."""
    plan.unchanged_count += 1
    message = "Nomor ini milik data yang sudah digabung atau ganda: tidak ada yang diubah. Pakai nomor barunya."
    _warn(plan, record, "nip" if record.nip else "nik", "NIP", "data_ganda", message)


def _compare(plan: Plan, record: Record, known: Known, transfers: dict[int, int], leaving: frozenset[int]) -> None:
    origin = plan.units.units.get(known.unit_id)
    target = record.unit.unit
    is_elsewhere = origin is not None and (target is None or target.opd_id != origin.opd_id)
    if is_elsewhere and record.unit.proposal and record.unit.proposal.opd_pk == origin.opd_id:
        is_elsewhere = False
    is_proposed = is_elsewhere and _propose_transfer(plan, record, known, origin, target, transfers)
    is_left_alone = is_elsewhere and not plan.is_whole_pemda
    changes = {} if is_left_alone else _changes(plan, record, known)
    is_proposed = _propose_exit(plan, record, known, changes, leaving) or is_proposed
    moves = not is_elsewhere and (target is None or target.pk != known.unit_id)
    if changes or moves:
        plan.updates.append(Update(record, known, changes, moves))
    elif not is_proposed:
        plan.unchanged_count += 1


def _propose_transfer(
    plan: Plan, record: Record, known: Known, origin: UnitRow, target: UnitRow | None, transfers: dict[int, int]
) -> bool:
    """Note a transfer to propose; False when the same one waits already or another one does."""
    to_name = target.name if target else record.unit.proposal.name
    waiting = transfers.get(known.pk)
    if waiting is not None:
        message = f"Masih terdata di {origin.name}; usulan mutasi ke {to_name} menunggu penyelesaian."
        if target is None or waiting != target.pk:
            message = (
                f"Masih terdata di {origin.name} dan ada usulan mutasi lain yang belum selesai; unit tidak diubah."
            )
    else:
        message = f"Terdata di {origin.name}. Dibuat usulan mutasi ke {to_name}; unit berubah setelah diterima."
        plan.transfers.append((record, known))
    _warn(plan, record, "unit", "Unit kerja", "mutasi", message)
    return waiting is None


def _changes(plan: Plan, record: Record, known: Known) -> dict[str, list[Any]]:
    """Fields whose cell holds something else than the registry; empty cells change nothing."""
    changes = {
        name: [known.values[name], value] for name, value in record.values.items() if known.values[name] != value
    }
    old_name, new_name = changes.get("name", ("", ""))
    if SequenceMatcher(None, names.fold(old_name), names.fold(new_name)).ratio() < _SAME_NAME:
        message = f"Nama jauh berbeda dari yang terdata ({old_name}). Periksa apakah NIP-nya benar."
        _warn(plan, record, "name", "Nama", "nama_lain", message)
    if status := changes.get("status"):
        if status[1] == StaffStatus.ACTIVE and status[0] in HINDERED_STATUSES:
            del changes["status"]  # on leave, ill, in training: the personnel file still says "aktif"
        elif status[0] in OUT_STATUSES and status[1] not in OUT_STATUSES:
            message = f"Kedudukan berubah dari {StaffStatus(status[0]).label} menjadi {StaffStatus(status[1]).label}."
            _warn(plan, record, "status", "Kedudukan", "kedudukan", message)
    return changes


def _propose_exit(
    plan: Plan, record: Record, known: Known, changes: dict[str, list[Any]], leaving: frozenset[int]
) -> bool:
    """Nobody leaves the count by a file alone: a second person confirms. False when nothing new is proposed."""
    status = changes.get("status")
    if not status or status[1] not in OUT_STATUSES:
        return False
    del changes["status"]
    label = StaffStatus(status[1]).label
    if known.pk in leaving:
        _warn(plan, record, "status", "Kedudukan", "kedudukan", f"Usulan perubahan menunggu orang kedua ({label}).")
        return False
    message = f"Dibuat usulan {label}; pegawai tetap dihitung sampai dikonfirmasi orang kedua di Usulan Perubahan."
    _warn(plan, record, "status", "Kedudukan", "kedudukan", message)
    plan.exits.append((record, known, status[1]))
    return True


def _warn(plan: Plan, record: Record, column: str, label: str, code: str, message: str) -> None:
    plan.findings.append(Finding(record.row, plan.table.headings.get(column, label), WARNING, code, message))


def _remark_same_persons(records: Iterable[Record], plan: Plan) -> None:
    """A PPPK whose NIK belongs to a known honorer is the same person: said here, merged by two people later."""
    with_nik = [record for record in records if record.nip and len(record.other_nik) == 16]
    if not with_nik:
        return
    known = dict(Staff.objects.filter(nik_hash__isnull=False, nip__isnull=True).values_list("nik_hash", "name"))
    for record in with_nik if known else ():
        if name := known.get(_hash(record.other_nik)):
            whose = f"{names.mask(name)} (non-ASN)"
            message = f"NIK-nya sudah terdata atas nama {whose}. Orang yang sama? Usulkan penggabungan data."
            _warn(plan, record, "nik", "NIK", "orang_sama", message)


def _hash(nik: str) -> str:
    return keyed_hash(nik, "nik") if nik else ""


def reasons_by_row(plan: Plan) -> dict[int, str]:
    """Why each refused row is refused, in one text."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for finding in plan.findings:
        if finding.is_error:
            reasons[finding.row].append(finding.message)
    return {row: " ".join(messages) for row, messages in reasons.items()}
