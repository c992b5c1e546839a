"""The roles at a unit that is merged into another: operators go along while there is room, the others end."""

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions import roles
from netralitas.accounts.queries.unit_roles import fates
from netralitas.registry.models import Opd


def merge(unit: Opd, into: Opd, *, by: Actor) -> None:
    """Move or end every role at the merged unit, as foretold (queries.unit_roles).

    Called inside the merge, when the persons belong to the successor already. *Refuses* a role of one's own: nobody
    widens one's own reach. *Records* accounts.role_revoked for each, and accounts.role_given for each that goes along.
    """
    for fate in fates(unit, into):
        row = fate.assignment
        roles.revoke_role(assignment=row, reason=f"unit digabung ke {into.name}", by=by)
        if not fate.against:
            roles.give_role(
                user=row.user, role=row.role, unit=into, letter_number=row.letter_number,
                starts_on=max(row.starts_on, timezone.localdate()), ends_on=row.ends_on, by=by,
            )  # fmt: skip
