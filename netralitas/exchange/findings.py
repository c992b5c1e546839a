"""What was found in a file, by row and column, in sentences a clerk can act on."""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: `row` as Excel numbers it, `column` as headed in the file; an error refuses the row."""

    row: int
    column: str
    level: str
    code: str
    message: str

    @property
    def is_error(self) -> bool:
        """True when the row is refused for it."""
        return self.level == ERROR

    def as_dict(self) -> dict[str, int | str]:
        """The shape of `import_staff --json`."""
        return {"row": self.row, "column": self.column, "level": self.level, "message": self.message}
