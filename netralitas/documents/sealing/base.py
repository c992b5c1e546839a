"""What a sealer is, and the ways in which sealing may fail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Sealed:
    """A sealed file: the bytes to publish, the seal's certificate (SHA-256 of its DER, hex), who sealed, when."""

    content: bytes
    fingerprint: str
    sealer: str
    at: datetime


class NotReady(Exception):
    """Nothing was sealed and nothing was sent; the document waits. The message is for the office, in Indonesian."""


class Refused(Exception):
    """The service answered that it did not seal; the message is for the office, in Indonesian."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class OutcomeUnknown(Exception):
    """Sent, but what became of it is not known: nobody may try again before somebody has looked."""


class Sealer(Protocol):
    """Puts the institution's seal on a PDF."""

    name: str  # stands in the register beside every file it sealed
    is_remote: bool  # the file leaves the house: an unknown outcome is possible
    is_by_hand: bool  # a person seals document by document; the worker leaves them waiting
    footer: str  # a sentence printed only on files this sealer really seals

    def make_ready(self) -> None:
        """Raise `NotReady` unless sealing may begin now."""

    def seal(self, content: bytes, *, at: datetime) -> Sealed:
        """Seal a PDF; raises `NotReady`, `Refused` or `OutcomeUnknown`."""
