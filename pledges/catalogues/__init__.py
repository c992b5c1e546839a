"""Data the pledge room brings along: the texts a new campaign starts from."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def default_text(audience: str) -> dict[str, Any]:
    """The default text of one audience: `note` for the office, and the fields of a PledgeText."""
    catalogue = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
    text = catalogue[audience]
    text["points"] = [{"kami": point["kami"], "saya": point.get("saya", point["kami"])} for point in text["points"]]
    return text
