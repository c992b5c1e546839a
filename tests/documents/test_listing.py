"""Lists are stamped exactly as WeasyPrint prints them, or laid out."""

import io
from dataclasses import replace

import pytest

from netralitas.documents import engine, listing, rendering
from netralitas.documents.stamper import proof
from netralitas.documents.stamper.assembling import Book
from tests.documents import lists, people


@pytest.fixture(autouse=True)
def unproven(monkeypatch):
    monkeypatch.setattr(listing, "_proven", {})


def laid_out(found: listing.Listing) -> bytes:
    """All pages by WeasyPrint alone."""
    return engine.write(rendering.in_step(listing.sheet(found, listing.parts(found)), 0))


def test_stamped_list_has_the_pixels_and_the_text_of_weasyprint():
    count = listing.FIRST + listing.MIDDLE + 1  # full pages, and a last one of a single row
    found = lists.of([people.facts(name=f"Syafi’i AVATAR {number}", number=number) for number in range(count)])

    assert listing.put(Book.begun(io.BytesIO()), found)
    proof.compare(listing.file_of(found), laid_out(found))


def test_moved_signature_is_caught():
    """Negative control."""
    everybody = [people.facts(number=number) for number in range(3)]
    found = lists.of(everybody)
    other = replace(found, entries=[replace(one, picture=None) for one in found.entries[:1]] + found.entries[1:])

    with pytest.raises(proof.Unequal):
        proof.compare(listing.file_of(found), laid_out(other))


def test_list_with_odd_letters_is_laid_out_whole():
    found = lists.of([people.facts(), people.facts(name="ꦱꦮ")])

    assert not listing.put(Book.begun(io.BytesIO()), found)


def test_list_that_fails_its_proof_is_laid_out(monkeypatch):
    def fail(ours: bytes, theirs: bytes) -> None:
        raise proof.Unequal("pixels")

    monkeypatch.setattr(proof, "compare", fail)

    assert not listing.put(Book.begun(io.BytesIO()), lists.of([people.facts()]))
