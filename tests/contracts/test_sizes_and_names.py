"""Ceilings of size, forbidden names, a sentence for everything (architecture.md 7 and 8)."""

import ast
import re

from tests.contracts.source import Function, Module, modules, templates

BAG_NAMES = {"utils", "helpers", "common", "misc", "handle", "process", "data"}
MODULE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES, SETTINGS_LINES, TEST_LINES = 400, 50, 30, 150, 300, 500

WRITES = re.compile(r"\.objects\b|^(?!.*\b(session|cache|context|headers|GET)\b).*\.(save|delete)$")

# called inside another room's action, which names who
NAMED_BY_THE_CALLER = {
    "netralitas.ledger.actions",
    "netralitas.documents.actions.numbering",
    "netralitas.registry.actions.aliases",
}


def length(function: Function) -> int:
    return function.end_lineno - function.lineno + 1


def too_long_modules(among: tuple[Module, ...], ceiling: int) -> list[str]:
    return [f"{module.path}: {module.line_count} > {ceiling}" for module in among if module.line_count > ceiling]


def too_long_functions(module: Module) -> list[str]:
    ceiling = VIEW_LINES if module.shelf == "views" else FUNCTION_LINES
    return [
        f"{module.path}:{function.lineno} {function.name}: {length(function)} > {ceiling}"
        for function in module.functions()
        if length(function) > ceiling
    ]


def test_modules_stay_under_the_ceiling():
    assert too_long_modules(modules(), MODULE_LINES) == []
    assert too_long_modules(modules("deploy"), MODULE_LINES) == []


def test_test_modules_stay_under_the_ceiling():
    assert too_long_modules(modules("tests"), TEST_LINES) == []


def test_settings_stay_under_the_ceiling():
    settings = tuple(module for module in modules() if module.name == "netralitas.settings")

    assert too_long_modules(settings, SETTINGS_LINES) == []
    assert settings


def test_functions_and_views_stay_under_the_ceiling():
    assert [finding for module in modules() for finding in too_long_functions(module)] == []


def test_function_ceiling_catches_a_long_view():
    body = "def show(request):\n" + "    request\n" * VIEW_LINES
    module = modules()[0].__class__(path=modules()[0].path.parent / "views.py", text=body, tree=ast.parse(body))

    assert too_long_functions(module)


def test_templates_stay_under_the_ceiling():
    lengths = {str(path): text.count("\n") for path, text in templates() if path.suffix in {".html", ".txt"}}

    assert {path: lines for path, lines in lengths.items() if lines > TEMPLATE_LINES} == {}


def test_no_module_is_a_bag():
    named = [module for module in modules() + modules("tests", "deploy") if set(module.name.split(".")) & BAG_NAMES]

    assert [str(module.path) for module in named] == []


def test_every_module_says_what_lives_in_it():
    silent = [
        str(module.path)
        for module in modules() + modules("tests")
        if module.text.strip() and not ast.get_docstring(module.tree)
    ]

    assert silent == []


def test_packages_of_the_product_say_what_lives_in_them():
    empty = [str(module.path) for module in modules() if not module.text.strip()]

    assert [path for path in empty if "management" not in path] == []


def public_definitions(module: Module) -> list[ast.stmt]:
    """Top-level classes and functions, and the public methods of classes but overrides of Django's."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node for node in module.tree.body if isinstance(node, kinds) and not node.name.startswith("_")]


def test_every_public_class_and_function_has_a_sentence():
    silent = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules()
        for node in public_definitions(module)
        if not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_function_says_what_it_returns():
    silent = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules()
        for function in module.functions()
        if function.returns is None and function.name != "__init__"
    ]

    assert silent == []


def knocked_on_from_outside(action: Module, function: str) -> bool:
    """Whether anything but an action names the function: a view, a task, a command."""
    stem = action.path.stem
    named = re.compile(rf"\b{stem}\.{function}\(|\bactions\.{stem} import .*\b{function}\b")
    return any(named.search(module.text) for module in modules() if module.shelf != "actions")


def test_actions_say_by_whom():
    """A function of an `actions` shelf that others knock on takes `by=` (architecture.md, fourth law)."""
    careless = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules()
        if module.shelf == "actions" and module.name not in NAMED_BY_THE_CALLER
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if "by" not in {argument.arg for argument in node.args.kwonlyargs}
        if knocked_on_from_outside(module, node.name)
    ]

    assert careless == []


def test_views_never_save():
    """A view writes through an action, which is told `by` whom; the session and the cache are its own."""
    verbs = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"}
    writing = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if module.shelf == "views"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in verbs
        if "by" not in {keyword.arg for keyword in node.keywords}
        if WRITES.search(ast.unparse(node.func))
    ]

    assert writing == []
