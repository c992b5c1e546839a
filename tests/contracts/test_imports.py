"""Rooms meet only at their counters; import-linter (make check) holds the direction."""

import ast
from collections.abc import Iterator

from tests.contracts.source import PACKAGES, Module, modules

GROUND = {
    "netralitas.db",
    "netralitas.errors",
    "netralitas.env",
    "netralitas.keys",
    "netralitas.names",
    "netralitas.prepared",
    "netralitas.turns",
}
COMPOSITION = {"netralitas", "netralitas.urls", "netralitas.views", "netralitas.settings", "netralitas.apps"}
OPEN_ROOMS = {"netralitas.access", "netralitas.ui", "netralitas.exchange"}  # tools for every room above
ABOVE_ALL = {"netralitas.demo"}  # plays every part of the story
COUNTERS = {"models", "queries", "actions"}
# what else a room offers, by name
OFFERED = {
    "netralitas.audit": {"catalogue", "walls"},  # rooms above hide their subjects from some readers
    "netralitas.jobs": {"api", "outbox", "health"},  # a room adds its line to the health page
    "netralitas.ledger": {"clock", "vault", "canonical"},
    "netralitas.accounts": {"doors"},
    "netralitas.documents": {
        "papers",
        "assets",
        "ink",
        "qr",
        "codes",
        "rendering",
        "runs",
        "shown",
        "batches",
        "listing",
        "packets",
        "drawings",
        "thumbnails",
        "plain",
        "letters",
        "letter_facts",
        "bundles",
        "uploads",
    },  # what a room above makes its papers from
    "netralitas.registry": {"catalogues", "merging", "uniting"},  # rooms above follow a merge of persons, of units
    "pledges": {"letterheads", "signer_lists"},  # papers of the dashboards carry the same kop
}


def room_of(name: str) -> str:
    """`netralitas.registry` or `pledges`."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "netralitas" else parts[0]


def imported(module: Module) -> Iterator[str]:
    """Dotted names a module imports, functions' late imports too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_by_the_back_door(importer: str, target: str) -> bool:
    """Whether `target` is the inside of somebody else's room."""
    room = room_of(target)
    if (
        target.split(".")[0] not in PACKAGES
        or room == room_of(importer)
        or importer in COMPOSITION
        or room_of(importer) in ABOVE_ALL
    ):
        return False
    if room in GROUND | COMPOSITION | OPEN_ROOMS:
        return False
    inside = target.removeprefix(room).strip(".").split(".")[0]
    return inside not in COUNTERS | OFFERED.get(room, set())


def test_rooms_use_each_other_only_at_their_counters():
    found = [
        f"{module.path}: {target}"
        for module in modules()
        for target in imported(module)
        if is_by_the_back_door(module.name, target)
    ]

    assert found == []


def test_back_door_is_caught():
    assert is_by_the_back_door("pledges.views.signatures", "netralitas.registry.views.staff")
    assert is_by_the_back_door("netralitas.registry.tasks", "pledges.forms.campaigns")
    assert not is_by_the_back_door("pledges.actions.signatures", "netralitas.registry.models.Staff")


def test_nothing_reads_the_shared_folder():
    """Data was copied into the rooms that need it (architecture.md 11)."""
    readers = [str(module.path) for module in modules() if "../shared" in module.text or "/work/shared" in module.text]

    assert readers == []


def test_models_know_no_request_and_no_higher_shelf():
    wrong = [
        f"{module.path}: {target}"
        for module in modules()
        if module.shelf in {"models", "queries", "actions"}
        for target in imported(module)
        if target.startswith(("django.http", "django.shortcuts", "django.views"))
    ]

    assert wrong == []
