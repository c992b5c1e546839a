"""What the reader of a paper sees of its facts, so that the text of a file can be held against the record.

Rooms above declare it beside their papers, in `papers.py`.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

Shown = Callable[[dict[str, Any]], list[str]]
_shown: dict[str, Shown] = {}


def register_shown(kind: str, shown: Shown) -> None:
    """Declare which pieces of text a paper of `kind` shows; `shown` may read nothing but the facts."""
    _shown[kind] = shown


def missing_from(text: str, kind: str, facts: dict[str, Any]) -> list[str]:
    """The pieces of the record that do not stand in the text; line breaks, spaces and case do not count.

    Raises LookupError for a kind nobody declared.
    """
    page = _bare(text)
    return [piece for piece in _shown[kind](facts) if _bare(piece) not in page]


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
