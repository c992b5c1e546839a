"""A picture of a paper's first page, for screens: made by poppler, as any reader of PDFs would show it."""

import logging
import subprocess

_logger = logging.getLogger("netralitas.documents")
DOTS_PER_INCH = 80  # 660 pixels across A4: legible beside a form, 40 kB


def picture_of(pdf: bytes, *, dpi: int = DOTS_PER_INCH) -> bytes | None:
    """The first page as PNG; None when poppler is missing or stumbles, so that a page goes without it."""
    command = ("pdftoppm", "-r", str(dpi), "-png", "-f", "1", "-singlefile", "-")
    try:
        return subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=30).stdout or None  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        _logger.warning("a paper could not be shown as a picture: is poppler-utils installed?")
        return None
