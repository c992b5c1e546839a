"""Where the file of a document stands, and the file itself."""

from typing import BinaryIO

from django.core.files.storage import default_storage

from netralitas.documents.models import Document, IssuedFile, Rendition

# codes of ui.statuses, kind "certificate"
PENDING, WAITING, RENDERED, PARKED, VOIDED = "pending", "waiting", "rendered", "parked", "voided"
_State = Rendition.State
_NEEDS_SOMEBODY = (_State.PARKED, _State.UNCERTAIN)


def state_of(document: Document) -> str:
    """Where a document stands, as a status code; none to three queries (select_related spares them)."""
    if hasattr(document, "voidance"):
        return VOIDED
    if hasattr(document, "file"):
        return RENDERED
    state = document.rendition.state if hasattr(document, "rendition") else ""
    if state in _NEEDS_SOMEBODY:
        return PARKED
    return WAITING if state == _State.WAITING else PENDING


def opened(file: IssuedFile) -> BinaryIO:
    """The stored file, open for reading; the caller closes it (a FileResponse does). Raises OSError when it is gone."""
    return default_storage.open(file.storage_name, "rb")
