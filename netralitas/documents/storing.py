"""Issued files in private storage: written whole and on the disk before anybody speaks of them."""

import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from netralitas.keys import keyed_hash

_FOLDER = "dokumen"


def name_for(public_id: str, attempt: int) -> str:
    """A private name for the file of one attempt: a dead attempt can be found again, a stranger guesses nothing."""
    name = keyed_hash(f"{public_id}:{attempt}", "issued-file")[:40]
    return f"{_FOLDER}/{name[:2]}/{name[2:]}.pdf"


def keep(name: str, content: bytes) -> None:
    """Write a file whole (temporary file, fsync, rename); a repetition replaces it by the same."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # an object store writes whole by itself
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def drop(name: str) -> None:
    """Delete a file no row speaks of; absent is well."""
    default_storage.delete(name)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
