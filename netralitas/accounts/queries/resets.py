"""Requests to reset accounts, as those who decide see them."""

from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.accounts.models import ResetRequest
from netralitas.ui.lists import Column, Filter, List


def open_reset(user: User) -> ResetRequest | None:
    """The account's request that waits for a second person; one query."""
    waiting = ResetRequest.objects.filter(user=user, state=ResetRequest.State.PROPOSED)
    return waiting.select_related("proposed_by").first()


def resets() -> QuerySet[ResetRequest]:
    """All requests with whom they concern and who asked; a row is one request, one query a page."""
    return ResetRequest.objects.select_related("user", "proposed_by", "settled_by")


class ResetList(List):
    """The list of requests: search by name, filter by state."""

    columns = (
        Column("akun", "Akun", sort=("user__display_name",), value="user.display_name"),
        Column("diajukan", "Diajukan", sort=("proposed_at",), value="proposed_at"),
        Column("oleh", "Oleh", sort=("proposed_by__display_name",), value="proposed_by.display_name"),
        Column("keadaan", "Keadaan", sort=("state",), value="get_state_display"),
    )
    search_fields = ("user__display_name", "proposed_by__display_name", "reason")
    filters = (Filter("keadaan", "Keadaan", ResetRequest.State.choices, "state"),)
    default_sort = "-diajukan"
    noun = "permohonan"
    exports = ()
