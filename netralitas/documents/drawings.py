"""Printing a document with pictures drawn once: the QR and the signature are kept beside it, under its row key."""

import struct
from typing import Any

from netralitas.documents import papers, rendering
from netralitas.documents.models import Document, Drawing
from netralitas.keys import decrypt, encrypt
from netralitas.ledger import vault

Pictures = dict[str, bytes]
_HEAD = struct.Struct(">HI")  # bytes of a name, bytes of a picture


def render(document: Document, facts: dict[str, Any]) -> bytes:
    """The PDF of a document from its frozen facts; remembers why it could not be stamped, if so."""
    rendering.load()
    from netralitas.documents.stamper import Unstampable, press

    pictures = pictures_of(document, facts)
    try:
        content, reason = press.stamp(document.kind, facts, pictures), ""
    except Unstampable as refusal:
        content, reason = rendering.pdf(papers.sheet_of(document.kind, facts, pictures)), str(refusal)[:100]
    Drawing.objects.filter(document=document).exclude(plain_reason=reason).update(plain_reason=reason)
    return content


def pictures_of(document: Document, facts: dict[str, Any]) -> Pictures:
    """Its personal pictures, drawn and kept at the first call; no query when `drawing` is at hand."""
    key = vault.open_key(document.row_key)
    try:
        return unpacked(decrypt(document.drawing.ciphertext, key))
    except Drawing.DoesNotExist:
        pictures = papers.paper(document.kind).draw(facts)
        kept = {"ciphertext": encrypt(_packed(pictures), key)}
        document.drawing, _ = Drawing.objects.get_or_create(document=document, defaults=kept)
        return pictures


def _packed(pictures: Pictures) -> bytes:
    parts = []
    for name, picture in sorted(pictures.items()):
        parts += [_HEAD.pack(len(name), len(picture)), name.encode(), picture]
    return b"".join(parts)


def unpacked(content: bytes) -> Pictures:
    """Pictures by name from the bytes `pictures_of` keeps."""
    pictures, at = {}, 0
    while at < len(content):
        name_size, size = _HEAD.unpack_from(content, at)
        name_end = at + _HEAD.size + name_size
        pictures[content[at + _HEAD.size : name_end].decode()] = content[name_end : name_end + size]
        at = name_end + size
    return pictures
