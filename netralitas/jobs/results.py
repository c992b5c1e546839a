"""Result files of jobs: encrypted while they lie in private storage, read back piece by piece from any place.

A file is a version byte and a salt, then pieces of 64 KiB, each AES-256-GCM under a key of that file alone (data key
and salt). A piece is sealed with its place and with whether it is the last: none can be cut off, swapped or borrowed.
"""

import hashlib
import hmac
import os
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.storage import default_storage

from netralitas.keys import CannotDecrypt, data_key

_VERSION, _SALT, _PIECE, _TAG = b"\x01", 32, 64 * 1024, 16
_HEAD = len(_VERSION) + _SALT
ENDING = ".tersandi"


def seal(plain: Path, sealed: Path) -> None:
    """Write the encrypted form of a file beside it; memory of a few pieces, whatever the size."""
    salt = os.urandom(_SALT)
    cipher = _cipher(salt)
    with plain.open("rb") as source, sealed.open("xb") as target:
        target.write(_VERSION + salt)
        place, piece = 0, source.read(_PIECE)
        while True:
            following = source.read(_PIECE)
            target.write(cipher.encrypt(_nonce(place), piece, _mark(is_last=not following)))
            if not following:
                return
            place, piece = place + 1, following


class Result:
    """An encrypted result opened for reading: `read`, `seek`, `size` and `close`, as of the plain file."""

    def __init__(self, name: str) -> None:
        """Open a name in private storage; raises FileNotFoundError, and CannotDecrypt for another key or no result."""
        self._file: BinaryIO = default_storage.open(name)
        self._at, self._kept = 0, (-1, b"")
        try:
            self._begin()
        except CannotDecrypt:
            self._file.close()
            raise

    def _begin(self) -> None:
        """Read the head and the first piece, so that a wrong key is known before anything is sent."""
        head, sealed = self._file.read(_HEAD), self._file.size - _HEAD
        self._pieces = -(-sealed // (_PIECE + _TAG))
        self.size = sealed - self._pieces * _TAG
        if head[:1] != _VERSION or self._pieces < 1 or self.size < 0:
            raise CannotDecrypt("not a result")
        self._cipher = _cipher(head[len(_VERSION) :])
        self._piece(0)

    def seek(self, place: int) -> None:
        """Go on reading from this byte of the plain file."""
        self._at = place

    def read(self, count: int = -1) -> bytes:
        """The next bytes, at most `count`, empty at the end; raises CannotDecrypt when the file was changed."""
        left = self.size - self._at if count < 0 else min(count, self.size - self._at)
        found = bytearray()
        while left > 0:
            number, start = divmod(self._at, _PIECE)
            part = self._piece(number)[start : start + left]
            found += part
            self._at += len(part)
            left -= len(part)
        return bytes(found)

    def close(self) -> None:
        """Close the stored file."""
        self._file.close()

    def __enter__(self) -> "Result":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _piece(self, number: int) -> bytes:
        if self._kept[0] != number:
            self._file.seek(_HEAD + number * (_PIECE + _TAG))
            sealed, mark = self._file.read(_PIECE + _TAG), _mark(is_last=number == self._pieces - 1)
            try:
                self._kept = number, self._cipher.decrypt(_nonce(number), sealed, mark)
            except InvalidTag as error:
                raise CannotDecrypt("wrong key or changed file") from error
        return self._kept[1]


def _cipher(salt: bytes) -> AESGCM:
    return AESGCM(hmac.new(data_key("result"), salt, hashlib.sha256).digest())


def _nonce(place: int) -> bytes:
    """Never twice under one key: the key is the file's own."""
    return place.to_bytes(12, "big")


def _mark(*, is_last: bool) -> bytes:
    return _VERSION + (b"\x01" if is_last else b"\x00")
