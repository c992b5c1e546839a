"""How the pledge room's papers turn frozen facts into a sheet."""

from datetime import UTC, datetime
from typing import Any

from netralitas.documents import assets, ink, qr
from netralitas.documents.papers import Sheet, register_paper
from pledges.certificates import KIND

LAST_STEP = 11  # the last `.step-n` of pakta.css …
LAST_LEGIBLE_STEP = 7  # … and the last that keeps the body at 8.5 pt
_LONG_ADDRESS = 42  # characters of the official address that fit in large type


def pakta(facts: dict[str, Any]) -> Sheet:
    """The Pakta Integritas Netralitas; always one page."""
    pictures = {"qr": qr.png(facts["qr"])}
    if facts["ink"]:
        pictures["ink"] = ink.draw(facts["ink"])
    if emblem := facts["letterhead"]["emblem"]:
        pictures["emblem"] = assets.read_picture(emblem)
    check_address = f"{facts['address']}/verifikasi"
    context = {
        "facts": facts,
        "issued_at": datetime.fromtimestamp(facts["issued_at"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "check_address": check_address,
        "is_long_address": len(check_address) > _LONG_ADDRESS,
    }
    return Sheet("papers/pakta.html", "papers/pakta.css", context, pictures, facts["paper"], fit_steps=LAST_STEP)


register_paper(KIND, pakta)
