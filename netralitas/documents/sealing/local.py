"""Sealing with the portal's own certificate authority: PAdES B-B, or B-T with time stamps; certified, one revision."""

import contextlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from netralitas.documents.sealing import authority, cms, container, stamps
from netralitas.documents.sealing.base import NotReady, Sealed

NO_KEY = "Kunci segel belum dibuat. Jalankan manage.py make_seal_ca di server (docs/operasi.md)."
_OUT_OF_TIME = "Sertifikat segel sudah habis masa berlakunya. Jalankan manage.py make_seal_ca --renew."
_REVOKED = "Sertifikat segel sudah dicabut. Jalankan manage.py make_seal_ca --renew."
_UNREADABLE = "Kunci segel tidak dapat dibaca. Periksa folder kunci segel di server (docs/operasi.md)."
DEMO_INSTITUTION = "Pemerintah Kabupaten Contoh (demonstrasi)"
_REASON = "Segel lembaga atas dokumen yang diterbitkan portal"


class LocalSealer:
    """Seals with the newest key in `folder`; the demonstration makes one for itself."""

    name = "lokal"
    is_remote = False
    is_by_hand = False
    footer = ""

    def __init__(self, folder: Path, *, revoked: frozenset[str] = frozenset()) -> None:
        self.folder, self.revoked = folder, revoked

    def make_ready(self) -> None:
        """Raise `NotReady` without a usable key, or without the roots of the time stamps that are asked for."""
        self._seal()
        stamps.current()

    def seal(self, content: bytes, *, at: datetime) -> Sealed:
        """Seal a PDF; raises `NotReady`, also without its time stamp, or `container.Unsealable` for no plain PDF."""
        seal, stamper = self._seal(at), stamps.current()
        template = _template(seal)

        def signed(digest: bytes) -> bytes:
            data, signature = template.signed(digest), template.signature_in
            return stamps.stamped(data, stamper.stamp(signature(data), at)) if stamper else data

        length = template.length + (stamps.ROOM if stamper else 0)
        words = container.Words(_common_name(seal), _REASON)
        sealed = container.sealed(content, length=length, sign=signed, at=at, words=words)
        return Sealed(sealed, seal.fingerprint, self.name, at)

    def _seal(self, at: datetime | None = None) -> authority.Seal:
        try:
            seal = authority.current(self.folder) or self._made_for_the_demonstration()
        except (OSError, ValueError) as error:
            raise NotReady(_UNREADABLE) from error
        if seal is None:
            raise NotReady(NO_KEY)
        if at is not None and not authority.is_valid_at(seal.certificate, at):
            raise NotReady(_OUT_OF_TIME)
        if seal.fingerprint in self.revoked:
            raise NotReady(_REVOKED)
        return seal

    def _made_for_the_demonstration(self) -> authority.Seal | None:
        if not settings.SEAL_MAKES_ITSELF:
            return None
        from django.utils import timezone

        with contextlib.suppress(authority.Exists):  # another process was faster
            authority.create(self.folder, institution=DEMO_INSTITUTION, now=timezone.now())
        return authority.current(self.folder)


@lru_cache(maxsize=4)
def _template(seal: authority.Seal) -> cms.Template:
    return cms.template_for(seal)


def _common_name(seal: authority.Seal) -> str:
    return str(seal.certificate.subject.rdns[-1].rfc4514_string()).partition("=")[2]
