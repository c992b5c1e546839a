"""Time stamps (RFC 3161) on the portal's seals, from a service the pemda names: PAdES B-T instead of B-B.

Off unless NETRALITAS_TSA_URL is set. When it is, a file without a stamp is not sealed: it waits and is tried again
(reliability.md G-F6). A stamp is taken only if it answers this very question and hangs on a root we were given.
"""

import asyncio
import hashlib
import http.client
import secrets
import ssl
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from asn1crypto import algos, cms, pem, tsp, x509
from django.conf import settings

from netralitas.documents.sealing.base import NotReady

ROOM = 16_384  # bytes kept free in the file for a stamp with its certificates
_LARGEST_ANSWER = 64 * 1024
_UNSET = "Akar sertifikat stempel waktu belum diisi atau tidak terbaca (NETRALITAS_TSA_ROOTS)."
_SILENT = "Layanan stempel waktu tidak menjawab. Berkas menunggu dan dicoba lagi dengan sendirinya."
_WRONG = "Jawaban layanan stempel waktu tidak dapat dipakai ({why}). Berkas menunggu dan dicoba lagi."


@dataclass(frozen=True)
class TimeStamper:
    """A service that stamps; `roots` are the only ones its certificate may hang on."""

    url: str
    timeout: float
    roots: tuple[x509.Certificate, ...]

    def stamp(self, signature: bytes, at: datetime) -> cms.ContentInfo:
        """The stamp over the bytes of a signature; raises `NotReady` for whatever is not one."""
        digest, nonce = hashlib.sha256(signature).digest(), secrets.randbits(63)
        answer = _answered(self._asked(_question(digest, nonce)))
        token = answer["time_stamp_token"]
        try:
            info = token["content"]["encap_content_info"]["content"].parsed
            is_ours = info["message_imprint"]["hashed_message"].native == digest and info["nonce"].native == nonce
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotReady(_WRONG.format(why="bukan stempel")) from error
        if not is_ours:
            raise NotReady(_WRONG.format(why="untuk permintaan lain"))
        if not _is_trusted(token["content"], digest, self.roots, at) or len(token.dump()) > ROOM - 100:
            raise NotReady(_WRONG.format(why="sertifikatnya tidak dikenal"))
        return token

    def _asked(self, question: bytes) -> bytes:
        """What the service answers within the time."""
        parts, ends = urlsplit(self.url), time.monotonic() + self.timeout
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        options = {"context": ssl.create_default_context()} if parts.scheme == "https" else {}
        connection = kind(parts.hostname or "", parts.port, timeout=self.timeout, **options)
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            connection.request("POST", path, question, headers)
            response, content = connection.getresponse(), b""
            while chunk := response.read1(4096):
                content += chunk
                if time.monotonic() > ends or len(content) > _LARGEST_ANSWER:
                    raise NotReady(_SILENT)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NotReady(_SILENT) from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise NotReady(_WRONG.format(why=f"status {response.status}"))
        return content


def current() -> TimeStamper | None:
    """The service of the settings; None when there is none. Raises `NotReady` when its roots are missing."""
    if not settings.TSA_URL:
        return None
    found = roots()
    if not found:
        raise NotReady(_UNSET)
    return TimeStamper(settings.TSA_URL, settings.TSA_TIMEOUT, found)


def roots() -> tuple[x509.Certificate, ...]:
    """The roots of stamps we believe, also of a service no longer asked; none when the file cannot be read."""
    if not settings.TSA_ROOTS:
        return ()
    try:
        content = Path(settings.TSA_ROOTS).read_bytes()
        return tuple(x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True))
    except (OSError, ValueError):
        return ()


def stamped(signed_data: bytes, token: cms.ContentInfo) -> bytes:
    """The SignedData with the stamp as an unsigned attribute of its only signer."""
    whole = cms.ContentInfo.load(signed_data)
    signer = whole["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = cms.CMSAttributes([
        cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})
    ])  # fmt: skip
    return whole.dump(force=True)


def _question(digest: bytes, nonce: int) -> bytes:
    imprint = tsp.MessageImprint(
        {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    )
    fields = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return tsp.TimeStampReq(fields).dump()


def _answered(content: bytes) -> tsp.TimeStampResp:
    try:
        answer = tsp.TimeStampResp.load(content, strict=True)
        status = answer["status"]["status"].native
        is_there = answer["time_stamp_token"].native is not None
    except (ValueError, TypeError) as error:
        raise NotReady(_WRONG.format(why="bukan stempel")) from error
    if status not in {"granted", "granted_with_mods"} or not is_there:
        raise NotReady(_WRONG.format(why="ditolak"))
    return answer


def _is_trusted(data: cms.SignedData, digest: bytes, anchors: tuple[x509.Certificate, ...], at: datetime) -> bool:
    """Whether the stamp's own signature holds and its certificate, made for stamping, hangs on a root of ours."""
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko.sign.validation.status import TimestampSignatureStatus
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=list(anchors), allow_fetching=False, moment=at)
    try:
        found = asyncio.run(validate_tst_signed_data(data, context, lambda _: digest))
    except Exception:  # noqa: BLE001  a strange answer may raise anything
        return False
    status = TimestampSignatureStatus(**found)
    return bool(status.intact and status.valid and status.trusted)
