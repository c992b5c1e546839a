"""Pictures are drawn once, kept under the row key, and gone with it."""

import pytest

from netralitas.documents import drawings, ink, papers
from netralitas.documents.models import Document, Drawing
from netralitas.documents.stamper import press
from netralitas.ledger.models import RowKey
from netralitas.ledger.vault import Erased
from tests.documents import people

pytestmark = pytest.mark.django_db


def again(document: Document) -> Document:
    return Document.objects.select_related("row_key", "drawing").get(pk=document.pk)


def test_signature_is_drawn_once(make_document, monkeypatch):
    document = make_document(facts=people.facts())
    drawn = []
    draw = ink.draw
    monkeypatch.setattr(ink, "draw", lambda strokes: drawn.append(1) or draw(strokes))

    first = drawings.render(document, document.facts())
    second = drawings.render(again(document), document.facts())

    assert first == second
    assert drawn == [1]


def test_kept_pictures_are_those_of_the_paper_and_no_picture_lies_open(make_document):
    document = make_document(facts=people.facts())
    pictures = drawings.pictures_of(document, document.facts())

    assert drawings.pictures_of(again(document), {}) == pictures == papers.paper("pakta").draw(people.facts())
    assert b"PNG" not in bytes(Drawing.objects.get().ciphertext)


def test_purge_of_the_key_ends_the_pictures(make_document):
    document = make_document(facts=people.facts())
    drawings.pictures_of(document, document.facts())
    erased = again(document)
    erased.row_key = None

    with pytest.raises(Erased):
        drawings.pictures_of(erased, {})
    assert RowKey.objects.exists()


def test_reason_of_the_plain_way_is_remembered_until_it_ends(make_document, monkeypatch):
    document = make_document(facts=people.ODD["other scripts"]())
    drawings.render(document, document.facts())
    assert Drawing.objects.get().plain_reason == "a letter outside the repertoire"

    monkeypatch.setattr(press, "stamp", lambda *args: b"%PDF")
    drawings.render(again(document), document.facts())

    assert Drawing.objects.get().plain_reason == ""
