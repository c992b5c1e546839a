"""PDF objects shared by many pages: taken out of WeasyPrint's file and named by what they hold; equal ones are one."""

import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

_REFERENCE = re.compile(rb"\x01([0-9a-f]{40})\x02")


@dataclass(frozen=True)
class Shared:
    """One object: its body with references by digest, and the data of a stream."""

    body: bytes
    data: bytes | None = None

    def written(self, number_of: Callable[[str], int]) -> bytes:
        """The body with object numbers."""
        body = _REFERENCE.sub(lambda match: b"%d 0 R" % number_of(match[1].decode()), self.body)
        return body if self.data is None else b"%s\nstream\n%s\nendstream" % (body, self.data)


Store = dict[str, Shared]


def keep(obj: Any, store: Store) -> bytes:
    """Put an object and all it refers to into the store; returns how to refer to it (its own text when direct)."""
    if isinstance(obj, pikepdf.Stream):
        return _reference(_stream(obj, store), store)
    text = _text(obj, store)
    return _reference(Shared(text), store) if getattr(obj, "is_indirect", False) else text


def _reference(shared: Shared, store: Store) -> bytes:
    digest = hashlib.sha1(shared.body + b"\0" + (shared.data or b""), usedforsecurity=False).hexdigest()
    store[digest] = shared
    return b"\x01%s\x02" % digest.encode()


def _stream(stream: pikepdf.Stream, store: Store) -> Shared:
    data = stream.read_raw_bytes()
    entries = {key: value for key, value in stream.items() if key != "/Length"}
    if "/Filter" not in entries and entries.get("/Type") != "/Metadata":
        data = zlib.compress(data, 9)
        entries["/Filter"] = pikepdf.Name("/FlateDecode")
    parts = [b"%s %s" % (key.encode(), keep(value, store)) for key, value in sorted(entries.items())]
    return Shared(b"<< %s /Length %d >>" % (b" ".join(parts), len(data)), data)


def _text(obj: Any, store: Store) -> bytes:
    if isinstance(obj, bool):
        return b"true" if obj else b"false"
    if isinstance(obj, (int, Decimal)):
        return str(obj).encode()
    if isinstance(obj, pikepdf.Dictionary):
        parts = [b"%s %s" % (key.encode(), keep(obj[key], store)) for key in sorted(obj.keys())]
        return b"<< %s >>" % b" ".join(parts)
    if isinstance(obj, pikepdf.Array):
        return b"[%s]" % b" ".join(keep(one, store) for one in obj)
    return obj.unparse()
