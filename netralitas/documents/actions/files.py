"""Making the files of issued documents: claim, render from the frozen facts, store, say so.

May die at any point and be repeated: a claim is a lease that runs out, a stored file without its row is found
under the attempt's name, the row is unique per document. The signature never waits for this.
"""

import hashlib
import logging
import time
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events, rendering, storing
from netralitas.documents.models import Document, IssuedFile, Rendition
from netralitas.ledger.clock import database_time

MAX_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
BACKOFF = timedelta(seconds=20)  # times the number of attempts
_BATCH = 20
_logger = logging.getLogger("netralitas.documents")
State = Rendition.State


def render_due(*, by: Actor, seconds: float = 15) -> bool:
    """Make files, the newest first, until none is due or `seconds` are over; True when more may be waiting.

    *Refuses* nothing: a failure waits for its next try. *Records* `documents.file_parked` after five tries.
    """
    ends = time.monotonic() + seconds
    while batch := list(_due()[:_BATCH]):
        for document in batch:
            if attempt := _claim(document, by=by):
                _make(document, attempt, by=by)
            if time.monotonic() > ends:
                return True
    return False


def retry_parked(*, by: Actor) -> int:
    """Let parked documents be tried again; returns how many. *Records* `documents.parked_retried`."""
    with transaction.atomic():
        parked = Rendition.objects.filter(state=State.PARKED)
        count = parked.update(state=State.FAILED, attempts=0, leased_until=None)
        if count:
            record(events.PARKED_RETRIED, by=by, count=count)
    return count


def _due() -> QuerySet[Document]:
    """Documents without a file that nobody is making now.

    The newest first: whoever signed this minute looks at the screen, whoever signed before the burst has left it.
    """
    free = Q(rendition__leased_until__isnull=True) | Q(rendition__leased_until__lt=Now())
    waiting = Q(rendition__isnull=True) | (~Q(rendition__state=State.PARKED) & free)
    return Document.objects.unrendered().filter(waiting).select_related("row_key", "rendition").order_by("-pk")


def _claim(document: Document, *, by: Actor) -> int | None:
    """Take the document for a lease; the number of this attempt, or None when there is nothing to do.

    The attempt is counted now, so that a document that kills its worker is parked in the end too.
    """
    lease = database_time() + LEASE
    rendition = getattr(document, "rendition", None)
    if rendition is None:
        _, is_mine = Rendition.objects.get_or_create(document=document, defaults={"attempts": 1, "leased_until": lease})
        return 1 if is_mine else None
    if rendition.attempts >= MAX_ATTEMPTS:
        _park(document, by=by)
        return None
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=Now())
    mine = Rendition.objects.filter(free, document=document, attempts=rendition.attempts).update(
        state=State.RENDERING, attempts=F("attempts") + 1, leased_until=lease, updated_at=Now()
    )
    return rendition.attempts + 1 if mine else None


def _make(document: Document, attempt: int, *, by: Actor) -> None:
    try:
        content = rendering.render(document.kind, document.facts())
        name = storing.name_for(document.public_id, attempt)
        storing.keep(name, content)
        _finish(document, name, content)
    except Exception as error:
        _logger.exception("rendering failed", extra={"facts": {"document": document.public_id, "attempt": attempt}})
        _put_back(document, attempt, type(error).__name__, by=by)
    else:
        for earlier in range(1, attempt):
            storing.drop(storing.name_for(document.public_id, earlier))


def _finish(document: Document, name: str, content: bytes) -> None:
    """Write the sealed row of the file; when another run was faster, its file stands and ours goes."""
    try:
        with transaction.atomic():
            IssuedFile.objects.create(
                document=document, storage_name=name, sha256=hashlib.sha256(content).hexdigest(),
                size=len(content), rendered_at=database_time(),
            )  # fmt: skip
            Rendition.objects.filter(document=document).update(
                state=State.RENDERED, leased_until=None, error="", updated_at=Now()
            )
    except IntegrityError:
        if IssuedFile.objects.filter(storage_name=name).exists():
            return
        storing.drop(name)


def _put_back(document: Document, attempt: int, error: str, *, by: Actor) -> None:
    if attempt >= MAX_ATTEMPTS:
        _park(document, error=error, by=by)
        return
    Rendition.objects.filter(document=document, attempts=attempt).update(
        state=State.FAILED, error=error, leased_until=database_time() + BACKOFF * attempt, updated_at=Now()
    )


@transaction.atomic
def _park(document: Document, *, by: Actor, error: str = "") -> None:
    """Give up until somebody looks at it; the others go on."""
    waiting = Rendition.objects.filter(document=document).exclude(state__in=[State.PARKED, State.RENDERED])
    if waiting.update(state=State.PARKED, error=error or "terhenti", leased_until=None, updated_at=Now()):
        record(events.FILE_PARKED, by=by, subject=document, number=document.number)
