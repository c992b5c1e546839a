"""Every URL, third-party ones too, declares who may open it (architecture.md 4)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from netralitas.access.permissions import Permission

NOT_YET = {"COMPLETION_STATE", "COMPLETION_REVIEW"}  # the issue on completion brings their pages
WORDS = {"public", "signed-in", "person", "superuser"}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def is_silent(pattern: URLPattern) -> bool:
    """Whether the view says nothing, or nothing we know."""
    access = getattr(pattern.callback, "access", None)
    return not (isinstance(access, Permission) or access in WORDS)


def test_every_url_declares_its_access():
    assert [route for route, pattern in patterns() if is_silent(pattern)] == []


def test_silent_view_is_caught():
    def silent(request):
        return None

    assert is_silent(URLPattern("x/", silent))


def test_every_permission_opens_something_or_is_asked_in_code():
    """A permission nobody asks for is a promise nobody keeps."""
    from tests.contracts.source import modules

    asked = "\n".join(module.text for module in modules() if not module.name.startswith("netralitas.access."))
    unasked = {p.name for p in Permission if f"Permission.{p.name}" not in asked and f"P.{p.name}" not in asked}

    assert unasked - NOT_YET == set()


@pytest.mark.django_db
def test_stranger_sees_no_page_that_is_not_public(client):
    """Without an account every page without arguments is public, asks to sign in, or asks for a link."""
    opened = []
    for route, pattern in patterns():
        if "<" in route or "(" in route or getattr(pattern.callback, "access", None) == "public":
            continue
        answer = client.get("/" + route.replace("^", "").replace("$", ""))
        if answer.status_code not in {302, 403, 404, 405}:
            opened.append(f"{route}: {answer.status_code}")

    assert opened == []
