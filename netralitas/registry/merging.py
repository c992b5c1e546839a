"""What other rooms do when two rows turn out to be one person, or one row two persons.

A room above the registry keeps things by person (accounts, obligations). It declares here what goes along; the
registry calls it inside the transaction of the merge and keeps what it answers, so that a split undoes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netralitas.access.actors import Actor
from netralitas.registry.models import Staff


@dataclass(frozen=True)
class Follower:
    """`merge(kept, merged, by=)` answers JSON to remember; `split(kept, merged, remembered, by=)` takes it back."""

    name: str
    merge: Callable[..., dict[str, Any]]
    split: Callable[..., None]


_followers: dict[str, Follower] = {}


def follow(follower: Follower) -> None:
    """Declare a follower; the same name replaces the former."""
    _followers[follower.name] = follower


def merge_all(kept: Staff, merged: Staff, by: Actor) -> dict[str, Any]:
    """Let every room follow a merge; returns what each wants to remember."""
    return {name: follower.merge(kept, merged, by=by) for name, follower in sorted(_followers.items())}


def split_all(kept: Staff, merged: Staff, remembered: dict[str, Any], by: Actor) -> None:
    """Let every room follow a split."""
    for name, follower in sorted(_followers.items()):
        follower.split(kept, merged, remembered.get(name, {}), by=by)
