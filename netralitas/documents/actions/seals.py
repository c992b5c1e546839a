"""Making, renewing and revoking the institution's seal."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events
from netralitas.documents.models import SealRevocation
from netralitas.documents.sealing import authority
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.ui import formats


class Making(StrEnum):
    """What a ceremony makes: everything for the first time, the next seal, or the next root with a seal."""

    FIRST = "first"
    SEAL = "seal"
    ROOT = "root"


@transaction.atomic
def make(what: Making, *, institution: str, passphrase: bytes | None, by: Actor) -> list[Path]:
    """Make certificates and keys in the seal's folder; returns the new certificates' paths.

    *Refuses* to make a first authority where one is, or a further one where none is; a root whose key is not here.
    *Records* `documents.seal_made`.
    """
    folder, now = settings.SEAL_DIR, database_time()
    exists = bool(authority.roots(folder))
    if exists is (what is Making.FIRST):
        raise DomainError(_EXISTS if exists else _NOTHING_YET)
    try:
        paths = _make(what, folder, institution, passphrase, now)
    except authority.Exists as error:
        raise DomainError(_EXISTS) from error
    except authority.NoRootKey as error:
        raise DomainError(_NO_ROOT_KEY) from error
    seal = authority.seals(folder)[-1]
    record(events.SEAL_MADE, by=by, name=paths[-1].stem, until=formats.day(seal.not_valid_after_utc))
    return paths


def _make(what: Making, folder: Path, institution: str, passphrase: bytes | None, now: datetime) -> list[Path]:
    if what is Making.FIRST:
        authority.create(folder, institution=institution, now=now, passphrase=passphrase)
        return [folder / "root-1.crt", folder / "seal-1.crt"]
    roots = []
    if what is Making.ROOT:
        roots = [authority.add_root(folder, institution=institution, now=now, passphrase=passphrase)]
    return [*roots, authority.add_seal(folder, now=now, passphrase=passphrase)]


@transaction.atomic
def revoke(number: int, *, revoked_at: datetime, reason: str, by: Actor) -> SealRevocation:
    """Declare the seal `seal-<number>` unfit from a moment on; nothing is sealed with it any more.

    *Refuses* a seal that does not exist, is revoked already, or a moment to come. *Records* `documents.seal_revoked`.
    """
    path = settings.SEAL_DIR / f"seal-{number}.crt"
    if not path.is_file():
        raise DomainError(f"Tidak ada sertifikat segel nomor {number} di {settings.SEAL_DIR}.")
    fingerprint = authority.fingerprint(authority.seals(settings.SEAL_DIR)[_place(number)])
    if SealRevocation.objects.filter(fingerprint=fingerprint).exists():
        raise DomainError(f"Sertifikat segel nomor {number} sudah dicabut sebelumnya. Tidak ada yang berubah.")
    now = database_time()
    if revoked_at > now:
        raise DomainError("Waktu mulai tidak dapat dipercaya tidak boleh di masa depan.")
    record(events.SEAL_REVOKED, by=by, name=path.stem, reason=reason[:200])
    return SealRevocation.objects.create(
        fingerprint=fingerprint, revoked_at=revoked_at, reason=reason[:200], at=now, by_label=by.label
    )


def _place(number: int) -> int:
    names = sorted(int(path.stem.partition("-")[2]) for path in settings.SEAL_DIR.glob("seal-*.crt"))
    return names.index(number)


_EXISTS = (
    "Otoritas segel sudah ada dan tidak ditimpa. Untuk segel baru pakai --renew, untuk akar baru pakai --new-root."
)
_NOTHING_YET = "Belum ada otoritas segel. Jalankan tanpa --renew dan --new-root untuk membuat yang pertama."
_NO_ROOT_KEY = (
    "Kunci akar tidak dapat dibuka. Kembalikan berkas root-….key dari brankas ke folder segel dan ketik frasa sandinya "
    "dengan benar, atau buat akar baru dengan --new-root."
)
