"""How the pledge room's papers turn frozen facts into a sheet."""

from datetime import UTC, datetime
from typing import Any

from netralitas.documents import assets, codes, ink, qr
from netralitas.documents.papers import Path, Personal, Pictures, Sheet, register_paper
from pledges.certificates import KIND

LAST_STEP = 11  # the last `.step-n` of pakta.css …
LAST_LEGIBLE_STEP = 7  # … and the last that keeps the body at 8.5 pt
_LONG_ADDRESS = 42  # characters of the official address that fit in large type


def pakta(facts: dict[str, Any], pictures: Pictures) -> Sheet:
    """The Pakta Integritas Netralitas; always one page."""
    if emblem := facts["letterhead"]["emblem"]:
        pictures = {**pictures, "emblem": assets.read_picture(emblem)}
    check_address = f"{facts['address']}/verifikasi"
    context = {
        "facts": facts,
        "issued_at": datetime.fromtimestamp(facts["issued_at"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "check_address": check_address,
        "is_long_address": len(check_address) > _LONG_ADDRESS,
    }
    return Sheet("papers/pakta.html", "papers/pakta.css", context, pictures, facts["paper"], fit_steps=LAST_STEP)


def drawn(facts: dict[str, Any]) -> dict[str, bytes]:
    """The QR and, unless the name was typed, the signature drawn from its strokes."""
    pictures = {"qr": qr.png(facts["qr"])}
    if facts["ink"]:
        pictures["ink"] = ink.draw(facts["ink"])
    return pictures


def personal(facts: dict[str, Any]) -> Personal:
    """What differs from signer to signer."""
    letterhead = facts["letterhead"]
    places: list[Path] = [("code",), ("letterhead", "pemda")]
    places += [("letterhead", "lines", row) for row in range(len(letterhead["lines"]))]
    places += [("letterhead", "address")] * bool(letterhead["address"])
    places += [("number",), *(("identity", row, 1) for row in range(len(facts["identity"])))]
    places += [("acknowledged_by", part) for part, text in (facts["acknowledged_by"] or {}).items() if text]
    places += [("place_and_date",)]
    places += [("typed_name",)] * bool(facts["typed_name"])
    places += [("signer", "name"), *[("signer", "number")] * bool(facts["signer"]["number"]), ("note",)]
    return Personal(
        texts=tuple(places), moment=("issued_at",), unseen=(("ink",), ("qr",), ("match",)), kop="letterhead",
        letters={("code",): f"{codes.ALPHABET}-"},
    )  # fmt: skip


register_paper(KIND, pakta, draw=drawn, personal=personal)
