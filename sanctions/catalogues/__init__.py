"""What the portal starts with: acts, measures, who may punish, who supervises; each row with its source.

After the first migration the tables are the truth; BKPSDM corrects them on screen by new versions.
"""

import csv
from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """All rows of `<name>.csv`."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
