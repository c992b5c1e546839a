"""What is written down when numbers with names leave the portal."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from sanctions import events


@transaction.atomic
def note_siasn_sheet(*, count: int, by: Actor) -> None:
    """Note that the sheet for SIASN was taken away.

    *Refuses* nothing. *Records* `sanctions.siasn_sheet_taken`.
    """
    record(events.SIASN_SHEET_TAKEN, by=by, count=count)
