"""From what a room handed down to the frozen facts of a letter: values checked, text filled, nothing to look up."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from string import ascii_lowercase
from typing import Any

from netralitas.documents import letter_text
from netralitas.documents.letters import BUILT_IN, Layout, LetterField, LetterKind, Secrecy, kind_of, lines
from netralitas.documents.models import LetterTemplate
from netralitas.errors import DomainError
from netralitas.ui import formats

BLANK_NUMBER = " " * 3 + "." * 24
_LONGEST = {"text": 600, "long": 20_000, "number": 30, "date": 40}
_MOST_ITEMS, _MOST_ROWS, _MOST_COLUMNS = 300, 1000, 12
_MARKS = {Secrecy.SECRET: "RAHASIA", Secrecy.RESTRICTED: "TERBATAS", Secrecy.PLAIN: ""}


def normal(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON and without unprintable letters. Raises DomainError for a name the kind does not know."""
    if strange := [name for name in values if name not in kind.names]:
        raise DomainError(f"{kind.label} tidak mengenal isian {', '.join(strange)}.")
    return {name: _normal(kind.names[name], value) for name, value in values.items() if value not in (None, "")}


def _normal(field: LetterField, value: Any) -> Any:
    try:
        return _NORMAL[field.kind](value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise DomainError(f"Isian {field.label} tidak dapat dibaca. Periksa lalu isi kembali.") from error


def _text(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = letter_text.clean(str(value))
        if len(text) > longest:
            raise DomainError(f"Isian surat paling panjang {formats.number(longest)} huruf. Ringkas isinya.")
        return text

    return read


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else date.fromisoformat(str(value)).isoformat()


def _list(value: Any) -> list[str]:
    items = lines(value)
    if len(items) > _MOST_ITEMS:
        raise DomainError(f"Daftar dalam surat paling banyak {_MOST_ITEMS} butir.")
    return [_text(_LONGEST["long"])(item) for item in items]


def _table(value: Any) -> dict[str, Any]:
    columns, rows = [_text(120)(cell) for cell in value["columns"]], list(value["rows"])
    if len(columns) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        raise DomainError(f"Tabel dalam surat paling banyak {_MOST_COLUMNS} kolom dan {_MOST_ROWS} baris.")
    return {"columns": columns, "rows": [[_cell(cell) for cell in row] for row in rows],
            "total": [_cell(cell) for cell in value.get("total", ())]}  # fmt: skip


def _cell(value: Any) -> str | int:
    return value if isinstance(value, int) and not isinstance(value, bool) else _text(20_000)(value)


_NORMAL: dict[str, Callable[[Any], Any]] = {
    "text": _text(_LONGEST["text"]), "long": _text(_LONGEST["long"]), "number": lambda value: int(str(value)),
    "date": _day, "list": _list, "table": _table,
}  # fmt: skip


def samples(kind: LetterKind) -> dict[str, Any]:
    """Values that show what a letter will look like."""
    fallback = {
        "date": date(2026, 11, 23), "number": 12, "list": ["Butir pertama", "Butir kedua"],
        "table": {"columns": ["No", "Uraian", "Jumlah"], "rows": [["1", "Contoh", 12]]},
    }  # fmt: skip
    return normal(kind, {
        one.name: one.sample or fallback.get(one.kind) or f"[{one.label}]" for one in kind.fields
    })  # fmt: skip


def used_fields(template: LetterTemplate) -> list[str]:
    """The names of all placeholders of a version."""
    return letter_text.placeholders(template.heading, template.subject, template.body)


def missing(template: LetterTemplate, values: Mapping[str, Any]) -> list[LetterField]:
    """Required fields of the wording that have no value."""
    names, used = kind_of(template.kind).names, used_fields(template)
    found = [names[name] for name in used if name in names and names[name].required]
    return [one for one in found if values.get(one.name) in (None, "", [], {})]


def title_of(template: LetterTemplate, values: Mapping[str, Any]) -> str:
    """The *Hal* of a letter with its values."""
    return letter_text.filled(template.subject, _words(kind_of(template.kind), values))[:300]


def with_marks(template: LetterTemplate, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a draft, with the label in brackets where a required one is missing."""
    marks = {one.name: f"[{one.label}]" for one in missing(template, values) if one.kind in {"text", "long"}}
    return {**values, **marks}


def compose(
    template: LetterTemplate, content: Mapping[str, Any], *, number: str, dated_on: date | None, place: str
) -> dict[str, Any]:
    """All that the paper shows but for its code; `content` as `actions.letters.draft` keeps it."""
    kind, values = kind_of(template.kind), content["values"]
    day = formats.day(dated_on) if dated_on else ""
    words = _words(kind, values) | {"nomor": number or BLANK_NUMBER, "tanggal": day, "tempat": place}
    is_letter = kind.layout in {Layout.LETTER, Layout.MEMO}
    blocks = letter_text.blocks(template.body, words, _parts(kind, values))
    end = next((at for at, block in enumerate(blocks) if block["kind"] == "page"), len(blocks))
    return {
        "v": 1,
        "kind": kind.code,
        "layout": kind.layout.value,
        "paper": template.paper,
        "version": template.version,
        "title": letter_text.filled(template.subject, words),
        "mark": _MARKS[kind.secrecy],
        "sifat": kind.sifat,
        "lampiran": content.get("attachment") or "-",
        "letterhead": content["kop"],
        "number": number,
        "place": place,
        "date": day,
        "addressee": content["addressee"],
        "sender": content.get("sender", ""),
        "heading": [] if is_letter else _heading(template.heading, words),
        "blocks": blocks[:end],
        "annex": blocks[end + 1 :],  # pages behind the signature
        "signers": content["signers"],
        "copies": content["copies"],
    }


def _heading(text: str, words: Mapping[str, str]) -> list[str]:
    """The centred lines; an empty one between two leaves room."""
    return [letter_text.filled(line.strip(), words) for line in text.strip().splitlines()]


def _words(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, str]:
    """Every value as words within a line."""
    return {name: _in_line(kind.names[name].kind, value) for name, value in values.items() if name in kind.names}


def _in_line(field_kind: str, value: Any) -> str:
    if field_kind == "date":
        return formats.day(date.fromisoformat(value))
    if field_kind == "number":
        return formats.number(value)
    if field_kind == "list":
        return "; ".join(value)
    return "" if field_kind == "table" else " ".join(str(value).split())


def _parts(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, list[letter_text.Block]]:
    """Every value that takes a place of its own, as blocks; empty ones too, so that their line is left out."""
    made = {"long": _long, "list": _listed, "table": _tabled}
    return {
        one.name: made[one.kind](values[one.name]) if values.get(one.name) else []
        for one in kind.fields if one.kind in made
    }  # fmt: skip


def _long(text: str) -> list[letter_text.Block]:
    """Paragraphs and lists, never placeholders."""
    found = letter_text.blocks(text.replace("{", "(").replace("}", ")"), {}, {})
    return [block for block in found if block["kind"] != "page"]


def _listed(items: list[str]) -> list[letter_text.Block]:
    """Lettered items; a single one needs no letter."""
    if len(items) == 1:
        return [{"kind": "text", "text": items[0]}]
    marks = ascii_lowercase if len(items) <= len(ascii_lowercase) else range(1, len(items) + 1)
    return [{"kind": "list", "items": [[f"{mark}.", item] for mark, item in zip(marks, items, strict=False)],
             "is_part": True}]  # fmt: skip


def _tabled(table: dict[str, Any]) -> list[letter_text.Block]:
    return [{
        "kind": "table", "columns": table["columns"], "rows": [[_shown(cell) for cell in row] for row in table["rows"]],
        "total": [_shown(cell) for cell in table.get("total", ())],
    }]  # fmt: skip


def _shown(cell: str | int) -> list[Any]:
    """The text of a cell, and whether it is a number."""
    return [formats.number(cell), True] if isinstance(cell, int) else [cell, False]


def unknown_fields(kind: LetterKind, *texts: str) -> list[str]:
    """Names in braces that the kind does not hand down."""
    return [name for name in letter_text.placeholders(*texts) if name not in kind.names and name not in BUILT_IN]


def unused_fields(kind: LetterKind, *texts: str) -> list[LetterField]:
    """Required fields that stand nowhere in the wording."""
    used = letter_text.placeholders(*texts)
    return [one for one in kind.fields if one.required and one.name not in used]
