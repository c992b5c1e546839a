"""Sealing one certificate (PAdES, RSA-3072 on both sides); the rival is stock pyHanko with its SimpleSigner."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from netralitas.documents.sealing import authority
from netralitas.documents.sealing.local import LocalSealer
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.documents import seal_cases

needs_database = False
FILES = 20
NOW = datetime.now(UTC).replace(microsecond=0)


def is_valid(content: bytes, folder: Path) -> bool:
    """Whether pyHanko and pdfsig both find one certified, trusted seal over the whole file."""
    reader = PdfFileReader(io.BytesIO(content))
    root = seal_cases.as_pyhanko(folder)
    status = validate_pdf_signature(
        reader.embedded_signatures[0], ValidationContext(trust_roots=[root], allow_fetching=False)
    )
    said = seal_cases.pdfsig(content)
    says_whole = "Total document signed" in said and "Certificate is Trusted" in said
    forbids = reader.embedded_signatures[0].docmdp_level == fields.MDPPerm.NO_CHANGES
    return status.bottom_line and says_whole and forbids


def run() -> Iterator[Line | Control]:
    """Equal validity first, then CPU."""
    folder = seal_cases.folder_of_authority()
    papers = [seal_cases.unsealed(f"Pakta Integritas {number}") for number in range(FILES)]
    sealer = LocalSealer(folder)
    stock = signers.SimpleSigner.load(
        str(folder / "seal-1.key"), str(folder / "seal-1.crt"), ca_chain_files=[str(folder / "root-1.crt")]
    )
    meta = signers.PdfSignatureMetadata(
        field_name="Segel", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES, md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES, reason="Segel lembaga",
    )  # fmt: skip

    def with_netralitas() -> list[bytes]:
        return [sealer.seal(paper, at=NOW).content for paper in papers]

    def with_pyhanko() -> list[bytes]:
        writers = (IncrementalPdfFileWriter(io.BytesIO(paper)) for paper in papers)
        return [signers.sign_pdf(writer, meta, signer=stock).getvalue() for writer in writers]

    mine, theirs = with_netralitas()[0], with_pyhanko()[0]
    assert authority.current(folder).key.key_size == 3072
    assert is_valid(mine, folder)
    assert is_valid(theirs, folder)
    spoiled = bytearray(mine)
    spoiled[len(spoiled) // 4] ^= 1
    yield control("a changed bit is no longer valid", not is_valid(bytes(spoiled), folder))

    ours, rival = compare(with_netralitas, with_pyhanko, rounds=5, cpu=True)
    remark = f"CPU of {FILES} files, {1000 * ours / FILES:.1f} ms each, {len(mine) // 1024} kB"
    yield Line("seal", ours, rival, first=3, goal=20, remark=remark)
