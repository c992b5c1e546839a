"""No English on the screen: in templates as written, and on every page a role can open."""

import re

import pytest

from tests.contracts.language import visible_text, wrong_words
from tests.contracts.source import templates
from tests.contracts.test_doors import patterns

ROLES = ["siti_user", "budi", "kepala_a", "kesbang", "sekda", "bkpsdm", "inspektur", "admin_sistem"]
TEMPLATE_CODE = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def routes_without_arguments() -> list[str]:
    """Addresses anybody can type; the admin is Django's."""
    routes = (route.replace("^", "").replace("$", "") for route, _ in patterns() if not route.startswith("admin/"))
    return sorted({f"/{route}" for route in routes if "<" not in route and "(" not in route})


def test_stop_list_knows_english_from_indonesian():
    assert wrong_words("Please sign in to continue") == ["please", "sign", "in", "to"]
    assert wrong_words("Buka dasbor kampanye ikrar") == ["dasbor", "kampanye ikrar"]
    assert wrong_words("Terima kasih, Bapak/Ibu Siti, S.Pd., M.Si. a.n. Bupati, No. 12, Total 4 dari 5 (87,5 %)") == []


def test_visible_text_leaves_scripts_out():
    page = "<p title='Cari'>Data<script>please()</script></p><input value='x' placeholder='NIP'>"

    assert visible_text(page) == "Cari\nData\nx\nNIP"


def test_templates_hold_no_english():
    found = {}
    for path, text in templates():
        if path.suffix in {".html", ".txt"}:
            words = wrong_words(visible_text(TEMPLATE_CODE.sub(" ", text)))
            if words:
                found[str(path)] = words

    assert found == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_pages_hold_no_english_and_do_not_break(role, request, sign_in):
    """Also a smoke test: every page that takes no argument answers every role without a 500."""
    client = sign_in(request.getfixturevalue(role))
    found = {}
    for route in routes_without_arguments():
        answer = client.get(route)
        assert answer.status_code < 500, route
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            words = wrong_words(visible_text(answer.content.decode()))
            if words:
                found[route] = words

    assert found == {}


@pytest.mark.django_db
def test_public_pages_hold_no_english(client):
    found = {}
    for route in [*routes_without_arguments(), "/tidak-ada/"]:
        answer = client.get(route)
        assert answer.status_code < 500, route
        if answer.headers["Content-Type"].startswith("text/html"):
            words = wrong_words(visible_text(answer.content.decode()))
            if words:
                found[route] = words

    assert found == {}
