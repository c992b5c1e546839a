"""Evidence of the demonstration: a screenshot of an invented post, drawn here."""

import io
from datetime import date

from PIL import Image, ImageDraw

from netralitas.access.actors import Actor
from netralitas.documents.uploads.kinds import Kind
from sanctions.actions import evidence
from sanctions.models import Report

_SIZE, _INK, _SOFT, _BLUE = (900, 600), "#1c2733", "#8a97a5", "#2f6fb0"
_LINES = ("CONTOH UNGGAHAN (REKAAN)", "Akun: akun_contoh_123", "Ayo dukung bakal calon kita!", "12 suka, 3 komentar")


def add_screenshot(report: Report, captured_on: date, *, by: Actor) -> None:
    """Hand in a screenshot for a report and have its copy drawn at once, since a demonstration may have no worker."""
    arrival = evidence.Arrival(
        content=_screenshot(), name="tangkapan-layar.png", kind=Kind.PICTURE, captured_on=captured_on,
        title="Tangkapan layar unggahan akun media sosial", origin="Temuan media sosial, halaman akun_contoh_123",
    )  # fmt: skip
    evidence.draw_copy(evidence.receive(arrival, home=report, by=by), by=by)


def _screenshot() -> bytes:
    picture = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, _SIZE[0], 70), fill=_BLUE)
    pen.ellipse((40, 100, 110, 170), fill=_SOFT)
    for number, line in enumerate(_LINES):
        place = (40, 22) if number == 0 else (140, 60 + 60 * number)
        pen.text(place, line, fill="white" if number == 0 else _INK, font_size=28)
    pen.rectangle((40, 320, _SIZE[0] - 40, _SIZE[1] - 40), outline=_SOFT, width=3)
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()
