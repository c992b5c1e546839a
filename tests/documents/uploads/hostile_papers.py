"""PDF, text, mail and everything else made to do harm, written by the test itself."""

import io
import os
import zipfile
import zlib

import pikepdf

from tests.documents.uploads.hostile_pictures import HARMLESS, MARK, REFUSED, UNSEEN, Hostile, blown_up
from tests.documents.uploads.samples import scan_pdf

_EITHER = {UNSEEN, HARMLESS}
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%s>>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; the first is the catalogue, the second the tree of pages."""
    output, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(output + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start))  # fmt: skip


def one_page(catalogue: bytes = b"", page: bytes = b"", *others: bytes) -> bytes:
    """A PDF with one page; `others` are objects 4 and on."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE % page, *others
    )


def stream(body: bytes, words: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), words, body)


def drawing(content: bytes, resources: bytes = b"", *others: bytes, words: bytes = b"") -> bytes:
    """A PDF whose page draws this; `others` are objects 5 and on."""
    return one_page(b"", b"/Contents 4 0 R/Resources<<%s>>" % resources, stream(content, words), *others)


def nested_forms(depth: int, times: int) -> bytes:
    """Forms that draw the next one several times each."""
    said = _FORM + b"/Resources<</XObject<</F %d 0 R>>>>"
    forms = [stream(b"/F Do " * times, said % (6 + n)) for n in range(depth)]
    last = stream(b"0 0 9 9 re f", _FORM)
    return drawing(b"/F Do", b"/XObject<</F 5 0 R>>", *forms, last)


def page_tree(pages: int) -> bytes:
    """So many empty pages."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids), *[_PAGE % b""] * pages
    )


def layered(times: int) -> bytes:
    """A content stream deflated again and again."""
    body = blown_up(300)
    for _ in range(times - 1):
        body = zlib.compress(body, 9)
    return drawing(body, words=b"/Filter[%s]" % (b"/FlateDecode " * times))


def encrypted() -> bytes:
    """A PDF that opens with a password only."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan_pdf())) as paper:
        paper.save(output, encryption=pikepdf.Encryption(owner="rahasia", user="rahasia"))
    return output.getvalue()


def looped_xref() -> bytes:
    """A PDF whose last table of objects says that it is itself the one before."""
    content = one_page()
    start = content.rfind(b"xref\n0")
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def image_of(width: int, height: int, words: bytes, body: bytes) -> bytes:
    """A page with one picture inside."""
    said = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8%s"
    return drawing(b"200 0 0 200 0 0 cm /I Do", b"/XObject<</I 5 0 R>>", stream(body, said % (width, height, words)))


