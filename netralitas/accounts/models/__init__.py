"""Tables of the accounts room."""

from netralitas.accounts.models.factors import Factor, RecoveryCode
from netralitas.accounts.models.handovers import HandOver
from netralitas.accounts.models.links import LinkReveal, PersonalLink, UnitLink, Visit, WayIn
from netralitas.accounts.models.resets import ResetRequest
from netralitas.accounts.models.roles import BY_LETTER, Activation, RoleAssignment, RoleAssignmentQuerySet, StaffLink
from netralitas.accounts.models.sessions import OpenSession

__all__ = [
    "BY_LETTER", "Activation", "Factor", "HandOver", "LinkReveal", "OpenSession", "PersonalLink", "RecoveryCode",
    "ResetRequest", "RoleAssignment", "RoleAssignmentQuerySet", "StaffLink", "UnitLink", "Visit", "WayIn",
]  # fmt: skip
