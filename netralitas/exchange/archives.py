"""Opening zip containers (xlsx, ods) with every byte counted while unzipping, because directory sizes lie."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from netralitas.exchange import limits
from netralitas.exchange.limits import refuse

_CHUNK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")


def entry_names(file: BinaryIO) -> list[str]:
    """The names in a zip directory; refuses damaged, encrypted and overfull archives."""
    return [info.filename for info in _directory(file)]


def parts(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Name and content of each entry, stopping at the caps on bytes and on the ratio of the whole."""
    packed = unpacked = 0
    for info in _directory(file):
        content = b"".join(_inflated(file, info, limits.UNZIPPED_BYTES - unpacked))
        packed += info.compress_size
        unpacked += len(content)
        yield info.filename, content
    if unpacked > limits.RATIO * max(packed, 1):
        refuse("bom")


def part(file: BinaryIO, name: str) -> bytes:
    """The content of one entry, empty when there is none by that name."""
    return next((content for entry, content in parts(file) if entry == name), b"")


def _directory(file: BinaryIO) -> list[zipfile.ZipInfo]:
    file.seek(0)
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, EOFError, NotImplementedError, RuntimeError):
        refuse("rusak")
    if len(entries) > limits.ENTRIES:
        refuse("bom")
    if any(info.flag_bits & 0x1 for info in entries):
        refuse("sandi")
    if len({info.filename for info in entries}) != len(entries):
        refuse("rusak")
    return entries


def _inflated(file: BinaryIO, info: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """The entry's bytes in chunks; `room` is what the caps still leave."""
    compressed = _raw(file, info)
    if info.compress_type == zipfile.ZIP_STORED:
        stream = iter([compressed])
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        stream = _deflated(compressed)
    else:
        refuse("rusak")
    for chunk in stream:
        room -= len(chunk)
        if room < 0:
            refuse("bom")
        yield chunk


def _raw(file: BinaryIO, info: zipfile.ZipInfo) -> bytes:
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        refuse("rusak")
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    file.seek(name_length + extra_length, 1)
    compressed = file.read(info.compress_size)
    if len(compressed) < info.compress_size:
        refuse("rusak")
    return compressed


def _deflated(compressed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = compressed
    try:
        while chunk := inflater.decompress(rest, _CHUNK):
            yield chunk
            rest = inflater.unconsumed_tail
    except zlib.error:
        refuse("rusak")
    if not inflater.eof:
        refuse("rusak")