def zipped(**files: bytes) -> bytes:
    """A zip of these files."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return output.getvalue()


def nested_mail(depth: int) -> bytes:
    """A mail in a mail in a mail."""
    inner = b"Subject: x\r\n\r\n" + MARK
    for number in range(depth):
        edge = b"b%d" % number
        head = b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=%s\r\n\r\n" % edge
        inner = head + b"--%s\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--%s--\r\n" % (edge, inner, edge)
    return inner


_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
_CALL = b"/AA<</O<</S/URI/URI(http://x/%s)>>>>" % MARK
_XFA = (b"<xdp>" + MARK,)
_JS = b"/OpenAction<</S/JavaScript/JS(app.alert\\('%s'\\))>>" % MARK
_LAUNCH = b"/OpenAction<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)/P(/c %s)>>>>" % MARK
_EMBEDDED = b"/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>]>>>>"
_FONT = b"/Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/Encoding<</Differences[65/a]>>"
_LETTER = b"<<%s/FirstChar 65/LastChar 65/Widths[9]/CharProcs<</a 6 0 R>>/Resources<</Font<</T 5 0 R>>>>>>" % _FONT
_HTML_MAIL = (
    b"Subject: a\r\nContent-Type: text/html\r\n\r\n<img src=http://x/><script>" + MARK + b"</script><b>halo</b>"
)

PAPERS: dict[str, Hostile] = {
    "pdf with a script on opening": ("a.pdf", lambda: one_page(_JS), {HARMLESS}),
    "pdf that launches a program": ("a.pdf", lambda: one_page(_LAUNCH), {HARMLESS}),
    "pdf with a file inside": ("a.pdf", lambda: one_page(_EMBEDDED, b"", stream(b"MZ" + MARK)), {HARMLESS}),
    "pdf that calls an address": ("a.pdf", lambda: one_page(b"", _CALL), {HARMLESS}),
    "pdf with an XFA form": ("a.pdf", lambda: one_page(b"/AcroForm<</XFA 4 0 R>>", b"", stream(*_XFA)), {HARMLESS}),
    "pdf that reads a file of the server": (
        "a.pdf", lambda: image_of(9, 9, b"/F(/etc/passwd)/FFilter/FlateDecode", b""), _EITHER),
    "pdf with one page of a kilometre": (
        "a.pdf", lambda: one_page().replace(b"[0 0 200 200]", b"[0 0 2834645 2834645]"), _EITHER),
    "pdf with a page of no height": ("a.pdf", lambda: one_page().replace(b"[0 0 200 200]", b"[0 0 200 0]"), _EITHER),
    "pdf with a page turned inside out": (
        "a.pdf", lambda: one_page().replace(b"[0 0 200 200]", b"[9e9 9e9 -9e9 -9e9]"), _EITHER),
    "pdf of 51 pages": ("a.pdf", lambda: page_tree(51), {UNSEEN}),
    "pdf of 20,000 pages": ("a.pdf", lambda: page_tree(20_000), {UNSEEN}),
    "pdf whose pages hold themselves": (
        "a.pdf", lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"), {UNSEEN}),
    "pdf whose table of objects holds itself": ("a.pdf", looped_xref, _EITHER),
    "pdf with a form that draws itself": (
        "a.pdf", lambda: drawing(b"/F Do", b"/XObject<</F 5 0 R>>", stream(
            b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")), _EITHER),
    "pdf with letters that draw themselves": ("a.pdf", lambda: drawing(
        b"BT /T 9 Tf (A) Tj ET", b"/Font<</T 5 0 R>>", _LETTER, stream(b"BT /T 9 Tf (AA) Tj ET")), _EITHER),
    "pdf with a broken JPEG 2000": ("a.pdf", lambda: image_of(9, 9, b"/Filter/JPXDecode", os.urandom(999)), _EITHER),
    "pdf with a broken JBIG2": ("a.pdf", lambda: image_of(9, 9, b"/Filter/JBIG2Decode", os.urandom(999)), _EITHER),
    "pdf with a broken JPEG": (
        "a.pdf", lambda: image_of(9, 9, b"/Filter/DCTDecode", b"\xff\xd8" + os.urandom(99)), _EITHER),
    "pdf with brackets a million deep": ("a.pdf", lambda: one_page(b"/X" + b"[" * 1_000_000), _EITHER),
    "pdf with a password": ("a.pdf", encrypted, {UNSEEN}),
    "pdf cut off": ("a.pdf", lambda: scan_pdf(3)[:300], _EITHER),
    "pdf without pages": (
        "a.pdf", lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"), {UNSEEN}),
    "pdf by its first line only": ("a.pdf", lambda: b"%PDF-1.7\n" + os.urandom(5000), {UNSEEN}),
    "pdf that is a page as well": ("a.pdf", lambda: scan_pdf() + b"<script>" + MARK + b"</script>", {HARMLESS}),
    "pdf that is a zip as well": ("a.pdf", lambda: scan_pdf() + zipped(a_exe=MARK), {HARMLESS}),
    "page that is a pdf as well": ("a.pdf", lambda: b"<html><script>" + MARK + b"</script>" + scan_pdf(), {REFUSED}),
    "pdf called jpg": ("a.jpg", scan_pdf, {REFUSED}),
    "zip": ("a.zip", lambda: zipped(a_txt=b"x"), {REFUSED}),
    "zip bomb called pdf": ("a.pdf", lambda: zipped(a_txt=bytes(60 << 20)), {REFUSED}),
    "zip that climbs out": ("a.pdf", lambda: zipped(**{"..__..__a_txt": b"x"}), {REFUSED}),
    "docm": ("a.docm", lambda: zipped(word__vbaProject_bin=MARK, word__document_xml=b"<x/>"), {REFUSED}),
    "docx called pdf": ("a.pdf", lambda: zipped(word__document_xml=b"<x/>"), {REFUSED}),
    "old Word with a macro, called pdf": ("a.pdf", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + MARK, {REFUSED}),
    "shortcut": ("a.lnk", lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + MARK, {REFUSED}),
    "program called mp4": ("a.mp4", lambda: b"\x7fELF" + MARK * 9, {REFUSED}),
    "script called txt with a zero": ("a.txt", lambda: b"#!/bin/sh\x00" + MARK, {REFUSED}),
    "web page": ("a.html", lambda: b"<script>" + MARK + b"</script>", {REFUSED}),
    "video with a page inside": ("a.mp4", lambda: b"\x00\x00\x00\x18ftypmp42" + b"<script>" + MARK, {UNSEEN}),
    "sound with a page inside": ("a.mp3", lambda: b"ID3\x04" + b"<script>" + MARK, {UNSEEN}),
    "text of 10 MB on one line": ("a.txt", lambda: b"x" * (10 << 20), {HARMLESS}),
    "text in a wide alphabet": ("a.txt", lambda: b"\xff\xfe" + "a\u202egnp.exe".encode("utf-16-le"), {REFUSED}),
    "mail with a page": ("a.eml", lambda: _HTML_MAIL, {HARMLESS}),
    "mail in mail, 2,000 deep": ("a.eml", lambda: nested_mail(2000), _EITHER),
    "mail with 100,000 lines of head": ("a.eml", lambda: b"X-A: b\r\n" * 100_000 + b"\r\n", _EITHER),
    "mail in an unknown alphabet": (
        "a.eml", lambda: b"Content-Type: text/plain; charset=klingon\r\n\r\n" + bytes(range(128, 255)), _EITHER),
    "nothing at all": ("a.pdf", lambda: b"", {REFUSED}),
    "zeros": ("a.jpg", lambda: bytes(4096), {REFUSED}),
    "eleven megabytes": ("a.jpg", lambda: b"\xff\xd8\xff" + bytes(11 << 20), {REFUSED}),
    "two endings": ("foto.jpg.exe", scan_pdf, {REFUSED}),
    "no ending": ("foto", scan_pdf, {REFUSED}),
    "ending turned round": ("foto\u202efdp.exe", scan_pdf, {REFUSED}),
    "name with a zero": ("foto.exe\x00.pdf", scan_pdf, {HARMLESS}),
    "name that climbs out": ("../../../etc/cron.d/a.pdf", scan_pdf, {HARMLESS}),
}  # fmt: skip

# these take the child to one of its limits
SLOW: dict[str, Hostile] = {
    "pdf with a pattern of tiny steps": (
        "a.pdf", lambda: drawing(b"/Pattern cs /P scn 0 0 200 200 re f", b"/Pattern<</P 5 0 R>>", stream(
            b"0 0 1 1 re f", b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001"
            b"/YStep 0.0001/Resources<<>>")), _EITHER),
    "pdf with a picture of 100,000 by 100,000": (
        "a.pdf", lambda: image_of(100_000, 100_000, b"/Filter/FlateDecode", blown_up(50)), _EITHER),
    "pdf with a picture of 12,000 by 12,000": (
        "a.pdf", lambda: image_of(12_000, 12_000, b"/Filter/FlateDecode", blown_up(412)), _EITHER),
    "pdf with a deflated drawing of 300 MB": ("a.pdf", lambda: layered(1), _EITHER),
    "pdf with a drawing deflated three times": ("a.pdf", lambda: layered(3), _EITHER),
    "pdf with forms ten times ten times ten": ("a.pdf", lambda: nested_forms(9, 10), _EITHER),
    "pdf with a deflated drawing that works": (
        "a.pdf", lambda: drawing(zlib.compress(b"0 0 200 200 re f " * 1_000_000, 9), words=b"/Filter/FlateDecode"),
        _EITHER),
    "pdf of 50 pages, each drawn ten thousand times": (
        "a.pdf", lambda: page_tree(50).replace(b"/MediaBox", b"/Contents 60 0 R/MediaBox"), _EITHER),
}  # fmt: skip
