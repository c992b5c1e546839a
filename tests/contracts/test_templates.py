"""Templates: found where they are asked for, used by somebody, free of inline code (architecture.md 4, 6)."""

import re
from pathlib import Path

from tests.contracts.source import ROOT, modules, templates

# asked for by Django, crispy or a convention instead of by name in our code
ASKED_FOR_BY_FRAMEWORK = re.compile(r"^(admin/|crispy/|bootstrap5/|registration/|(400|403|404|413|429|500|503)\.html$)")
INLINE = {
    "style attribute": re.compile(r"<[a-zA-Z][^>]*\sstyle\s*="),
    "event attribute": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*=\s*[\"']"),
    "inline script": re.compile(r"<script(?![^>]*\b(src|type=\"application/json\"))[^>]*>"),
    "javascript: address": re.compile(r"javascript:"),
    "safe filter": re.compile(r"\|\s*safe\b"),
    "autoescape off": re.compile(r"autoescape\s+off"),
    "other host": re.compile(r"<(script|link|img|iframe)[^>]+(src|href)=\"(https?:)?//"),
}


def template_name(path: Path) -> str:
    """The name it is asked for by: what follows `templates/`; a message by its key, without subject, body and phone."""
    name = "/".join(path.parts[path.parts.index("templates") + 1 :])
    return re.sub(r"^messages/(.+)\.(subject|body|phone)\.txt$", r"\1", name)


def test_every_template_is_used():
    sources = [module.text for module in modules()] + [text for _, text in templates()]
    unused = []
    for path, own_text in templates():
        name = template_name(path)
        stem = name.rsplit("/", 1)[-1]
        if ASKED_FOR_BY_FRAMEWORK.match(name):
            continue
        if not any(name in text or f'/{stem}"' in text for text in sources if text is not own_text):
            unused.append(name)

    assert unused == []


def test_no_inline_code_or_style():
    """The pages' Content-Security-Policy refuses it; paper templates hold to it too, their CSS is a file."""
    found = [
        f"{path}: {what}"
        for path, text in templates()
        if path.suffix == ".html"
        for what, pattern in INLINE.items()
        if pattern.search(text)
    ]

    assert found == []


def test_inline_patterns_catch_what_they_should():
    assert INLINE["style attribute"].search('<p class="a" style="x">')
    assert INLINE["event attribute"].search("<a onclick='x'>")
    assert INLINE["inline script"].search("<script>alert(1)</script>")
    assert not INLINE["inline script"].search('<script src="/a.js" type="module"></script>')


def test_mark_safe_only_with_a_reason():
    """`mark_safe` on anything but a literal needs a comment just above that says why it cannot come from a person."""
    bare = []
    for module in modules():
        lines = module.text.splitlines()
        for number, line in enumerate(lines):
            if "mark_safe(" in line and not re.search(r"mark_safe\([\"']", line):
                near = "\n".join(lines[max(0, number - 3) : number + 1])
                if "#" not in near:
                    bare.append(f"{module.path}:{number + 1}")

    assert bare == []


def test_every_room_keeps_its_templates_in_its_own_folder():
    """At the top lie only the frames of pages and the error pages."""
    at_top = [path.name for path, _ in templates() if path.suffix == ".html" and "/" not in template_name(path)]

    assert [name for name in at_top if not name.startswith("base") and not name[0].isdigit()] == []
    assert (ROOT / "templates").is_dir()
