"""How the pledge room's papers turn frozen facts into a sheet."""

from datetime import UTC, datetime
from typing import Any

from netralitas.documents import assets, codes, ink, qr
from netralitas.documents.papers import Path, Personal, Pictures, Sheet, register_paper
from pledges import piagam as piagams
from pledges.certificates import KIND

LAST_STEP = {KIND: 11, piagams.KIND: 8}  # the last `.step-n` of pakta.css and piagam.css …
LAST_LEGIBLE_STEP = {KIND: 7, piagams.KIND: 5}  # … and the last that keeps the body at 8.5 pt
_FILES = {
    KIND: ("papers/pakta.html", "papers/pakta.css"),
    piagams.KIND: ("papers/piagam.html", "papers/piagam.css"),
}
_LONG_ADDRESS = 42  # characters of the official address that fit in large type


def pakta(facts: dict[str, Any], pictures: Pictures) -> Sheet:
    """The Pakta Integritas Netralitas; portrait, always one page."""
    return _sheet(KIND, facts, pictures, facts["paper"])


def piagam(facts: dict[str, Any], pictures: Pictures) -> Sheet:
    """The sertifikat; landscape, always one page."""
    return _sheet(piagams.KIND, facts, pictures, f"{facts['paper']}-lebar")


def _sheet(kind: str, facts: dict[str, Any], pictures: Pictures, size: str) -> Sheet:
    if emblem := facts["letterhead"]["emblem"]:
        pictures = {**pictures, "emblem": assets.read_picture(emblem)}
    check_address = f"{facts['address']}/verifikasi"
    context = {
        "facts": facts,
        "issued_at": datetime.fromtimestamp(facts["issued_at"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "check_address": check_address,
        "is_long_address": len(check_address) > _LONG_ADDRESS,
    }
    template, stylesheet = _FILES[kind]
    return Sheet(template, stylesheet, context, pictures, size, fit_steps=LAST_STEP[kind])


def drawn(facts: dict[str, Any]) -> dict[str, bytes]:
    """The QR and, unless the name was typed, the signature drawn from its strokes."""
    pictures = {"qr": qr.png(facts["qr"])}
    if facts["ink"]:
        pictures["ink"] = ink.draw(facts["ink"])
    return pictures


def personal(facts: dict[str, Any]) -> Personal:
    """What differs from signer to signer on a pakta."""
    places = [("signer", "number")] * bool(facts["signer"]["number"])
    places += [("acknowledged_by", part) for part, text in (facts["acknowledged_by"] or {}).items() if text]
    return _personal(facts, places, ("ink",), ("qr",), ("match",))


def personal_of_piagam(facts: dict[str, Any]) -> Personal:
    """What differs from signer to signer on a sertifikat; the official too, who may be the head of each office."""
    official = facts["piagam"]["official"]
    places: list[Path] = [("piagam", "official", "lines", row) for row in range(len(official["lines"]))]
    places += [("piagam", "official", part) for part in ("name", "rank", "number") if official[part]]
    unread = (("ink",), ("qr",), ("match",), ("signer", "number"), ("piagam", "official", "title"))
    return _personal(facts, places, *unread)


def _personal(facts: dict[str, Any], more: list[Path], *unseen: Path) -> Personal:
    letterhead = facts["letterhead"]
    places: list[Path] = [("code",), ("letterhead", "pemda")]
    places += [("letterhead", "lines", row) for row in range(len(letterhead["lines"]))]
    places += [("letterhead", "address")] * bool(letterhead["address"])
    places += [("number",), *(("identity", row, 1) for row in range(len(facts["identity"])))]
    places += [("place_and_date",)]
    places += [("typed_name",)] * bool(facts["typed_name"])
    places += [("signer", "name"), *more, ("note",)]
    return Personal(
        texts=tuple(places), moment=("issued_at",), unseen=unseen, kop="letterhead",
        letters={("code",): f"{codes.ALPHABET}-"},
    )  # fmt: skip


register_paper(KIND, pakta, draw=drawn, personal=personal)
register_paper(piagams.KIND, piagam, draw=drawn, personal=personal_of_piagam)
