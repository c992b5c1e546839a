"""Reads the project's own source for the contract tests; what git ignores or a migration wrote is not source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("netralitas", "pledges", "sanctions")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: path from the root, text and syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Dotted name, `pledges.views.signatures`."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def line_count(self) -> int:
        """Lines of the file."""
        return self.text.count("\n")

    @property
    def shelf(self) -> str:
        """`views`, `actions` … or "" for a module outside the shelves."""
        shelves = {"models", "queries", "actions", "forms", "views", "tasks", "management"}
        return next((part for part in self.path.with_suffix("").parts if part in shelves), "")

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def modules(*roots: str) -> tuple[Module, ...]:
    """The modules under `roots` (default: the product's packages), without migrations."""
    found = []
    for root in roots or PACKAGES:
        for path in sorted((ROOT / root).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                text = path.read_text(encoding="utf-8")
                found.append(Module(path.relative_to(ROOT), text, ast.parse(text)))
    return tuple(found)


@cache
def templates() -> tuple[tuple[Path, str], ...]:
    """Every template of ours with its text; paths from the root."""
    paths = [*(ROOT / "templates").rglob("*"), *(p for pack in PACKAGES for p in (ROOT / pack).rglob("templates/**/*"))]
    files = [path for path in sorted(paths) if path.is_file()]
    return tuple((path.relative_to(ROOT), path.read_text(encoding="utf-8")) for path in files)
