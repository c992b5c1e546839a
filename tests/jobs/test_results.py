"""Result files lie encrypted, are read from any place without being held whole, and no change goes unnoticed."""

import os
import tracemalloc

import pytest
from django.core.files import File
from django.core.files.storage import default_storage

from netralitas.jobs import results
from netralitas.jobs.results import Result
from netralitas.keys import CannotDecrypt

PIECE, TAG, HEAD = 64 * 1024, 16, 33


def stored(folder, content: bytes) -> str:
    """A result of this content in private storage."""
    plain, sealed = folder / "isi", folder / "isi.tersandi"
    plain.write_bytes(content)
    sealed.unlink(missing_ok=True)
    results.seal(plain, sealed)
    with sealed.open("rb") as file:
        return default_storage.save("results/uji.tersandi", File(file))


def raw(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def put(name: str, content: bytes) -> None:
    with default_storage.open(name, "wb") as file:
        file.write(content)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17])
def test_result_reads_as_it_was_written(tmp_path, size):
    content = os.urandom(size)
    with Result(stored(tmp_path, content)) as file:
        assert file.size == size
        assert file.read() == content
        assert file.read(10) == b""
        for start in {0, size // 2, max(size - 5, 0)}:
            file.seek(start)
            assert file.read(PIECE + 3) == content[start : start + PIECE + 3]


def test_nothing_of_it_lies_readable(tmp_path):
    name = stored(tmp_path, b"TERBATAS Siti Aminah " * 9999)

    assert b"Siti" not in raw(name)
    assert raw(name) != raw(stored(tmp_path, b"TERBATAS Siti Aminah " * 9999)), "a key of its own"


@pytest.mark.parametrize(
    "spoiled", ["bit", "cut at a piece", "cut within", "swapped", "longer", "other salt", "head only"]
)
def test_changed_file_is_refused(tmp_path, spoiled):
    name = stored(tmp_path, os.urandom(3 * PIECE))
    whole, one = bytearray(raw(name)), PIECE + TAG
    if spoiled == "bit":
        whole[HEAD + one + 9] ^= 1
    elif spoiled == "cut at a piece":
        del whole[HEAD + 2 * one :]
    elif spoiled == "cut within":
        del whole[-100:]
    elif spoiled == "swapped":
        whole[HEAD : HEAD + 2 * one] = whole[HEAD + one : HEAD + 2 * one] + whole[HEAD : HEAD + one]
    elif spoiled == "longer":
        whole += whole[-one:]
    elif spoiled == "other salt":
        whole[5] ^= 1
    else:
        del whole[HEAD:]
    put(name, bytes(whole))

    with pytest.raises(CannotDecrypt), Result(name) as file:
        file.read()


def test_other_data_key_opens_nothing(tmp_path, settings):
    name = stored(tmp_path, b"isi")
    settings.DATA_KEY = "lain"

    with pytest.raises(CannotDecrypt):
        Result(name)


def test_large_result_is_never_held_whole(tmp_path):
    plain = tmp_path / "isi"
    with plain.open("wb") as file:
        file.truncate(48 * 1024 * 1024)
    tracemalloc.start()
    try:
        results.seal(plain, tmp_path / "isi.tersandi")
        with (tmp_path / "isi.tersandi").open("rb") as file:
            name = default_storage.save("results/besar.tersandi", File(file))
        read = 0
        with Result(name) as result:
            while chunk := result.read(PIECE):
                read += len(chunk)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert read == 48 * 1024 * 1024
    assert peak < 2 * 1024 * 1024
