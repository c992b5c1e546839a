"""What can be run by name: rooms declare light tasks, jobs and schedules in their `tasks.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Function = Callable[..., None]


@dataclass(frozen=True)
class Task:
    """Light work: idempotent, seconds long, tried again when it fails; `every` is set when it is scheduled."""

    name: str
    function: Function
    every: timedelta | None = None


@dataclass(frozen=True)
class JobKind:
    """Long work somebody waits for; the function takes a Progress first."""

    name: str
    label: str
    function: Function


_tasks: dict[str, Task] = {}
_kinds: dict[str, JobKind] = {}


def task(name: str) -> Callable[[Function], Function]:
    """Declare light work under `room.name`; the function takes JSON arguments by keyword and calls one action."""

    def declare(function: Function) -> Function:
        if name in _tasks:
            raise ValueError(f"task {name} is declared twice")
        _tasks[name] = Task(name, function)
        function.task_name = name
        return function

    return declare


def every(*, minutes: int = 0, hours: int = 0) -> Callable[[Function], Function]:
    """Schedule a declared task; stands above `@task`."""

    def declare(function: Function) -> Function:
        name = function.task_name
        _tasks[name] = Task(name, function, timedelta(minutes=minutes, hours=hours))
        return function

    return declare


def job(name: str, *, label: str) -> Callable[[Function], Function]:
    """Declare long work under `room.name`; `label` is what its owner reads when the start names none."""

    def declare(function: Function) -> Function:
        if name in _kinds:
            raise ValueError(f"job {name} is declared twice")
        _kinds[name] = JobKind(name, label, function)
        return function

    return declare


def task_named(name: str) -> Task:
    """The declared task; raises LookupError."""
    return _found(_tasks, name)


def kind_named(name: str) -> JobKind:
    """The declared kind of job; raises LookupError."""
    return _found(_kinds, name)


def scheduled() -> list[Task]:
    """Every task with a schedule."""
    return [declared for declared in _tasks.values() if declared.every]


def _found(declared: dict[str, Any], name: str) -> Any:
    if name not in declared:
        raise LookupError(f"nothing is declared as {name!r}; is it in the room's tasks.py?")
    return declared[name]
