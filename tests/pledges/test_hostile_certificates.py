"""Names and markup that would open files or addresses: printed as letters, and nothing is opened."""

from pathlib import Path

import pikepdf
import pytest

from netralitas.documents import engine, rendering
from netralitas.documents.papers import sheet_of
from tests.cast import make_staff
from tests.pledges import paper_cases as cases
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db

HOSTILE = '"><link rel=attachment href="file:///etc/passwd"><img src="file:///etc/hostname"><script>x</script>'


@pytest.fixture
def campaign(db):
    return cases.make_campaign()


@pytest.fixture
def text(campaign):
    return cases.make_text(campaign)


def printed(facts: dict, folder: Path) -> Path:
    path = folder / "pakta.pdf"
    path.write_bytes(rendering.pdf(sheet_of("pakta", facts)))
    return path


def test_hostile_names_open_nothing_and_are_printed_as_letters(dinas_a, campaign, text, tmp_path, monkeypatch):
    opened: list[str] = []
    fetch = engine.HandedPictures.fetch
    monkeypatch.setattr(
        engine.HandedPictures, "fetch", lambda self, url, headers=None: opened.append(url) or fetch(self, url, headers)
    )
    dinas_a.name = HOSTILE[:160]
    dinas_a.save()
    person = make_staff(HOSTILE, dinas_a, position=HOSTILE)
    facts, _ = cases.facts_of(person, campaign, text, number="<b>1</b>")

    pdf = printed(facts, tmp_path)

    assert opened
    assert all(url.startswith("gambar:") for url in opened)
    assert "etc/passwd" in pdf_tools.text(pdf).replace(" ", "")
    with pikepdf.open(pdf) as document:
        assert not document.attachments


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="attachment" href="file:///etc/passwd">', '<img src="file:///etc/passwd">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', '<img src="data:image/png;base64,AAAA">',
        '<object data="file:///etc/hostname"></object>', '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import url(file:///etc/passwd)</style>', '<style>p{background:url(//127.0.0.1:9/)}</style><p>x',
        '<style>@font-face{font-family:x;src:url(file:///etc/passwd)}p{font-family:x}</style><p>x',
        '<svg><image href="file:///etc/passwd"/></svg>', '<iframe src="file:///etc/passwd"></iframe>',
    ],
)  # fmt: skip
def test_engine_opens_nothing_even_if_markup_got_in(element, tmp_path):
    """Negative control of escaping: raw markup that asks for files or addresses gets none of their content."""
    secret = b"root:"
    page = f"<!DOCTYPE html><html lang=id><title>x</title>{element}"
    try:
        pdf = engine.write(engine.lay_out(page, pictures={}, stylesheet="papers/pakta.css", size="A4"))
    except engine.ForbiddenAddress:
        return
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as document:
        assert not document.attachments
        streams = [o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream) and "/Width" not in o]
    assert all(secret not in stream for stream in streams)
