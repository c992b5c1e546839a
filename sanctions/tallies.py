"""Counting persons in matters by one trait, and hiding numbers so small that they point at somebody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from netralitas.registry.catalogues import jenjang_names
from netralitas.registry.models import StaffCategory
from sanctions.models import Act, State, Track
from sanctions.models.catalogue import ElectionStage
from sanctions.queries.figures import Counted

SMALL = 5  # fewer are not told outside BKPSDM
Number = int | None  # None: too few to be told
_COLUMNS = ("reported", "proven", "sanctioned", "overdue")
_AGES = {30: "Sampai 30 hari", 60: "31 sampai 60 hari", 90: "61 sampai 90 hari"}
_SEVERAL = "Satu orang dapat berada pada lebih dari satu baris."
_OLDER, _OVER = "older", "over"
_AGE_LABELS = {str(most): label for most, label in _AGES.items()} | {
    _OLDER: "Lebih dari 90 hari", _OVER: "Sudah selesai",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is about and the numbers, of persons."""

    label: str
    reported: Number = 0
    proven: Number = 0
    sanctioned: Number = 0
    overdue: Number = 0


@dataclass(frozen=True)
class Table:
    """One table: its title, what its first column is, the rows."""

    title: str
    head: str
    lines: Sequence[Line]
    note: str = ""


def total_of(counted: Iterable[Counted], label: str = "Jumlah") -> Line:
    """All together."""
    rows = list(counted)
    return Line(
        label, len(rows), sum(one.is_proven for one in rows), sum(one.is_sanctioned for one in rows),
        sum(one.is_overdue for one in rows),
    )  # fmt: skip


def tables_of(counted: Sequence[Counted]) -> list[Table]:
    """The same persons by act, track, jenjang, state, stage of the election and days open; one query for the acts."""
    names = dict(Act.objects.order_by("starts_on", "pk").values_list("code", "name"))
    acts = {code: f"{code} {names[code]}" for code in sorted(names)}
    levels, states = jenjang_names() | dict(StaffCategory.choices), {"": "Baru laporan"} | dict(State.choices)
    return [
        _table("Menurut jalur", "Jalur", counted, _track, dict(Track.choices)),
        _table("Menurut jabatan", "Jenjang jabatan", counted, _level, levels),
        _table("Menurut keadaan", "Keadaan", counted, _state, states),
        _table("Menurut lama terbuka", "Lama sejak dibuka", counted, _age, _AGE_LABELS),
        _table("Menurut tahapan pemilihan", "Tahapan", counted, _stages, dict(ElectionStage.choices), _SEVERAL),
        _table("Menurut bentuk pelanggaran", "Bentuk", counted, _acts, acts, _SEVERAL),
    ]  # fmt: skip


def _table(
    title: str, head: str, counted: Sequence[Counted], traits: Callable[[Counted], Iterable[str]],
    labels: dict[str, str], note: str = "",
) -> Table:  # fmt: skip
    """Rows in the order of `labels`, then what has no label, then those without the trait; empty rows left out."""
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        for trait in traits(one) or [""]:
            groups.setdefault(trait, []).append(one)
    known = [trait for trait in labels if trait in groups]
    others = sorted(groups.keys() - labels.keys(), key=lambda trait: (not trait, trait))
    lines = [total_of(groups[trait], labels.get(trait) or trait or "Belum ditentukan") for trait in known + others]
    return Table(title, head, lines, note)


def _track(one: Counted) -> list[str]:
    return [one.track]


def _state(one: Counted) -> list[str]:
    return [one.state]


def _stages(one: Counted) -> Iterable[str]:
    return one.stages


def _acts(one: Counted) -> Iterable[str]:
    return one.acts


def _level(one: Counted) -> list[str]:
    return [one.jenjang or one.category]


def _age(one: Counted) -> list[str]:
    if one.days_open is None:
        return [_OVER]
    return [next((str(most) for most in _AGES if one.days_open <= most), _OLDER)]


def suppressed(table: Table) -> Table:
    """The table with numbers of one to four hidden, and a second one where the total would give the first away."""
    lines = list(table.lines)
    for column in _COLUMNS:
        values = [getattr(line, column) for line in lines]
        hidden = {place for place, value in enumerate(values) if 0 < value < SMALL}
        rest = [place for place, value in enumerate(values) if value and place not in hidden]
        if len(hidden) == 1 and rest:
            hidden.add(min(rest, key=lambda place: values[place]))
        for place in hidden:
            lines[place] = replace(lines[place], **{column: None})
    return replace(table, lines=lines)


def veiled(line: Line) -> Line:
    """A single line with numbers of one to four hidden."""
    return replace(line, **{name: None for name in _COLUMNS if 0 < getattr(line, name) < SMALL})
