"""Whether a PDF is the one the portal issued: *sah*, *tidak sah*, *dicabut*, *tidak dapat dipastikan*.

The register comes first: a file whose SHA-256 stands in it is the issued one, byte for byte. Then the seal must be
ours, over the whole file, good at the time the register says it was put on, and the visible text that of the record.
"""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography import x509
from django.conf import settings

from netralitas.documents import shown
from netralitas.documents.inspection import asking
from netralitas.documents.inspection.findings import Findings
from netralitas.documents.models import IssuedFile, SealRevocation
from netralitas.documents.queries.verification import PublicRecord, public_record
from netralitas.documents.sealing import authority, bsre
from netralitas.ledger.vault import Erased
from netralitas.ui import formats

LARGEST = 2 * 1024 * 1024  # bytes; issued files have 20 to 300 kB
_HEAD = 1024  # where "%PDF-" has to stand


class Kind(StrEnum):
    """The answer, with the words of the screen."""

    VALID = "sah"
    INVALID = "tidak sah"
    VOIDED = "dicabut"
    UNSURE = "tidak dapat dipastikan"


@dataclass(frozen=True)
class Reason:
    """One line under the answer: whether the check passed (None: could not be made), and what was found."""

    passed: bool | None
    words: str


@dataclass(frozen=True)
class Verdict:
    """The answer with its reasons; `record` is the public side of the register's document, when the file is in it."""

    kind: Kind
    reasons: list[Reason] = field(default_factory=list)
    record: PublicRecord | None = None
    sealed_on: str = ""


def examine(content: bytes) -> Verdict:
    """Judge a file; at most four queries, and one child process. Raises `asking.Busy`."""
    if problem := _no_pdf(content):
        return Verdict(Kind.UNSURE, [Reason(None, problem)])
    row = _row(content)
    if row is None:
        return _stranger(asking.inspect(content, roots=_all_roots()))
    found = asking.inspect(content, roots=_roots_of(row), moment=row.sealed_at, wants_text=True)
    reasons = [
        Reason(True, f"Berkas persis sama dengan yang diterbitkan pada {formats.moment(row.rendered_at)}."),
        *_seal_reasons(row, found),
        _text_reason(row, found),
    ]
    on = formats.moment(row.sealed_at) if row.sealed_at else ""
    return Verdict(_kind(row, reasons), reasons, public_record(row.document), on)


def _no_pdf(content: bytes) -> str:
    if not content:
        return "Berkas ini kosong."
    if len(content) > LARGEST:
        return "Berkas ini terlalu besar. Sertifikat dari portal ini tidak pernah lebih dari 2 MB."
    if b"%PDF-" not in content[:_HEAD]:
        return "Berkas ini bukan PDF. Unggah berkas PDF yang diunduh dari portal, bukan foto atau hasil pindaian."
    return ""


def _row(content: bytes) -> IssuedFile | None:
    rows = IssuedFile.objects.filter(sha256=hashlib.sha256(content).hexdigest())
    return rows.select_related("document__voidance", "document__row_key", "document__letter__entered").first()


def _kind(row: IssuedFile, reasons: list[Reason]) -> Kind:
    if any(reason.passed is False for reason in reasons):
        return Kind.INVALID
    if hasattr(row.document, "voidance"):
        return Kind.VOIDED
    if any(reason.passed is None for reason in reasons):
        return Kind.UNSURE
    return Kind.VALID


def _seal_reasons(row: IssuedFile, found: Findings) -> list[Reason]:
    """The seal of a file that stands in the register."""
    if not row.sealer:
        return [Reason(None, "Berkas ini terbit sebelum portal memakai segel elektronik.")]
    if found.problem:
        return [Reason(None, "Segelnya belum dapat diperiksa sekarang. Coba lagi beberapa saat lagi.")]
    if found.signer != row.seal_fingerprint or not found.root:
        return [Reason(False, "Segel pada berkas bukan segel yang tercatat, atau bukan dari akar yang ditetapkan.")]
    kept = found.is_whole_file and found.revisions == 1 and found.forbids_changes
    if row.sealer != "lokal":
        kept = found.changes in {"none", "upkeep"}
    if not (found.is_intact and kept and found.signatures == 1):
        return [Reason(False, "Segelnya tidak mencakup seluruh berkas, atau isinya berubah sesudah disegel.")]
    whole = Reason(True, "Satu segel elektronik, mencakup seluruh berkas, tanpa perubahan sesudahnya.")
    return [whole, _time_reason(row, found)]


