"""The proof of a plan: test persons printed both ways must give the same pixels at two resolutions and one text."""

import subprocess
import tempfile
from pathlib import Path

from netralitas.documents.stamper import Unstampable, lettering
from netralitas.documents.stamper.markers import Spot

RESOLUTIONS = (75, 150)
_WORDS = (
    "AVATAR", "Wati", "To.", "LYTVA", "Syafi’i", "Nur'aini", "Yulianto,", "S.Pd.", "Fajar", "Dra.", "Kewarganegaraan",
    "Zaenal", "Pjok", "Quraisy", "Hj.", "XII/a", "Arief", "(Plt.)", "Ahli–Muda", "Wulan", "Ve", "Tangerang", "Réné",
)  # fmt: skip


class Unequal(Exception):
    """The two prints differ; the message says in what."""


def awkward_text(spot: Spot, letters: str, lines: int, seed: int) -> str:
    """A text with awkward letters that takes so many lines at the spot, the last of them not always full.

    Raises `Unstampable` when there is none.
    """
    words = [word for word in _WORDS if set(word) <= set(letters)] or [letters[::3].replace(" ", "")]
    text = words[seed % len(words)]
    for at in range(seed * 5 + 1, seed * 5 + 400):
        if _count(spot, text) == lines and (at % 7 > seed or " " not in letters):
            return text
        longer = f"{text} {words[at % len(words)]}"
        if _count(spot, longer) > lines:
            break
        text = longer
    if _count(spot, text) != lines:
        raise Unstampable(f"no test person with {lines} lines")
    return text


def _count(spot: Spot, text: str) -> int:
    return len(lettering.break_lines(spot.face, spot.prefix + text + spot.suffix, spot.room))


def compare(ours: bytes, theirs: bytes) -> None:
    """Raise `Unequal` unless the two files show the same pixels and hold the same text."""
    with tempfile.TemporaryDirectory(prefix="netralitas-bukti-") as folder:
        paths = [Path(folder) / name for name in ("ours.pdf", "theirs.pdf")]
        for path, content in zip(paths, (ours, theirs), strict=True):
            path.write_bytes(content)
        if _text(paths[0]) != _text(paths[1]):
            raise Unequal("text")
        for resolution in RESOLUTIONS:
            if _pixels(paths[0], resolution) != _pixels(paths[1], resolution):
                raise Unequal(f"pixels at {resolution} dpi")


def _text(path: Path) -> bytes:
    return _run("pdftotext", "-layout", str(path), "-")


def _pixels(path: Path, resolution: int) -> bytes:
    return _run("pdftoppm", "-r", str(resolution), str(path))


def _run(*command: str) -> bytes:
    try:
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout  # noqa: S603 fixed programs
    except (OSError, subprocess.SubprocessError) as error:
        raise Unstampable(f"{command[0]} is missing or failed: nothing can be proven") from error
