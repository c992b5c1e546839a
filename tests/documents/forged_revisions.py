"""Forgeries that add a further revision behind a genuine sealed file."""

import io

import pikepdf
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

from tests.documents import seal_cases
from tests.documents.forging import (
    forgery,
    increment,
)

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
