"""Text and mail: nothing but words, without control and direction signs."""

import re
from email import message_from_binary_file, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import BinaryIO

from netralitas.documents.uploads.kinds import UNSEEN

LONGEST = 200_000
_HEADERS = {"from": "Dari", "to": "Kepada", "cc": "Tembusan", "date": "Tanggal", "subject": "Perihal"}
_UNSEEN = re.compile(rf"[\x00-\x08\x0b-\x1f{UNSEEN}]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def of_text(file: BinaryIO) -> tuple[bytes, int]:
    """The words of a text file."""
    content = file.read()
    return _plain(_decoded(content)), 1


def of_mail(file: BinaryIO) -> tuple[bytes, int]:
    """Sender, addressees, date, subject, the words, and the names of what was attached."""
    mail = message_from_binary_file(file, policy=policy.default)
    lines = [f"{label}: {mail[name]}" for name, label in _HEADERS.items() if mail[name]]
    attached = [part.get_filename() or "tanpa nama" for part in mail.iter_attachments()]
    lines += [f"Lampiran: {', '.join(attached)}"] if attached else []
    return _plain("\n".join([*lines, "", _body(mail)])), 1


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    if part.get_content_subtype() != "html":
        return content
    reader = _Words()
    reader.feed(content[:LONGEST])
    return "".join(reader.words)


class _Words(HTMLParser):
    """The text of a web page without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Leave out what is no text."""
        self._unseen += tag in {"script", "style"}
        self.words += ["\n"] if tag in {"p", "br", "div", "tr", "li"} else []

    def handle_endtag(self, tag: str) -> None:
        """Back to text."""
        self._unseen -= tag in {"script", "style"} and self._unseen > 0

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unseen:
            self.words.append(data)


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _plain(text: str) -> bytes:
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST].encode() or b" "
