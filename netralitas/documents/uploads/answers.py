"""Sending kept files so that nothing in them can run: as attachments, of a type no browser guesses at."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from netralitas.documents.uploads import keeping

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


def copy(name: str, download_name: str, key: bytes | None = None) -> HttpResponse:
    """The portal's own copy as `download_name` with the ending of its type. Raises DomainError when it is gone."""
    content, media = keeping.read_copy(name, key)
    return attachment(content, f"{download_name}{keeping.ending_of(media)}", media)


def original(name: str, download_name: str, key: bytes | None = None) -> HttpResponse:
    """The untouched bytes, never as anything a browser opens. Raises DomainError when they are gone."""
    return attachment(keeping.read_original(name, key), download_name, "application/octet-stream")


def attachment(content: bytes, download_name: str, media: str) -> HttpResponse:
    """Bytes as a download that nothing caches, guesses at or runs."""
    charset = "; charset=utf-8" if media == "text/plain" else ""
    disposition = content_disposition_header(True, download_name)
    return HttpResponse(content, content_type=media + charset, headers=_HEADERS | {"Content-Disposition": disposition})
