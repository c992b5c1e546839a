"""What a page offers works for whoever sees it: its downloads download, its links lead somewhere."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from netralitas.registry.models import Opd
from tests.cast import make_account, make_staff
from tests.contracts.test_access_table import PATTERNS
from tests.fuzz import world as worlds

pytestmark = pytest.mark.django_db

# those who see more than they may do come first: a page offers too much when it forgets to ask
NARROW = ("operator_unit", "kepala_opd", "inspektorat", "admin_sistem")
WIDE = ("operator_opd", "bakesbangpol", "sekda", "bkpsdm")
_ID = re.compile(r"/[0-9a-z]{16}(?=/)")  # one row of a kind is enough
_LINK = re.compile(r"<a\s[^>]*>")
_HREF = re.compile(r'\shref="([^"]*)"')


@pytest.fixture
def world(siti, sekolah_a, dinas_a, dinas_b, budi) -> worlds.World:
    """One row of every kind."""
    return worlds.build(siti=siti, sekolah_a=sekolah_a, dinas_a=dinas_a, dinas_b=dinas_b, budi=budi)


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """(address, content) of every page without arguments that opens for this client."""
    for name, entry in sorted(PATTERNS.items()):
        if entry.pattern.converters or entry.pattern.regex.groupindex or name.startswith("accounts:log"):
            continue
        answer = client.get(reverse(name), follow=True)
        if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
            yield answer.request["PATH_INFO"], answer.content.decode()


def offers(page: str, content: str) -> Iterator[tuple[str, bool]]:
    """(address, whether it is a download) of each link of ours."""
    for tag in _LINK.findall(content):
        href = _HREF.search(tag)
        if href and (to := urljoin(page, html.unescape(href[1]))).startswith("/") and not to.startswith("/static"):
            yield to.partition("#")[0], " download" in tag


def complaints(client: Client) -> Iterator[str]:
    """What the pages of this client offer and do not hold."""
    seen = set()
    for page, content in list(pages(client)):
        for to, is_download in offers(page, content):
            kind = _ID.sub("/*", to.partition("?")[0]) + ("?" if is_download else "")
            if kind in seen:
                continue
            seen.add(kind)
            answer = client.get(to, follow=True)
            if answer.streaming:
                list(answer.streaming_content)
            if answer.status_code >= 400:
                yield f"{page} leads to {to}: {answer.status_code}"
            elif is_download and "attachment" not in answer.get("Content-Disposition", ""):
                yield f"{page} offers {to}, which is no file"
    assert seen


def check(roles: tuple[str, ...], dinas: Opd, school: Opd) -> list[str]:
    """What is wrong on the pages of these roles."""
    wrong = []
    for role in roles:
        place = {"operator_unit": school, "operator_opd": dinas, "kepala_opd": dinas}.get(role)
        client = Client()
        client.force_login(make_account("Pemegang", role, place, make_staff("Pemegang Akun", place or dinas)))
        wrong += [f"{role}: {complaint}" for complaint in complaints(client)]
    return wrong


def test_downloads_download_and_links_lead_somewhere(world, dinas_a, sekolah_a):
    assert check(NARROW, dinas_a, sekolah_a) == []


@pytest.mark.long
def test_downloads_and_links_of_the_wider_roles(world, dinas_a, sekolah_a):
    assert check(WIDE, dinas_a, sekolah_a) == []
