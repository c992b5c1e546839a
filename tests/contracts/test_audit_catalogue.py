"""Every audit event is declared once and has a sentence a reader of the log understands."""

import ast
import re
from string import Formatter

from netralitas.audit import catalogue
from tests.contracts.source import modules

KEY = re.compile(r"[a-z_]+\.[a-z]+(_[a-z]+)+")


def test_every_event_has_a_sentence_with_its_actor():
    declared = catalogue.declared()

    assert declared
    for key, event in declared.items():
        assert KEY.fullmatch(key), key
        assert "{actor}" in event.sentence, key
        assert event.sentence.rstrip().endswith("."), key
        assert [name for _, name, _, _ in Formatter().parse(event.sentence) if name == ""] == [], key


def test_record_is_called_with_a_declared_event_only():
    """`audit.record` takes an event by its declared name, never a text made on the spot."""
    improvised = []
    for module in modules():
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute | ast.Name)
                and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id) == "record"
                and node.args
                and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            ):
                improvised.append(f"{module.path}:{node.lineno}")

    assert improvised == []


def test_every_declared_event_is_written_somewhere():
    """An event nobody writes is a sentence nobody will ever read."""
    declarations = [module for module in modules() if module.path.name == "events.py"]
    sources = "\n".join(module.text for module in modules() if module.path.name != "events.py")
    unused = [
        f"{module.path}: {target.id}"
        for module in declarations
        for node in module.tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper() and not re.search(rf"\b{target.id}\b", sources)
    ]

    assert unused == []


def test_modules_of_actions_leave_an_event():
    """An action that takes `by` also writes down who it was (its functions may share one writer)."""
    mute = [
        str(module.path)
        for module in modules()
        if module.shelf == "actions"
        and "record(" not in module.text
        and "by_key=" not in module.text  # a history row of its own names who it was
        and "sanctions.actions.steps import" not in module.text  # every step of a case is recorded by steps.take
        and module.name not in {"netralitas.audit.actions"}
        and any(
            isinstance(node, ast.FunctionDef) and "by" in {argument.arg for argument in node.args.kwonlyargs}
            for node in module.tree.body
        )
    ]

    assert mute == []
