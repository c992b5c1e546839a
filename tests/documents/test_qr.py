"""The QR as a scanner sees it from paper: 2 cm, 150 dpi, grey, with a blot over 15 % of it."""

import io
import random
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from netralitas.documents import codes, qr

DPI, MILLIMETRES = 150, 20
SIDE = round(MILLIMETRES / 25.4 * DPI)
QUIET = 24
ADDRESS = "https://netralitas.kab.go.id/v/"


def printed(content: str, **how: str) -> tuple[Image.Image, int]:
    """The symbol at 2 cm on white, and the pixels that the corners' eyes take."""
    picture = Image.open(io.BytesIO(qr.png(content, **how))).convert("L")
    modules = picture.width // 4 - 8
    symbol = picture.crop((16, 16, picture.width - 16, picture.height - 16)).resize((SIDE, SIDE), Image.Resampling.BOX)
    page = Image.new("L", (SIDE + 2 * QUIET, SIDE + 2 * QUIET), 255)
    page.paste(symbol, (QUIET, QUIET))
    return page, round(SIDE * 8 / modules)


def blotted(page: Image.Image, eye: int, share: float, chance: random.Random) -> Image.Image:
    """A grey blot over a share of the symbol, outside its eyes (three large, one small), on a washed-out scan."""
    blot = round((share * SIDE * SIDE) ** 0.5)
    small = SIDE - round(eye * 9 / 8)
    eyes = [(0, 0), (SIDE - eye, 0), (0, SIDE - eye), (small, small)]
    while True:
        x, y = chance.randint(0, SIDE - blot), chance.randint(0, SIDE - blot)
        if not any(x < left + eye and x + blot > left and y < top + eye and y + blot > top for left, top in eyes):
            break
    spoiled = page.copy()
    ImageDraw.Draw(spoiled).rectangle((QUIET + x, QUIET + y, QUIET + x + blot, QUIET + y + blot), fill=170)
    return spoiled.point(lambda grey: 60 + grey * 140 // 255)


def read(page: Image.Image, folder: Path) -> str:
    page.save(folder / "scan.png")
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", str(folder / "scan.png")], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def readable(tmp_path: Path, share: float, **how: str) -> int:
    """How many of 20 blotted prints are read."""
    chance = random.Random(1)
    count = 0
    for _ in range(20):
        address = ADDRESS + "".join(chance.choices(codes.ALPHABET, k=codes.LENGTH))  # the same in every run
        page, eye = printed(address, **how)
        count += read(blotted(page, eye, share, chance), tmp_path) == address
    return count


@pytest.mark.parametrize(("share", "fewest"), [(0, 20), (0.1, 20), (0.15, 19)])
def test_codes_are_read_from_a_damaged_print(tmp_path, share, fewest):
    assert readable(tmp_path, share) >= fewest


def test_control_the_usual_correction_would_not_do(tmp_path):
    assert readable(tmp_path, 0.15, error="m") < 10
