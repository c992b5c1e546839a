"""Whom to ask, on every page."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from netralitas.accounts.queries.contacts import helpers_at

UNIT_TO_ASK = "_unit_to_ask"  # in the session since signing in


def help_contact(request: HttpRequest) -> dict[str, object]:
    """`help_contact`: the operators of the account's own unit with the office phone, "" when the pemda is asked."""
    return {"help_contact": SimpleLazyObject(partial(_contact, request))}


def _contact(request: HttpRequest) -> str:
    session = getattr(request, "session", None)  # none on pages refused before the visitor was recognised
    unit = session.get(UNIT_TO_ASK) if session is not None and session.session_key else ""
    contact = helpers_at(unit) if unit else None
    return f"operator {contact}" if contact and (contact.name or contact.phone) else ""