def _time_reason(row: IssuedFile, found: Findings) -> Reason:
    """Whether the seal was good at the time of sealing that stands in the register."""
    revocation = SealRevocation.objects.filter(fingerprint=row.seal_fingerprint).order_by("revoked_at").first()
    if revocation is not None and row.sealed_at is not None and row.sealed_at >= revocation.revoked_at:
        day = formats.day(revocation.revoked_at)
        return Reason(None, f"Sertifikat segelnya dicabut sejak {day}, sebelum berkas ini disegel.")
    if not found.is_trusted:
        return Reason(None, "Sertifikat segelnya tidak sedang berlaku pada waktu berkas ini disegel.")
    note = " Sertifikat segel itu kini sudah dicabut." if revocation is not None else ""
    return Reason(True, f"Segelnya dari akar yang ditetapkan portal ini dan berlaku pada waktu penyegelan.{note}")


def _text_reason(row: IssuedFile, found: Findings) -> Reason:
    """Whether what stands on the page is what stands in the record."""
    not_yet = Reason(None, "Teks pada halaman belum dapat dibandingkan dengan catatan.")
    if found.problem or found.text is None:
        return not_yet
    try:
        missing = shown.missing_from(found.text, row.document.kind, row.document.facts())
    except Erased:
        return Reason(None, "Data pribadi pada catatan ini sudah dihapus sesuai ketentuan; isinya tidak dibandingkan.")
    except LookupError:  # a paper whose shown pieces nobody declared, or facts of another form
        return not_yet
    if missing:
        return Reason(False, "Teks pada halaman berbeda dengan catatan portal.")
    return Reason(True, "Teks pada halaman sama dengan catatan portal.")


def _stranger(found: Findings) -> Verdict:
    """A file that is not in the register: never *sah*; the seal tells why."""
    unknown = Reason(False, "Berkas ini tidak sama dengan berkas mana pun yang diterbitkan portal ini.")
    if is_our_own(found):
        return Verdict(Kind.UNSURE, [
            Reason(True, "Segelnya utuh, mencakup seluruh berkas, dan berasal dari portal ini."),
            Reason(None, "Namun berkas ini tidak ada dalam daftar terbitan. Hubungi pengelola portal."),
        ])  # fmt: skip
    return Verdict(Kind.INVALID, [unknown, Reason(False, _fault(found))])


def is_our_own(found: Findings) -> bool:
    """Whether the seal alone, without the register, says that the file is ours and untouched."""
    return (
        not found.problem
        and found.revisions == 1
        and found.signatures == 1
        and found.is_whole_file
        and found.is_intact
        and found.forbids_changes
        and found.is_trusted
    )


def _fault(found: Findings) -> str:
    """The first thing wrong, in plain words."""
    if found.is_encrypted:
        return "Berkas ini dikunci dengan sandi; berkas dari portal tidak pernah dikunci."
    if found.problem:
        return "Berkas ini rusak atau dibuat tidak lazim, sehingga tidak dapat dibaca dengan aman."
    if not found.signatures:
        return "Tidak ada segel elektronik di dalamnya, seperti pada hasil pindai, cetak ulang, atau foto."
    if found.signatures > 1:
        return "Ada lebih dari satu tanda tangan elektronik; berkas dari portal hanya bersegel satu."
    if not found.is_intact:
        return "Isi berkas berubah sejak disegel."
    if not found.is_whole_file or found.revisions > 1:
        return "Ada yang ditambahkan ke berkas sesudah disegel."
    if not found.root:
        return "Segelnya bukan dari portal ini, sekalipun namanya mungkin sama."
    if not found.is_trusted:
        return "Sertifikat segelnya sudah tidak berlaku."
    return "Segelnya tidak melarang perubahan; segel dari portal selalu melarang."


def _roots_of(row: IssuedFile) -> list[x509.Certificate]:
    return authority.roots(settings.SEAL_DIR) if row.sealer == "lokal" else bsre.roots()


def _all_roots() -> list[x509.Certificate]:
    return authority.roots(settings.SEAL_DIR)
