"""Where the file of a document stands, and the file itself."""

from typing import BinaryIO

from django.core.files.storage import default_storage

from netralitas.documents.models import Document, IssuedFile, Rendition

# codes of ui.statuses, kind "certificate"
PENDING, RENDERED, PARKED, VOIDED = "pending", "rendered", "parked", "voided"


def state_of(document: Document) -> str:
    """Where a document stands, as a status code; none to three queries (select_related spares them)."""
    if hasattr(document, "voidance"):
        return VOIDED
    if hasattr(document, "file"):
        return RENDERED
    rendition = getattr(document, "rendition", None)
    return PARKED if rendition is not None and rendition.state == Rendition.State.PARKED else PENDING


def opened(file: IssuedFile) -> BinaryIO:
    """The stored file, open for reading; the caller closes it (a FileResponse does). Raises OSError when it is gone."""
    return default_storage.open(file.storage_name, "rb")
