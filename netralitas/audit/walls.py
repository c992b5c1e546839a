"""What of the log a reader must not see: rooms above say which of their subjects are hidden from whom."""

from collections.abc import Callable

from django.db.models import QuerySet

from netralitas.access.models import User

HiddenKeys = Callable[[User], QuerySet]

_walls: dict[str, HiddenKeys] = {}


def learn_wall(subject_type: str, hidden_keys: HiddenKeys) -> None:
    """Learn from a room above which subjects of a kind (`app.model`) are hidden: `fn(reader) -> keys` as a subquery."""
    _walls[subject_type] = hidden_keys


def behind(rows: QuerySet, reader: User) -> QuerySet:
    """Rows of a log without those about subjects hidden from the reader; no query of its own."""
    for subject_type, hidden_keys in _walls.items():
        rows = rows.exclude(subject_type=subject_type, subject_key__in=hidden_keys(reader))
    return rows
