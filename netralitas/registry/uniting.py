"""What other rooms do when a unit is merged into another: they say it beforehand, and do it inside the merge.

A room above the registry keeps things by unit (the roles of accounts). It declares here what becomes of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from netralitas.access.actors import Actor
from netralitas.registry.models import Opd


@dataclass(frozen=True)
class Follower:
    """`foretell(unit, into)` says in sentences what `merge(unit, into, by=)` will do, for whoever confirms it."""

    name: str
    foretell: Callable[[Opd, Opd], list[str]]
    merge: Callable[..., None]


_followers: dict[str, Follower] = {}


def follow(follower: Follower) -> None:
    """Declare a follower; the same name replaces the former."""
    _followers[follower.name] = follower


def foretold(unit: Opd, into: Opd) -> list[str]:
    """Everything that would follow a merge, in sentences."""
    return [sentence for _, one in sorted(_followers.items()) for sentence in one.foretell(unit, into)]


def merge_all(unit: Opd, into: Opd, by: Actor) -> None:
    """Let every room follow a merge."""
    for _, follower in sorted(_followers.items()):
        follower.merge(unit, into, by=by)
