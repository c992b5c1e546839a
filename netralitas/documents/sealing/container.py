"""The place of the seal in a PDF: one signature field, certified "no changes allowed", the file in one revision.

The rendered file is written anew with the field inside instead of an increment behind it, so that the sealed file has
exactly one revision and whatever comes after it is somebody else's work.
"""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String

FIELD = "SegelLembaga"
_FAR = 9_999_999_999  # ten digits kept free for each number of /ByteRange
_RANGE = re.compile(rb"/ByteRange \[ 0 9999999999 9999999999 9999999999 \]")
_PRINT_LOCKED = 132  # PDF/A wants the print flag; locked against moving


class Unsealable(ValueError):
    """The file is no plain PDF of ours: encrypted, with forms, or signed already."""


@dataclass(frozen=True)
class Words:
    """What the seal says of itself in a reader's signature panel."""

    name: str
    reason: str
    location: str = ""


def sealed(content: bytes, *, length: int, sign: Callable[[bytes], bytes], at: datetime, words: Words) -> bytes:
    """The PDF with its seal; `sign` makes the SignedData, at most `length` bytes, from the SHA-256 of all around it."""
    prepared = _with_field(content, length, at, words)
    start = prepared.index(b"<" + b"00" * length + b">")
    end = start + 2 * length + 2
    found = list(_RANGE.finditer(prepared))
    if len(found) != 1:
        raise Unsealable("the place of the seal is not clear")
    numbers = f"/ByteRange [ 0 {start} {end} {len(prepared) - end} ]".encode()
    prepared[found[0].start() : found[0].end()] = numbers.ljust(found[0].end() - found[0].start())
    view = memoryview(prepared)
    digest = hashlib.sha256(view[:start])
    digest.update(view[end:])
    signed_data = sign(digest.digest())
    if len(signed_data) > length:
        raise Unsealable("the signature does not fit its place")
    view.release()
    prepared[start + 1 : end - 1] = signed_data.ljust(length, b"\0").hex().encode()
    return bytes(prepared)


def _with_field(content: bytes, length: int, at: datetime, words: Words) -> bytearray:
    """The file rewritten in one revision with an empty place for the signature."""
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        raise Unsealable("not a readable PDF") from error
    with pdf:
        if pdf.is_encrypted or "/AcroForm" in pdf.Root or "/Perms" in pdf.Root:
            raise Unsealable("encrypted, with a form, or signed already")
        signature = pdf.make_indirect(_signature(length, at, words))
        page = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(FIELD), V=signature,
                F=_PRINT_LOCKED, Rect=Array([0, 0, 0, 0]), P=page,
            )
        )  # fmt: skip
        page.Annots = Array([*page.get("/Annots", []), field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        pdf.Root.Perms = Dictionary(DocMDP=signature)
        out = io.BytesIO()
        pdf.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none, deterministic_id=True, fix_metadata_version=False,
        )  # fmt: skip
        return bytearray(out.getbuffer())


def _signature(length: int, at: datetime, words: Words) -> Dictionary:
    unchangeable = Dictionary(Type=Name.TransformParams, P=1, V=Name("/1.2"))
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        SubFilter=Name("/ETSI.CAdES.detached"),
        ByteRange=Array([0, _FAR, _FAR, _FAR]),
        Contents=String(bytes(length)),
        M=String(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")),
        Name=String(words.name),
        Reason=String(words.reason),
        Reference=Array([Dictionary(Type=Name.SigRef, TransformMethod=Name.DocMDP, TransformParams=unchangeable)]),
    )
    if words.location:
        signature.Location = String(words.location)
    return signature
