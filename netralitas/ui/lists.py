"""Lists as declarations: search, filter, sort, page and export, kept in the address, safe against any input."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

PAGE_SIZES = (25, 50, 100)
EXPORT_FORMATS = {"xlsx": "Excel (XLSX)", "csv": "CSV"}
MAX_SEARCH_LENGTH = 100

Writer = Callable[..., object]


@dataclass(frozen=True)
class Column:
    """One column: its key in the address, its label, the order fields (empty: not sortable), its value.

    `value` is a path of attributes (`"opd.name"`) or a function of the row, used by exports.
    """

    key: str
    label: str
    sort: tuple[str, ...] = ()
    value: str | Callable[[object], object] = ""
    css_class: str = ""

    def of(self, row: object) -> object:
        """The plain value of this column in a row; a missing step of the path gives an empty cell."""
        if callable(self.value):
            return self.value(row)
        found: object = row
        for name in (self.value or self.key).split("."):
            found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
            if found is None:
                return ""
        return found() if callable(found) else found


@dataclass(frozen=True)
class Filter:
    """One filter: its key in the address, label, choices `(value, label)`, and the field or function it applies."""

    key: str
    label: str
    choices: Iterable[tuple[object, object]] | Callable[[], Iterable[tuple[object, object]]]
    apply: str | Callable[[QuerySet, str], QuerySet] = ""
    selected: str = ""

    def options(self) -> list[tuple[str, str]]:
        """The choices as text."""
        choices = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in choices]

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """The rows that fit the selected value."""
        if callable(self.apply):
            return self.apply(rows, self.selected)
        return rows.filter(**{self.apply or self.key: self.selected})


class List:
    """A queryset shown as a list; subclasses declare columns, search fields, filters and the default order.

    Reads `cari`, `urut`, `hal`, `per`, the filters' keys and `unduh` from the address (with `prefix` before them).
    Unknown or damaged values fall back to the default; nothing undeclared reaches the query.
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    search_fields: ClassVar[tuple[str, ...]] = ()
    filters: ClassVar[tuple[Filter, ...]] = ()
    default_sort: ClassVar[str] = ""
    exports: ClassVar[tuple[str, ...]] = ("xlsx",)
    noun: ClassVar[str] = "baris"

    def __init__(self, rows: QuerySet, query: QueryDict, *, prefix: str = "") -> None:
        self.all_rows = rows
        self.query = query
        self.prefix = prefix

    def _asked(self, key: str) -> str:
        return self.query.get(f"{self.prefix}{key}", "").replace("\x00", "").strip()

    def column(self, key: str) -> Column:
        """The declared column; raises `LookupError` on a template's typing mistake."""
        for column in self.columns:
            if column.key == key:
                return column
        raise LookupError(f"{type(self).__name__} has no column {key!r}")

    # --- search and filter

    @cached_property
    def search(self) -> str:
        """What the person searched for."""
        return self._asked("cari")[:MAX_SEARCH_LENGTH]

    @cached_property
    def active_filters(self) -> list[Filter]:
        """The declared filters, each with the value selected in the address (empty: all)."""
        found = []
        for declared in self.filters:
            asked = self._asked(declared.key)
            is_choice = any(asked == value for value, _ in declared.options()) if asked else False
            found.append(replace(declared, selected=asked if is_choice else ""))
        return found

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides rows."""
        return bool(self.search or any(entry.selected for entry in self.active_filters))

    def searched(self, rows: QuerySet) -> QuerySet:
        """Rows in which every word is found in one of the search fields; override for a better search."""
        for word in self.search.split():
            either = Q()
            for field in self.search_fields:
                either |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(either)
        return rows

    # --- sort

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """The column sorted by, and whether downwards; only declared columns count."""
        for wish in (self._asked("urut"), self.default_sort):
            key, is_descending = wish.lstrip("-"), wish.startswith("-")
            if any(column.key == key and column.sort for column in self.columns):
                return key, is_descending
        return "", False

    def direction(self, key: str) -> str:
        """`ascending`, `descending` or `none`, as aria-sort wants it."""
        if self.sort[0] != key:
            return "none"
        return "descending" if self.sort[1] else "ascending"

    def sort_url(self, key: str) -> str:
        """The address sorted by this column, the other way round when it already is."""
        return self.url(urut=f"-{key}" if self.direction(key) == "ascending" else key, hal=None)

    def _ordered(self, rows: QuerySet) -> QuerySet:
        key, is_descending = self.sort
        if not key:
            return rows if rows.ordered else rows.order_by("pk")
        fields = self.column(key).sort
        flipped = [field[1:] if field.startswith("-") else f"-{field}" for field in fields]
        return rows.order_by(*(flipped if is_descending else fields), "pk")

    # --- rows and pages

    @cached_property
    def rows(self) -> QuerySet:
        """All rows as searched, filtered and sorted."""
        rows = self.searched(self.all_rows) if self.search else self.all_rows
        for entry in self.active_filters:
            rows = entry.narrowed(rows) if entry.selected else rows
        return self._ordered(rows)

    @cached_property
    def page_size(self) -> int:
        """25, 50 or 100."""
        asked = self._asked("per")
        return int(asked) if asked in {str(size) for size in PAGE_SIZES} else PAGE_SIZES[0]

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is (two queries: count and rows)."""
        return Paginator(self.rows, self.page_size).get_page(self._page_number())

    def _page_number(self) -> int:
        asked = self._asked("hal")
        return max(int(asked[:9]), 1) if asked.isascii() and asked.isdigit() else 1

    @property
    def total(self) -> int:
        """How many rows fit the search and the filters."""
        return self.page.paginator.count

    @property
    def page_links(self) -> list[tuple[str, str]]:
        """(label, address) of the pages near this one; a gap has an empty address."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [(str(n), self.url(hal=n) if isinstance(n, int) else "") for n in numbers]

    @property
    def size_links(self) -> list[tuple[int, str]]:
        """(size, address) of the page sizes."""
        return [(size, self.url(per=size, hal=None)) for size in PAGE_SIZES]

    # --- address

    def url(self, **changes: object) -> str:
        """The present address with some keys changed; `None` takes a key away."""
        query = self.query.copy()
        query.pop(f"{self.prefix}unduh", None)
        for key, value in changes.items():
            if value is None:
                query.pop(f"{self.prefix}{key}", None)
            else:
                query[f"{self.prefix}{key}"] = str(value)
        return f"?{query.urlencode()}"

    @property
    def clear_url(self) -> str:
        """The address without search and filters."""
        return self.url(cari=None, hal=None, **{entry.key: None for entry in self.filters})

    @property
    def next_url(self) -> str:
        """The next page's address, empty on the last."""
        return self.url(hal=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def previous_url(self) -> str:
        """The page before, empty on the first."""
        return self.url(hal=self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Keys of the address a search must not lose, as hidden fields: other keys of the page, order, size."""
        own = {f"{self.prefix}{key}" for key in ("cari", "hal", "unduh", *(entry.key for entry in self.filters))}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    # --- export

    @property
    def export_links(self) -> list[tuple[str, str]]:
        """(label, address) of each download of what is shown."""
        return [(EXPORT_FORMATS[name], self.url(hal=None) + f"&{self.prefix}unduh={name}") for name in self.exports]

    @property
    def wants_export(self) -> str:
        """`xlsx` or `csv` when the address asks for a download, else empty."""
        asked = self._asked("unduh")
        return asked if asked in self.exports else ""

    def export_rows(self) -> Iterator[list[object]]:
        """The values of all rows shown, column by column, without holding them all in memory."""
        for row in self.rows.iterator(chunk_size=1000):
            yield [column.of(row) for column in self.columns]

    def export(self, writer: Writer, *, title: str) -> object:
        """Hand title, column labels and rows to a writer from `netralitas.exchange` and return its answer."""
        return writer(title=title, columns=[column.label for column in self.columns], rows=self.export_rows())
