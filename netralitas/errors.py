"""Refusals of the domain, each with a sentence in Indonesian that may be shown as it is."""


class DomainError(Exception):
    """An action refused: `message` says what happened, that nothing was lost, and what to do next."""

    def __init__(self, message: str, *, code: str = "ditolak") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class SealedRowError(DomainError):
    """Somebody tried to change or delete a row that was signed or issued."""

    def __init__(self, table: str) -> None:
        super().__init__("Baris yang sudah ditandatangani atau diterbitkan tidak dapat diubah.", code="tersegel")
        self.table = table
