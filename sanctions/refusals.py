"""Refusals every action of a case shares."""

from netralitas.errors import DomainError

NOTHING = "Belum ada yang dicatat."


def need(words: str, sentence: str) -> None:
    """Refuse an empty field with the sentence that says what to fill in."""
    if not words.strip():
        raise DomainError(f"{sentence} {NOTHING}", code="kosong")
