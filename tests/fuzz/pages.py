"""Reads the forms of a page, so that a test can send them back with one part spoiled."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """One field: its name, type and the values it offers."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form of a page: where it goes, how, and its fields."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self) -> dict[str, list[str]]:
        """What a diligent person would send: every box ticked, every field filled."""
        return {
            one.name: one.values if one.kind == "checkbox" and one.values else [_plausible(one)]
            for one in self.fields.values()
            if one.kind != "file"
        }

    @property
    def file_names(self) -> list[str]:
        """The names of its file fields."""
        return [one.name for one in self.fields.values() if one.kind == "file"]


_PLAUSIBLE = {"date": "2026-10-05", "datetime-local": "2026-10-05T08:00", "time": "08:00", "number": "7",
              "email": "a@contoh.example"}  # fmt: skip


def _plausible(one: Field) -> str:
    return next((value for value in one.values if value), _PLAUSIBLE.get(one.kind, "Uji Coba"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = Form(named.get("action", ""), named.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "option" and self._select is not None:
            self._select.values.append(named.get("value", ""))
        elif tag in {"input", "select", "textarea", "button"} and named.get("name"):
            one = self._open.fields.setdefault(named["name"], Field(named["name"], named.get("type", tag)))
            if "value" in named:
                one.values.append(named["value"])
            if tag == "select":
                self._select = one

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None


def forms(html: str) -> list[Form]:
    """The forms of a page in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
