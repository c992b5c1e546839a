"""A print run of 3,000 certificates of 60 kops to one PDF; the rival is WeasyPrint with all pages in one document.

Ours reads sealed facts from the database and includes compiling and proving its plans; the rival is told the right
fit step and draws one signature only. Each runs in a process of its own, for its memory.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import Control, Line, control

COUNT, LONG = 3_000, 60_000
SAMPLES = 12


def side(mode: str, count: int, output: Path) -> dict[str, Any]:
    """What one side took."""
    command = [sys.executable, "-m", "tests.benchmarks.print_run_child", mode, str(count), str(output)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def run() -> Iterator[Line | Control]:
    """Time and memory of 3,000 both ways, equal pages, then memory of 60,000."""
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs, long = (Path(folder) / name for name in ("ours.pdf", "rival.pdf", "long.pdf"))
        side("prepare", COUNT, mine)
        ours = side("ours", COUNT, mine)
        rival = side("rival", COUNT, theirs)
        again = side("ours", COUNT, mine)
        assert pages(mine) == pages(theirs) == COUNT
        chosen = random.Random(7).sample(range(1, COUNT + 1), SAMPLES)
        assert all(pixels(mine, page) == pixels(theirs, page) for page in chosen)
        yield control("another page differs", pixels(mine, chosen[0]) != pixels(theirs, chosen[0] % COUNT + 1))
        subprocess.run(["qpdf", "--check", mine], check=True, capture_output=True)

        seconds = (ours["seconds"] + again["seconds"]) / 2
        remark = f"{COUNT} pages, {again.get('stamped', 0)} stamped, {SAMPLES} compared"
        yield Line("print_run", seconds, rival["seconds"], "s", 50, 150, remark=remark)
        yield Line("print_run memory", again["megabytes"], rival["megabytes"], "MB", 10, 30)
        much = side("ours", LONG, long)
        assert pages(long) == LONG
        growth = much["megabytes"] / again["megabytes"]
        yield Line("print_run memory of 60,000 to 3,000", growth, unit="times", first=2.5, goal=2.5)


def pages(path: Path) -> int:
    """By pdfinfo."""
    out = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in out.splitlines() if line.startswith("Pages:")))


def pixels(path: Path, page: int) -> bytes:
    """One page at 75 dpi without the signature, of which the rival was spared all but one."""
    command = ["pdftoppm", "-gray", "-r", "75", "-f", str(page), "-l", str(page), "-H", "640", path]
    return subprocess.run(command, check=True, capture_output=True).stdout
