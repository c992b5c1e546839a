"""The catalogue of event types: each room declares its own in `events.py`, with a sentence."""

from dataclasses import dataclass
from string import Formatter

from netralitas.audit.models import Event


@dataclass(frozen=True)
class EventType:
    """A kind of event: `key` is `room.noun_verb`, `sentence` is Indonesian with {placeholders} from details."""

    key: str
    sentence: str


_catalogue: dict[str, EventType] = {}


def declare(key: str, sentence: str) -> EventType:
    """Add an event type; a key may be declared once."""
    if key in _catalogue:
        raise ValueError(f"event {key} is declared twice")
    _catalogue[key] = EventType(key, sentence)
    return _catalogue[key]


def declared() -> dict[str, EventType]:
    """All declared event types by key."""
    return dict(_catalogue)


class _Forgiving(Formatter):
    def get_value(self, key: int | str, args: tuple, kwargs: dict) -> object:
        return kwargs.get(key, "…") if isinstance(key, str) else super().get_value(key, args, kwargs)


def sentence_of(event: Event) -> str:
    """What happened, in one Indonesian sentence."""
    kind = _catalogue.get(event.event)
    if kind is None:
        return f"{event.actor_label}: {event.event}"
    return _Forgiving().format(kind.sentence, actor=event.actor_label, **event.details)
