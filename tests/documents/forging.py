"""What forgers share: the collection, a genuine file with an attachment, one bit, one revision, one rewriting."""

import io
import re
from collections.abc import Callable

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.documents import seal_cases

FORGERIES: dict[str, Callable[[bytes], bytes]] = {}
RANGE = re.compile(rb"/ByteRange \[ 0 (\d+) (\d+) (\d+) \]")


def forgery(make: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Put it into the collection under its name."""
    FORGERIES[make.__name__] = make
    return make


def genuine_source(words: str = "Pakta Integritas: Siti Aminah") -> bytes:
    """An unsealed file with an attachment."""
    with pikepdf.open(io.BytesIO(seal_cases.unsealed(words))) as pdf:
        pdf.attachments["ikrar.json"] = pikepdf.AttachedFileSpec(pdf, b'{"nama":"Siti"}', mime_type="application/json")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def flipped(content: bytes, at: int) -> bytes:
    """One bit changed."""
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def place_of_signature(content: bytes) -> tuple[int, int]:
    """Where the hex of the signature stands, without its brackets."""
    found = RANGE.search(content)
    return int(found[1]) + 1, int(found[2]) - 1


def increment(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with a further revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(content: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **how: object) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()
