"""Texts of cells, and the refusal of a cell that cannot be understood."""

from datetime import date

from netralitas import names


class Unreadable(ValueError):
    """A cell whose content cannot be understood; the message is an Indonesian sentence."""


def text(cell: object) -> str:
    """One clean line; whole numbers without `.0`, dates as dd-mm-yyyy."""
    if not cell and cell != 0:
        return ""
    if isinstance(cell, str):
        return names.clean(cell)
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return str(cell)
