"""Forged, changed and damaged files, each made from one genuine sealed file; further revisions stand apart."""

import io
import re
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from netralitas.documents.sealing.local import LocalSealer
from tests.documents import (
    forged_revisions,  # noqa: F401  its import adds to the collection
    seal_cases,
)
from tests.documents.forging import (
    RANGE,
    flipped,
    forgery,
    genuine_source,
    place_of_signature,
    rewritten,
)
from tests.documents.seal_cases import NOW

# --- single bits


@forgery
def bit_in_the_page(content: bytes) -> bytes:
    return flipped(content, content.index(b"stream\n", content.index(b"/Length")) + 60)


@forgery
def bit_in_the_signature(content: bytes) -> bytes:
    start, end = place_of_signature(content)
    return flipped(content, (start + end) // 2)


@forgery
def bit_in_the_range(content: bytes) -> bytes:
    return flipped(content, RANGE.search(content).start(1))


@forgery
def bit_in_the_metadata(content: bytes) -> bytes:
    return flipped(content, content.index(b"pdfaid:part"))


@forgery
def bit_in_the_cross_reference(content: bytes) -> bytes:
    return flipped(content, content.rindex(b"xref\n0", 0, content.rindex(b"startxref")) + 60)


@forgery
def bit_in_the_attachment(content: bytes) -> bytes:
    return flipped(content, content.index(b'{"nama"') + 10 if b'{"nama"' in content else content.index(b"ikrar.json"))


# --- the range and the signature's place


def _with_range(content: bytes, first: int, second: int, length: int) -> bytes:
    found = RANGE.search(content)
    new = f"/ByteRange [ 0 {first} {second} {length} ]".encode()
    return (
        content[: found.start()]
        + new.ljust(found.end() - found.start())[: found.end() - found.start()]
        + content[found.end() :]
    )


@forgery
def range_that_leaves_out_the_end(content: bytes) -> bytes:
    found = RANGE.search(content)
    return _with_range(content, int(found[1]), int(found[2]), int(found[3]) - 100)


@forgery
def range_with_a_wider_gap(content: bytes) -> bytes:
    found = RANGE.search(content)
    return _with_range(content, int(found[1]) - 20, int(found[2]), int(found[3]))


@forgery
def range_that_covers_nothing(content: bytes) -> bytes:
    return _with_range(content, 0, 0, 0)


@forgery
def signature_of_zeros(content: bytes) -> bytes:
    start, end = place_of_signature(content)
    return content[:start] + b"0" * (end - start) + content[end:]


@forgery
def signature_emptied(content: bytes) -> bytes:
    start, end = place_of_signature(content)
    return content[:start] + b" " * (end - start) + content[end:]


@forgery
def range_renamed_away(content: bytes) -> bytes:
    return content.replace(b"/ByteRange", b"/ByteRangX")


@forgery
def changes_allowed_after_all(content: bytes) -> bytes:
    return re.sub(rb"/P 1\b", b"/P 3", content)


# --- another hand


@forgery
def sealed_by_a_stranger_of_the_same_name(content: bytes) -> bytes:
    return seal_cases.sealed(genuine_source(), name="stranger")


@forgery
def sealed_by_a_stranger_with_our_root_inside(content: bytes) -> bytes:
    """The stranger's seal, but with our root's certificate put into the signature."""
    from dataclasses import replace

    from netralitas.documents.sealing import authority, cms, container

    stranger = authority.current(seal_cases.folder_of_authority("stranger"))
    ours = authority.roots(seal_cases.folder_of_authority())
    template = cms.template_for(replace(stranger, chain=tuple(ours)))
    return container.sealed(
        genuine_source(), length=template.length, sign=template.signed, at=NOW, words=container.Words("x", "y")
    )


@forgery
def seal_carried_over_to_another_person(content: bytes) -> bytes:
    """Our own seal's bytes, put into a file about somebody else."""
    other = seal_cases.sealed(genuine_source("Pakta Integritas: Budi Utomo"), name="stranger")
    start, end = place_of_signature(content)
    there, until = place_of_signature(other)
    return other[:there] + content[start:end].ljust(until - there, b"0")[: until - there] + other[until:]


@forgery
def seal_removed(content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        del pdf.Root.Perms
        del pdf.pages[0].obj.Annots

    return rewritten(content, change)


@forgery
def seal_of_an_expired_certificate(content: bytes) -> bytes:
    folder = seal_cases.folder_of_authority("expired", days_ago=800)
    return LocalSealer(folder).seal(genuine_source(), at=NOW - timedelta(days=100)).content


@forgery
def text_of_another_person_in_the_page(content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"BT /F0 12 Tf 50 700 Td (Budi Utomo) Tj ET")

    return rewritten(content, change)


# --- saved again, printed again, damaged


@forgery
def saved_again(content: bytes) -> bytes:
    return rewritten(content)


@forgery
def saved_again_with_object_streams(content: bytes) -> bytes:
    return rewritten(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@forgery
def linearized_by_qpdf(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        before.write_bytes(content)
        subprocess.run(["qpdf", "--linearize", str(before), str(after)], check=True)
        return after.read_bytes()


@forgery
def printed_again_as_a_picture(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.pdf").write_bytes(content)
        subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", "a.pdf", "a"], cwd=folder, check=True)
        out = io.BytesIO()
        with Image.open(Path(folder) / "a.png") as picture:
            picture.convert("L").save(out, "PDF")
        return out.getvalue()


@forgery
def encrypted(content: bytes) -> bytes:
    return rewritten(content, encryption=pikepdf.Encryption(owner="x", user="y"))


@forgery
def encrypted_without_a_password(content: bytes) -> bytes:
    return rewritten(content, encryption=pikepdf.Encryption(owner="x", user=""))


@forgery
def truncated(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


@forgery
def truncated_by_one_byte(content: bytes) -> bytes:
    return content[:-1]


@forgery
def bytes_behind_the_end(content: bytes) -> bytes:
    return content + b"\n% tambahan\n"


@forgery
def bytes_before_the_beginning(content: bytes) -> bytes:
    return b"% tambahan\n" + content


@forgery
def joined_with_another_file(content: bytes) -> bytes:
    return seal_cases.unsealed("Pakta: Budi Utomo") + content


@forgery
def script_that_runs_on_opening(content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), Next=Array([]))

    return rewritten(content, change)
