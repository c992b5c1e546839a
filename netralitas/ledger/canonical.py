"""Canonical bytes and leaves (RFC 8785, RFC 6962): what is hashed is what is stored."""

import hashlib
import json
import unicodedata
from typing import Any

JsonValue = str | int | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


def canonical(body: dict[str, Any]) -> str:
    """RFC 8785 JSON of `body`: strings NFC, integers only, keys sorted by UTF-16 code units.

    Raises TypeError for floats and other types.
    """
    return json.dumps(_normal(body), ensure_ascii=False, separators=(",", ":"))


def leaf_hash(salt: bytes, body: str) -> bytes:
    """SHA-256(0x00 ‖ SHA-256(salt ‖ body))."""
    return hashlib.sha256(b"\x00" + hashlib.sha256(salt + body.encode()).digest()).digest()


def sha256_text(content: bytes) -> str:
    """A hash as the log writes it: `sha256:<hex>`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _normal(value: Any) -> JsonValue:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, dict):
        pairs = [(unicodedata.normalize("NFC", key), _normal(item)) for key, item in value.items()]
        return dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be")))
    raise TypeError(f"{type(value).__name__} has no canonical form in the log")
