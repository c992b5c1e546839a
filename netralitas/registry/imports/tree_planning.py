"""What a list of units would do to the tree: which are new, which change or move, which rows are refused.

A plan reads and never writes; the dry run shows it, applying carries out a fresh one. Seven SQL queries at most.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from netralitas.exchange.findings import ERROR, Finding
from netralitas.exchange.tables import Table
from netralitas.registry.imports.spelling import nearest, unit_key
from netralitas.registry.imports.tree_rows import UnitReader, UnitRecord
from netralitas.registry.imports.units import TOP_KINDS, USUAL_HOMES
from netralitas.registry.models import Opd, Pemda, UnitAlias

PROVISIONAL = "BARU-"  # codes given by a staff import, replaced by the first list that knows the real one
_COMPARED = (
    "code", "name", "short_name", "kind_id", "kecamatan_id", "address", "phone", "external_code", "unor_id",
    "protocol_order", "has_recap_row", "operator_name", "operator_phone",
)  # fmt: skip
_MAY_STAND_ALONE = TOP_KINDS | {"RSUD", "BUMD"}
_NO_PARENT = {"-", "–", "tidak ada", "pemda", "bupati", "wali kota", "walikota", "gubernur"}


@dataclass(eq=False, slots=True)
class Node:
    """A unit as it would stand: an existing one, a row of the file, or both."""

    unit: Opd | None = None
    record: UnitRecord | None = None
    parent: "Node | None" = None
    changes: dict[str, list[Any]] = field(default_factory=dict)  # field → [old, new]
    moves: bool = False

    @property
    def name(self) -> str:
        """The name it would have."""
        return (self.record.name if self.record else "") or self.unit.name


@dataclass(slots=True)
class TreePlan:
    """Everything a list would write, and every remark."""

    table: Table
    findings: list[Finding]
    creates: list[Node] = field(default_factory=list)  # parents before their children
    updates: list[Node] = field(default_factory=list)
    unchanged_count: int = 0
    refused_rows: set[int] = field(default_factory=set)
    proposals: tuple = ()  # a list of units proposes none

    @property
    def totals(self) -> dict[str, int]:
        """Rows, accepted, created, updated, unchanged, refused: as for staff."""
        counts = {"created": len(self.creates), "updated": len(self.updates), "unchanged": self.unchanged_count}
        accepted, refused = sum(counts.values()), len(self.refused_rows)
        return {"rows": accepted + refused, "accepted": accepted, **counts, "refused": refused}


def make(table: Table) -> TreePlan:
    """Read every row, find the unit and the parent it means, and compare."""
    return _Planning(table).plan()


class _Planning:
    def __init__(self, table: Table) -> None:
        self._reader = UnitReader(table)
        self._records = list(self._reader.records())
        self._table = table
        self._nodes = {unit.pk: Node(unit) for unit in Opd.objects.select_related("kecamatan", "kind")}
        for node in self._nodes.values():
            node.parent = self._nodes.get(node.unit.parent_id)
        self._by_code = {node.unit.code.casefold(): node for node in self._nodes.values()}
        self._by_key: dict[str, list[Node]] = defaultdict(list)
        for node in self._nodes.values():
            if not node.unit.closed_on:
                self._add_names(node, node.unit.name, node.unit.short_name)
        self._aliases = dict(UnitAlias.objects.values_list("key", "unit_id"))
        pemda = Pemda.objects.first()
        self._top_words = _NO_PARENT | ({pemda.name.casefold(), pemda.short_name.casefold()} if pemda else set())

    def plan(self) -> TreePlan:
        """Match, hang up, compare."""
        nodes = [(record, self._match(record)) for record in self._records]
        rows = [(record, node) for record, node in nodes if node is not None and not record.errors]
        for record, node in rows:
            self._set_parent(record, node)
        self._refuse_circles(rows)
        self._refuse_orphans(rows)
        plan = TreePlan(self._table, self._reader.findings)
        for record, node in rows:
            if not record.errors:
                self._sort_in(plan, record, node)
        plan.refused_rows = {record.row for record in self._records if record.errors}
        plan.creates = _parents_first(plan.creates)
        plan.findings.sort(key=lambda finding: (finding.row, finding.level))
        return plan

    def _add_names(self, node: Node, *names: str) -> None:
        for key in {unit_key(name) for name in names} - {""}:
            if node not in self._by_key[key]:
                self._by_key[key].append(node)

    def _match(self, record: UnitRecord) -> Node | None:
        """The unit a row is about, or a new one; None for a refused row."""
        if record.errors:
            return None
        node = self._known(record)
        if record.errors:
            return None
        if node and node.record:
            message = f"Ganda: unit ini sudah ada di baris {node.record.row}. Baris ini tidak dipakai."
            self._refuse(record, "code" if record.code else "name", "ganda", message)
            return None
        if node and node.unit.closed_on:
            message = f"{node.unit.name} sudah ditutup. Buka kembali dulu di halaman unitnya, atau pakai kode lain."
            self._refuse(record, "code", "ditutup", message)
            return None
        node = node or Node()
        node.record = record
        if record.code:
            self._by_code[record.code.casefold()] = node
        self._add_names(node, record.name, record.values.get("short_name", ""))
        return node

    def _known(self, record: UnitRecord) -> Node | None:
        """By code, then by the keys of others, then by name when the code is missing or was provisional."""
        if node := self._by_code.get(record.code.casefold()) if record.code else None:
            return node
        for name in ("external_code", "unor_id"):
            value = record.values.get(name)
            found = [node for node in self._nodes.values() if value and getattr(node.unit, name) == value]
            if len(found) == 1 and (not record.code or found[0].unit.code.startswith(PROVISIONAL)):
                return found[0]
        same = [node for node in self._by_key.get(unit_key(record.name), []) if self._may_be(record, node)]
        named = [node for node in same if unit_key(node.name) == unit_key(record.name)]
        if len(named) != 1:
            return None
        node = named[0]
        if record.code and node.unit and not node.unit.code.startswith(PROVISIONAL):
            message = (
                f"“{record.name}” sudah terdata dengan kode {node.unit.code}. Samakan kodenya; unit tidak digandakan."
            )
            self._refuse(record, "code", "kode_lain", message)
            return None
        if record.code and node.unit is None:
            self._refuse(record, "name", "ganda", f"Nama ini sudah dipakai baris {node.record.row} dengan kode lain.")
            return None
        return node

    def _may_be(self, record: UnitRecord, node: Node) -> bool:
        """A name repeats between offices: the parent written in the row must be the parent it has."""
        if not record.parent:
            return True
        above = node.record.parent if node.record else None
        if above is not None and unit_key(above) == unit_key(record.parent):
            return True
        written = unit_key(record.parent)
        while node.parent:
            node = node.parent
            names = {unit_key(node.name), unit_key(node.unit.code if node.unit else ""), unit_key(node.unit.short_name)}
            if written in names:
                return True
        return record.parent.casefold() in self._top_words

    def _set_parent(self, record: UnitRecord, node: Node) -> None:
        if not record.parent:
            if node.unit is None:
                self._set_usual_parent(record, node)
            return
        if record.parent.casefold() in self._top_words:
            parent = None
        elif (parent := self._find_parent(record, node)) is None:
            return
        before = node.parent
        node.parent = parent
        node.moves = node.unit is not None and parent is not before

    def _find_parent(self, record: UnitRecord, node: Node) -> Node | None:
        written, key = record.parent, unit_key(record.parent)
        if found := self._by_code.get(written.casefold()):
            candidates = [found]
        else:
            candidates = [one for one in self._by_key.get(key, []) if one is not node]
            if not candidates and (alias := self._nodes.get(self._aliases.get(key, 0))):
                candidates = [alias]
        tops = [one for one in candidates if one.parent is None and (one.unit or not one.record.parent)]
        if len(candidates) > 1 and len(tops) == 1:
            candidates = tops
        if len(candidates) == 1 and candidates[0] is not node:
            return candidates[0]
        if candidates and candidates[0] is node:
            message = "Unit tidak dapat menjadi induk dirinya sendiri."
        elif candidates:
            message = f"Ada {len(candidates)} unit bernama “{written}”. Tulis kodenya."
        else:
            near, ratio = nearest(key, self._by_key)
            hint = f" Nama terdekat: “{self._by_key[near][0].name}”." if ratio >= 0.6 and self._by_key.get(near) else ""
            message = f"Induk “{written}” tidak ditemukan di berkas maupun di data.{hint}"
        self._refuse(record, "parent", "induk", message)
        return None

    def _set_usual_parent(self, record: UnitRecord, node: Node) -> None:
        """Without a parent: at the top when the kind stands there, else under the office it usually belongs to."""
        kind = record.values.get("kind_id") or record.values.get("guessed_kind") or ""
        if kind in _MAY_STAND_ALONE:
            return
        if not kind:
            self._refuse(record, "kind", "jenis", "Jenis unit kosong dan tidak terbaca dari namanya. Isi kolom Jenis.")
            return
        office = USUAL_HOMES.get(kind)
        homes = {
            id(one): one for key, nodes in self._by_key.items() for one in nodes
            if office and key.startswith(office) and one.parent is None and (one.unit or not one.record.parent)
        }  # fmt: skip
        if len(homes) == 1:
            [node.parent] = homes.values()
            self._reader.remark_on(record, "parent", "induk", f"Induk kosong; ditempatkan di bawah {node.parent.name}.")
        else:
            self._refuse(record, "parent", "induk", "Induk kosong. Tulis kode atau nama unit di atasnya.")

    def _refuse_circles(self, rows: list[tuple[UnitRecord, Node]]) -> None:
        for record, node in rows:
            above, steps = node.parent, 0
            while above is not None and above is not node and steps < 30:
                above, steps = above.parent, steps + 1
            if above is not None:
                message = "Induknya berputar: unit ini akhirnya berada di bawah dirinya sendiri."
                self._refuse(record, "parent", "putaran", message)

    def _refuse_orphans(self, rows: list[tuple[UnitRecord, Node]]) -> None:
        """A new unit under a refused new unit cannot be added either; under a closed one neither."""
        changed = True
        while changed:
            changed = False
            for record, node in rows:
                above = node.parent
                if record.errors or above is None:
                    continue
                if above.unit is None and above.record.errors:
                    message = f"Induknya di baris {above.record.row} ditolak, jadi baris ini juga."
                elif above.unit is not None and above.unit.closed_on:
                    message = f"Induknya, {above.unit.name}, sudah ditutup."
                else:
                    continue
                self._refuse(record, "parent", "induk", message)
                changed = True

    def _sort_in(self, plan: TreePlan, record: UnitRecord, node: Node) -> None:
        values = record.values
        guessed = values.pop("guessed_kind", "")
        if node.unit is None:
            values.setdefault("kind_id", guessed or "UPTD")
            plan.creates.append(node)
            return
        if node.parent is None:
            values.pop("has_recap_row", None)  # what stands at the top always has its row
        node.changes = {
            name: [getattr(node.unit, name), values[name]]
            for name in _COMPARED
            if name in values and getattr(node.unit, name) != values[name]
        }
        if "name" in node.changes:
            message = f"Nama berubah dari “{node.unit.name}”; nama lama tetap dikenali."
            self._reader.remark_on(record, "name", "nama_lama", message)
        if node.moves:
            old = node.unit.parent_id and self._nodes[node.unit.parent_id].name
            message = f"Berpindah dari {old or 'pemda'} ke {node.parent.name if node.parent else 'pemda'}."
            self._reader.remark_on(record, "parent", "pindah", message)
        if node.changes or node.moves:
            plan.updates.append(node)
        else:
            plan.unchanged_count += 1

    def _refuse(self, record: UnitRecord, column: str, code: str, message: str) -> None:
        self._reader.remark_on(record, column, code, message, level=ERROR)


def _parents_first(creates: list[Node]) -> list[Node]:
    def depth(node: Node) -> int:
        steps = 0
        while node.parent is not None:
            node, steps = node.parent, steps + 1
        return steps

    return sorted(creates, key=depth)
