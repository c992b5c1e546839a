"""What people are told about papers that could not be stamped: on the health page, by cause."""

from datetime import timedelta

import pytest
from django.utils import timezone

from netralitas.documents import plain
from netralitas.documents.health import plain_papers
from netralitas.documents.models import Drawing, Rendition
from netralitas.documents.plain import Cause
from netralitas.jobs.health import Level


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("a letter outside the repertoire", Cause.PERSON), ("letter U+A981 is not one glyph", Cause.PERSON),
        ("not proven: no test person has this shape", Cause.PERSON), ("a word wider than its line", Cause.PERSON),
        ("not proven: pixels at 150 dpi", Cause.PAPER), ("text 4 is printed twice", Cause.PAPER),
        ("a letterhead that is not centred", Cause.PAPER),
        ("not proven: pdftoppm is missing or failed: nothing can be proven", Cause.MACHINE),
    ],
)  # fmt: skip
def test_reasons_have_a_cause(reason, cause):
    assert plain.cause_of(reason) is cause


def test_most_frequent_cause_is_said_first_and_letters_are_no_matter():
    found = plain.sentences({"text 4 is printed twice": 2, "odd spaces": 3, "more than one page": 1, plain.INTENDED: 9})

    assert found == [f"4 disusun satu per satu {Cause.PERSON}", f"2 disusun satu per satu {Cause.PAPER}"]


def made(document, reason: str, hours: int = 1) -> None:
    Drawing.objects.create(document=document, ciphertext=b"", plain_reason=reason)
    at = timezone.now() - timedelta(hours=hours)
    Rendition.objects.create(document=document, state=Rendition.State.STORED, rendered_at=at)


@pytest.mark.django_db
def test_health_counts_the_day_and_stays_green_for_odd_names(make_document):
    made(make_document(), "")
    made(make_document(), "a letter outside the repertoire")
    made(make_document(), "text 4 is printed twice", hours=30)

    reading = plain_papers()
    assert reading.level is Level.GOOD
    assert reading.value == f"2 berkas sehari ini; 1 disusun satu per satu {Cause.PERSON}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "advice"), [("not proven: text", "Pratinjau Pakta"), ("pdftotext is missing or failed: x", "poppler")]
)
def test_health_turns_amber_when_the_paper_or_the_machine_is_why(make_document, reason, advice):
    made(make_document(), reason)

    reading = plain_papers()
    assert reading.level is Level.WARN
    assert advice in reading.advice
