"""Forged, changed and damaged files, each made from one genuine sealed file (given an attachment) and its facts."""

import io
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore

from netralitas.documents.sealing.local import LocalSealer
from tests.documents import seal_cases
from tests.documents.seal_cases import NOW

FORGERIES: dict[str, Callable[[bytes], bytes]] = {}
RANGE = re.compile(rb"/ByteRange \[ 0 (\d+) (\d+) (\d+) \]")


def forgery(make: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Put it into the collection under its name."""
    FORGERIES[make.__name__] = make
    return make


def genuine_source(words: str = "Pakta Integritas: Siti Aminah") -> bytes:
    """An unsealed file with an attachment."""
    with pikepdf.open(io.BytesIO(seal_cases.unsealed(words))) as pdf:
        pdf.attachments["ikrar.json"] = pikepdf.AttachedFileSpec(pdf, b'{"nama":"Siti"}', mime_type="application/json")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def flipped(content: bytes, at: int) -> bytes:
    """One bit changed."""
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)


def place_of_signature(content: bytes) -> tuple[int, int]:
    """Where the hex of the signature stands, without its brackets."""
    found = RANGE.search(content)
    return int(found[1]) + 1, int(found[2]) - 1


def increment(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with a further revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _rewritten(content: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **how: object) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


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


# --- further revisions


@forgery
def increment_with_a_note(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        note = DictionaryObject({
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (50, 700, 400, 760))),
            NameObject("/Contents"): TextStringObject("Budi Utomo"), NameObject("/F"): NumberObject(4),
        })  # fmt: skip
        writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))

    return increment(content, change)


@forgery
def increment_with_a_form_field(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.add_object(DictionaryObject({
            NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject("nama"),
            NameObject("/V"): TextStringObject("Budi Utomo"),
        }))  # fmt: skip
        form = writer.root["/AcroForm"]
        form["/Fields"].append(field)
        writer.update_root()
        writer.update_container(form)

    return increment(content, change)


@forgery
def increment_with_another_page(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        from pyhanko.pdf_utils.writer import PageObject

        stream = StreamObject(stream_data=b"0 0 100 100 re f")
        page = PageObject(contents=writer.add_object(stream), media_box=(0, 0, 595, 842))
        writer.insert_page(page)

    return increment(content, change)


@forgery
def increment_with_another_content(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        page["/Contents"] = writer.add_object(StreamObject(stream_data=b"0 0 500 800 re f"))
        writer.update_container(page)

    return increment(content, change)


@forgery
def increment_with_other_metadata(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Metadata"] = writer.add_object(StreamObject(stream_data=b"<x:xmpmeta/>"))
        writer.update_root()

    return increment(content, change)


@forgery
def increment_with_another_language(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Lang"] = TextStringObject("en")
        writer.update_root()

    return increment(content, change)


@forgery
def increment_with_validation_data(content: bytes) -> bytes:
    out = io.BytesIO(content)
    certificate = seal_cases.as_pyhanko(seal_cases.folder_of_authority("stranger"))
    DocumentSecurityStore.add_dss(out, None, certs=[certificate], force_write=True)
    return out.getvalue()


@forgery
def increment_with_a_second_signature(content: bytes) -> bytes:
    """pyHanko itself refuses to sign a certified file, so the second signature is put in by hand."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        first = form["/Fields"][0]
        second = DictionaryObject({key: value for key, value in first.items() if key != "/T"})
        second[NameObject("/T")] = TextStringObject("Kedua")
        form["/Fields"].append(writer.add_object(second))
        writer.update_root()
        writer.update_container(form)

    return increment(content, change)


@forgery
def increment_that_hides_the_seal(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AcroForm"]
        del writer.root["/Perms"]
        writer.update_root()

    return increment(content, change)


@forgery
def increment_with_a_swapped_attachment(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        specification = names[1]
        specification["/EF"][NameObject("/F")] = writer.add_object(StreamObject(stream_data=b'{"nama":"Budi"}'))
        writer.update_container(specification)
        writer.update_root()

    return increment(content, change)


@forgery
def increment_with_a_doubled_attachment(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

        embedded = EmbeddedFileObject.from_file_data(writer, data=b'{"nama":"Budi"}', mime_type="application/json")
        embed_file(writer, FileSpec(file_spec_string="ikrar.json", embedded_data=embedded))

    return increment(content, change)


@forgery
def shadow_object(content: bytes) -> bytes:
    """The page's number points to another object, appended with a cross-reference of its own."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        number = pdf.pages[0].obj.objgen[0]
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
        parent = pdf.Root.Pages.objgen[0]
    previous = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    shadow = f"{number} 0 obj\n<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 595 842]>>\nendobj\n".encode()
    at, table_at = len(content), len(content) + len(shadow)
    table = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {previous}>>\n"
    return content + shadow + table.encode() + f"startxref\n{table_at}\n%%EOF\n".encode()


@forgery
def hybrid_cross_reference(content: bytes) -> bytes:
    """A table beside which a stream says otherwise: readers differ in whom they believe."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    previous = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    at = len(content)
    stream = f"{size} 0 obj\n<</Type/XRef/Size {size + 1}/W[1 4 1]/Index[{size} 1]/Length 6/Root {root} 0 R>>stream\n"
    body = stream.encode() + b"\x01" + at.to_bytes(4, "big") + b"\x00" + b"\nendstream\nendobj\n"
    table_at = at + len(body)
    table = (
        f"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size {size + 1}/Root {root} 0 R/Prev {previous}/XRefStm {at}>>\n"
    )
    return content + body + table.encode() + f"startxref\n{table_at}\n%%EOF\n".encode()


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

    return _rewritten(content, change)


@forgery
def seal_of_an_expired_certificate(content: bytes) -> bytes:
    folder = seal_cases.folder_of_authority("expired", days_ago=800)
    return LocalSealer(folder).seal(genuine_source(), at=NOW - timedelta(days=100)).content


@forgery
def text_of_another_person_in_the_page(content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"BT /F0 12 Tf 50 700 Td (Budi Utomo) Tj ET")

    return _rewritten(content, change)


# --- saved again, printed again, damaged


@forgery
def saved_again(content: bytes) -> bytes:
    return _rewritten(content)


@forgery
def saved_again_with_object_streams(content: bytes) -> bytes:
    return _rewritten(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)


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
    return _rewritten(content, encryption=pikepdf.Encryption(owner="x", user="y"))


@forgery
def encrypted_without_a_password(content: bytes) -> bytes:
    return _rewritten(content, encryption=pikepdf.Encryption(owner="x", user=""))


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

    return _rewritten(content, change)
