"""Files as honest people upload them."""

import io
from typing import Any

from PIL import Image


def picture(form: str, size: tuple[int, int] = (60, 90), mode: str = "RGB", **options: Any) -> bytes:
    """A picture of one colour in any format Pillow writes."""
    colour = {"RGB": (200, 30, 30), "RGBA": (200, 30, 30, 255), "CMYK": (0, 200, 200, 30)}.get(mode, 120)
    output = io.BytesIO()
    Image.new(mode, size, colour).save(output, form, **options)
    return output.getvalue()


def scan_jpeg() -> bytes:
    """A photographed letter."""
    return picture("JPEG")


def scan_pdf(pages: int = 1) -> bytes:
    """A scanned letter of so many pages."""
    output = io.BytesIO()
    first, *others = (Image.new("L", (60, 90), 200) for _ in range(pages))
    first.save(output, "PDF", save_all=True, append_images=others)
    return output.getvalue()
