"""The account of a person who had two rows: it goes along with the row that speaks for both."""

from typing import Any

from netralitas.access.actors import Actor
from netralitas.accounts import events
from netralitas.accounts.models import StaffLink
from netralitas.audit import actions as audit
from netralitas.registry.models import Staff


def merge(kept: Staff, merged: Staff, *, by: Actor) -> dict[str, Any]:
    """Hand the account of the merged row to the other, unless that has one; then both sign in as the same person.

    *Refuses* nothing. *Records* accounts.account_followed.
    """
    link = StaffLink.objects.filter(staff=merged).select_related("user").first()
    if link is None or StaffLink.objects.filter(staff=kept).exists():
        return {}
    _hand(link, kept, by)
    return {"account": link.user.username}


def split(kept: Staff, merged: Staff, remembered: dict[str, Any], *, by: Actor) -> None:
    """Hand an account back that went along. *Refuses* nothing. *Records* accounts.account_followed."""
    link = StaffLink.objects.filter(staff=kept, user__username=remembered.get("account", "")).first()
    if link and not StaffLink.objects.filter(staff=merged).exists():
        _hand(link, merged, by)


def _hand(link: StaffLink, staff: Staff, by: Actor) -> None:
    link.staff = staff
    link.save(update_fields=["staff"])
    audit.record(
        events.ACCOUNT_FOLLOWED, by=by, subject=link.user, opd_id=staff.unit.opd_id,
        account=link.user.display_name, person=staff.full_name,
    )  # fmt: skip
