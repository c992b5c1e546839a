"""The catalogue of event types: each room declares its own in `events.py`, with a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.http import HttpResponse

from netralitas.audit.models import Event


@dataclass(frozen=True)
class EventType:
    """A kind of event: `key` is `room.noun_verb`, `sentence` is Indonesian with {placeholders} from details."""

    key: str
    sentence: str


@dataclass(frozen=True)
class Person:
    """Somebody an auditor asks about: the key that events carry, and the name that sentences spell."""

    key: str
    name: str


Places = Callable[[Iterable[int] | None], list[tuple[int, str]]]

_catalogue: dict[str, EventType] = {}
_looks: dict[str, str] = {}
_people: list[Callable[[str], list[Person]]] = []  # and so do persons
_writers: list[Callable[..., HttpResponse]] = []
_places: list[Places] = []  # the names of units live in a room above


def declare(key: str, sentence: str) -> EventType:
    """Add an event type; a key may be declared once."""
    if key in _catalogue:
        raise ValueError(f"event {key} is declared twice")
    _catalogue[key] = EventType(key, sentence)
    return _catalogue[key]


def declared() -> dict[str, EventType]:
    """All declared event types by key."""
    return dict(_catalogue)


def learn_places(function: Places) -> None:
    """Learn from the room that knows units how to name them: `fn(numbers or None for all OPD) -> [(number, name)]`."""
    _places[:] = [function]


def place_names(numbers: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Names of these units, or of every Perangkat Daerah; nothing before anybody taught us."""
    return _places[0](numbers) if _places else []


def learn_people(function: Callable[[str], list[Person]]) -> None:
    """Learn from the room that knows persons how to find them by name or number."""
    _people[:] = [function]


def find_people(text: str) -> list[Person]:
    """Persons of this name or number, a few at most; nobody before anybody taught us."""
    return _people[0](text) if _people and text.strip() else []


def learn_writer(function: Callable[..., HttpResponse]) -> None:
    """Learn from the room that writes workbooks how to make one: `fn(title=, columns=, rows=)`."""
    _writers[:] = [function]


def workbook(**content: Any) -> HttpResponse:
    """A workbook as an answer."""
    return _writers[0](**content)


def declare_look(key: str, label: str) -> None:
    """Say in Indonesian what a sensitive read of this kind looks at."""
    _looks[key] = label


def look_label(key: str) -> str:
    """What was looked at, in words; a kind nobody declared speaks for itself."""
    return _looks.get(key, key)


def looks() -> list[tuple[str, str]]:
    """Every declared kind of sensitive read with its words, A to Z."""
    return sorted(_looks.items(), key=lambda look: look[1])


class _Forgiving(Formatter):
    def get_value(self, key: int | str, args: tuple, kwargs: dict) -> object:
        return kwargs.get(key, "…") if isinstance(key, str) else super().get_value(key, args, kwargs)


def sentence_of(event: Event) -> str:
    """What happened, in one Indonesian sentence."""
    kind = _catalogue.get(event.event)
    if kind is None:
        return f"{event.actor_label}: {event.event}"
    return _Forgiving().format(kind.sentence, actor=event.actor_label, **event.details)
