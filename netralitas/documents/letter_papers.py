"""How a letter turns its frozen facts into a sheet, and which pieces of text it shows."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from netralitas.documents import assets, letter_facts, qr
from netralitas.documents.letters import Layout, house
from netralitas.documents.models import Document, LetterTemplate
from netralitas.documents.papers import Pictures, Sheet, register_paper
from netralitas.documents.shown import register_shown

_DASHED = {Layout.LETTER.value, Layout.MEMO.value}


def letter(facts: dict[str, Any], pictures: Pictures) -> Sheet:
    """A letter of any layout."""
    if emblem := facts["letterhead"]["emblem"]:
        pictures = {**pictures, "emblem": assets.read_picture(emblem)}
    context = {
        "facts": facts,
        "issued_at": datetime.fromtimestamp(facts["issued_at"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "check_address": f"{facts['address']}/verifikasi",
        "blank_number": letter_facts.BLANK_NUMBER,
        "has_head": facts["layout"] in _DASHED,
    }
    return Sheet("papers/letter.html", "papers/letter.css", context, pictures, facts["paper"])


def drawn(facts: dict[str, Any]) -> dict[str, bytes]:
    """The QR; a draft has none."""
    return {"qr": qr.png(facts["qr"], error="m")} if facts["qr"] else {}


def preview(template: LetterTemplate, content: Mapping[str, Any], *, dated_on: date | None) -> Sheet:
    """A draft as a sheet, marked so, without code and QR; what is still missing stands in brackets."""
    marked = {**content, "values": letter_facts.with_marks(template, content["values"])}
    facts = letter_facts.compose(template, marked, number="", dated_on=dated_on, place=house().place)
    facts |= {"register": "", "code": "", "qr": "", "address": "", "issued_at": 0, "is_draft": True}
    return letter(facts, {})


def shown(facts: dict[str, Any]) -> list[str]:
    """Every word that belongs to this letter."""
    pieces = [facts["number"], facts["date"], facts["code"], *facts["heading"], *facts["addressee"], *facts["copies"]]
    for signer in facts["signers"]:
        pieces += [*signer["heading"], signer["name"], signer["rank"], signer["number"]]
    return [piece for piece in [*pieces, *_words([*facts["blocks"], *facts["annex"]])] if piece.strip()]


def _words(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from filter(None, [block.get("text", "")])
        yield from (words for _, words in block.get("items", ()))
        if block["kind"] == "table":
            yield from (cell for row in block["rows"] for cell, _ in row if len(cell) < 40)
        elif block["kind"] == "rows":
            for row in block["rows"]:
                yield row["text"]
                yield from _words(row["blocks"])


register_paper(Document.Kind.LETTER, letter, draw=drawn)
register_shown(Document.Kind.LETTER, shown)
