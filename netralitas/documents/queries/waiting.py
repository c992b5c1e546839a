"""Documents on their way to a sealed file, and those that need somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from netralitas.documents.models import Document, IssuedFile, Rendition

_State = Rendition.State


@dataclass(frozen=True)
class Counts:
    """How many documents stand where."""

    queued: int
    waiting: int
    uncertain: int
    parked: int
    stored: int


@dataclass(frozen=True)
class Step:
    """One step of a document's way: its name and when it was done, if it was."""

    name: str
    at: datetime | None


def unsealed() -> QuerySet[Document]:
    """Documents without a sealed file, with their work; one query. The facts stay closed."""
    return Document.objects.unrendered().select_related("rendition").defer("facts_ciphertext")


def counts() -> Counts:
    """Two queries."""
    state = "rendition__state"
    waits = Q(**{state: _State.WAITING})
    uncertain, parked = Q(**{state: _State.UNCERTAIN}), Q(**{state: _State.PARKED})
    facts = Document.objects.unrendered().aggregate(
        all=Count("pk"), waiting=Count("pk", waits), uncertain=Count("pk", uncertain), parked=Count("pk", parked)
    )
    queued = facts.pop("all") - sum(facts.values())
    return Counts(queued=queued, stored=IssuedFile.objects.count(), **facts)


def steps(document: Document) -> list[Step]:
    """The way of a document from signature to stored file; no query when `rendition` was selected."""
    work = document.rendition if hasattr(document, "rendition") else None
    return [
        Step("Ditandatangani dan masuk antrean", document.issued_at),
        Step("Berkas dibuat", work.rendered_at if work else None),
        Step("Dikirim untuk disegel", work.sent_at if work else None),
        Step("Disegel", work.sealed_at if work else None),
        Step("Tersimpan", work.stored_at if work else None),
    ]
