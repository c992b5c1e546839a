"""The wording of letters: placeholders in braces and a few marks a civil servant types by hand; no program in it.

A text is split into blocks: `# Judul` (centred), `## Anak judul`, paragraphs, lists (`1.`, `a.`, `-` at the start of
lines), rows (`Label : isi`, with list items under a row belonging to it), and, where a table or list is handed down,
its placeholder alone on a line. An empty line ends a paragraph; the first `---` alone on a line begins the pages behind
the signature (lampiran), a later one a new page among them.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from netralitas.errors import DomainError

Block = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
_WITH_SPACE = re.compile(rf"( ?){_PLACEHOLDER.pattern}")
_BRACE = re.compile(r"[{}]")
_ALONE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
_ITEM = re.compile(r"(\d{1,2}[.)]|[a-z][.)]|-)\s+(.*)")
_ROW = re.compile(r"([^:]{1,60}?)\s+:(?:\s+(.*))?")
_NOT_PRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_EXAMPLE = "Contoh yang benar: {nama}."


def clean(text: str) -> str:
    """Without letters no paper can show, with one kind of line end."""
    return _NOT_PRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def placeholders(*texts: str) -> list[str]:
    """The names in braces, in the order of their first use."""
    return list(dict.fromkeys(name for text in texts for name in _PLACEHOLDER.findall(text)))


def refuse_stray_braces(text: str) -> None:
    """Refuse a brace that belongs to no placeholder."""
    if stray := _BRACE.search(_PLACEHOLDER.sub("", text)):
        raise DomainError(f"Ada kurung kurawal “{stray.group()}” yang tidak memuat nama isian. {_EXAMPLE}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """One line or paragraph with its placeholders replaced, once.

    What has no value becomes nothing, and the space before it too: "kami {dasar}, telah" reads "kami, telah".
    """

    def value_of(found: re.Match[str]) -> str:
        value = values.get(found.group(2), "")
        return f"{found.group(1)}{value}" if value else ""

    return _WITH_SPACE.sub(value_of, text).strip()


def unwrapped(text: str) -> str:
    """A text whose paragraphs and items were broken into lines by its writer, one line each."""
    found: list[str] = []
    for line in clean(text).split("\n"):
        if found and found[-1] and line and not _begins(line) and not _stands_alone(found[-1]):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return "\n".join(found)


def _begins(line: str) -> bool:
    return bool(_stands_alone(line) or _ITEM.fullmatch(line.strip()) or _ROW.fullmatch(line.strip()))


def _stands_alone(line: str) -> bool:
    return line.startswith("#") or line.strip() == "---" or bool(_ALONE.fullmatch(line.strip()))


def blocks(text: str, values: Mapping[str, str], parts: Mapping[str, list[Block]]) -> list[Block]:
    """The blocks of a text; `values` fill lines, `parts` are blocks that stand where their placeholder is alone.

    Left out: a row without content, a paragraph or item that consisted of empty placeholders only.
    """
    reader = _Reader(values, parts)
    for line in clean(text).split("\n"):
        reader.take(line.strip())
    return [block for block in reader.found if _has_content(block)]


class _Reader:
    """Collects blocks line by line."""

    def __init__(self, values: Mapping[str, str], parts: Mapping[str, list[Block]]) -> None:
        self._values, self._parts = values, parts
        self.found: list[Block] = []
        self._open: Block | None = None  # what the next line may continue

    def take(self, line: str) -> None:
        """Read one line."""
        alone = _ALONE.fullmatch(line)
        if not line:
            self._open = None
        elif line == "---":
            self._add({"kind": "page"}, stays_open=False)
        elif alone and alone.group(1) in self._parts:
            self._place(deepcopy(self._parts[alone.group(1)]))
        elif line.startswith("#"):
            level = "title" if not line.startswith("##") else "heading"
            self._add({"kind": level, "text": filled(line.lstrip("# "), self._values)}, stays_open=False)
        elif item := _ITEM.fullmatch(line):
            self._item(item.group(1), item.group(2))
        elif row := _ROW.fullmatch(line):
            self._row(filled(row.group(1), self._values), row.group(2) or "")
        else:
            self._words(line)

    def _add(self, block: Block, *, stays_open: bool = True) -> None:
        self.found.append(block)
        self._open = block if stays_open else None

    def _place(self, given: list[Block]) -> None:
        """A part: under the row that is open, else by itself."""
        if self._open is not None and self._open["kind"] == "rows":
            self._open["rows"][-1]["blocks"] += given
            return
        self.found += given
        self._open = None

    def _item(self, mark: str, text: str) -> None:
        words = "" if self._is_all_empty(text) else filled(text, self._values)
        if self._open is not None and self._open["kind"] == "rows":
            target = self._open["rows"][-1]["blocks"]
            if not target or target[-1]["kind"] != "list":
                target.append({"kind": "list", "items": []})
            target[-1]["items"].append([mark, words])
        elif self._open is not None and self._open["kind"] == "list":
            self._open["items"].append([mark, words])
        else:
            self._add({"kind": "list", "items": [[mark, words]]})

    def _row(self, label: str, text: str) -> None:
        row: Block = {"label": label, "text": "", "blocks": []}
        if self._open is not None and self._open["kind"] == "rows":
            self._open["rows"].append(row)
        else:
            self._add({"kind": "rows", "rows": [row]})
        alone = _ALONE.fullmatch(text.strip())
        if not text.strip():
            row["is_bare"] = True  # "Menetapkan :" stands though nothing follows
        if alone and alone.group(1) in self._parts:
            row["blocks"] += deepcopy(self._parts[alone.group(1)])
        elif item := _ITEM.fullmatch(text.strip()):
            self._item(item.group(1), item.group(2))
        elif not self._is_all_empty(text):
            row["text"] = filled(text, self._values)

    def _is_all_empty(self, text: str) -> bool:
        """Whether it has placeholders and none of them a value: then an item or a row says nothing."""
        names = placeholders(text)
        return bool(names) and not any(self._values.get(name) for name in names)

    def _words(self, line: str) -> None:
        words = filled(line, self._values)
        if not words:
            return
        if self._open is not None and self._open["kind"] == "text":
            self._open["text"] += f" {words}"
        elif self._open is not None and self._open["kind"] == "list":
            self._open["items"][-1][1] += f" {words}"
        elif self._open is not None and self._open["kind"] == "rows":
            row = self._open["rows"][-1]
            row["text"] = f"{row['text']} {words}".strip()
        else:
            self._add({"kind": "text", "text": words})


def _has_content(block: Block) -> bool:
    if block["kind"] == "rows":
        for row in block["rows"]:
            row["blocks"] = [inner for inner in row["blocks"] if _has_content(inner)]
        block["rows"] = [row for row in block["rows"] if row["text"] or row["blocks"] or row.get("is_bare")]
        return bool(block["rows"])
    if block["kind"] == "list":
        block["items"] = _renumbered(block["items"])
    return bool(block.get("text") or block.get("items") or block.get("rows") or block["kind"] == "page")


def _renumbered(items: list[list[str]]) -> list[list[str]]:
    """The items with words; when some had none, the marks run on from the first."""
    kept = [words for _, words in items if words]
    if len(kept) == len(items):
        return items
    first, end = items[0][0][:-1], items[0][0][-1]
    if first.isdigit():
        return [[f"{int(first) + at}{end}", words] for at, words in enumerate(kept)]
    return [[f"{chr(ord(first) + at)}{end}" if first else end, words] for at, words in enumerate(kept)]
