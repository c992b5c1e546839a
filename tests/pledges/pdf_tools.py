"""Looking into PDFs with tools that are not ours: poppler, qpdf, zbar."""

import subprocess
from pathlib import Path

from PIL import Image


def run(*command: str | Path) -> str:
    """What the tool printed; it must succeed."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def page_count(pdf: Path) -> int:
    """By pdfinfo."""
    return int(next(line.split()[1] for line in run("pdfinfo", pdf).splitlines() if line.startswith("Pages:")))


def page_size(pdf: Path) -> tuple[int, int]:
    """Millimetres, by pdfinfo."""
    line = next(line for line in run("pdfinfo", pdf).splitlines() if line.startswith("Page size:"))
    width, height = float(line.split()[2]), float(line.split()[4])
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def text(pdf: Path) -> str:
    """The words of the page with single spaces, hyphenless."""
    return " ".join(run("pdftotext", "-layout", pdf, "-").split())


def fonts(pdf: Path) -> list[tuple[str, bool]]:
    """Name and whether it is embedded, by pdffonts."""
    rows = run("pdffonts", pdf).splitlines()[2:]
    return [(row.split()[0], row.split()[-5] == "yes") for row in rows]


def picture(pdf: Path, dpi: int = 150) -> Image.Image:
    """The first page in grey."""
    stem = pdf.with_suffix("")
    run("pdftoppm", "-r", str(dpi), "-gray", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, stem)
    return Image.open(stem.with_suffix(".png")).convert("L")


def qr_contents(image: Image.Image, folder: Path) -> list[str]:
    """What zbar reads."""
    path = folder / "scan.png"
    image.save(path)
    result = subprocess.run(["zbarimg", "-q", "--raw", str(path)], check=False, capture_output=True, text=True)
    return result.stdout.split()
