"""The portal's own secrets: private key files made once, encryption and keyed hashes.

Three keys, never in the database: Django's (sessions, forms), the link key (personal and unit
links) and the data key (NIK, sealed rows). Each comes from `NETRALITAS_<NAME>_KEY`, from
`NETRALITAS_<NAME>_KEY_FILE`, or from a file under `var/keys/` that is made on first use.
"""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE_BYTES = 12


class CannotDecrypt(ValueError):
    """The ciphertext was made with another key, or was changed."""


def load_or_create(name: str, folder: Path) -> str:
    """The key `name`: from the environment, else from its private file, made when absent (mode 0600)."""
    variable = f"NETRALITAS_{name.upper()}_KEY"
    if file_name := os.environ.get(f"{variable}_FILE"):
        return Path(file_name).read_text(encoding="ascii").strip()
    if value := os.environ.get(variable):
        return value
    path = folder / f"{name}.key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text(encoding="ascii").strip()


@lru_cache(maxsize=64)
def _derived(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), f"netralitas:{purpose}".encode(), hashlib.sha256).digest()


def data_key(purpose: str) -> bytes:
    """A 32-byte key derived from the data key for one purpose, e.g. `"nik"`."""
    from django.conf import settings

    return _derived(settings.DATA_KEY, purpose)


def keyed_hash(value: str, purpose: str) -> str:
    """HMAC-SHA256 of `value` as 64 hex digits: equality search without the value itself."""
    return hmac.new(data_key(f"hash:{purpose}"), value.encode(), hashlib.sha256).hexdigest()


def link_mac(message: str) -> bytes:
    """HMAC-SHA256 under the link key (32 bytes); callers shorten it."""
    from django.conf import settings

    return hmac.new(_derived(settings.LINK_KEY, "link"), message.encode(), hashlib.sha256).digest()


def encrypt(plain: bytes, key: bytes) -> bytes:
    """AES-256-GCM: one version byte, 12 bytes of nonce, ciphertext and tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _VERSION)


def decrypt(sealed: bytes, key: bytes) -> bytes:
    """The reverse of `encrypt`; raises `CannotDecrypt`."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise CannotDecrypt("unknown version")
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, _VERSION)
    except InvalidTag as error:
        raise CannotDecrypt("wrong key or changed data") from error
