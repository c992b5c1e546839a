"""Who came by single sign-on: matched to an account that is there already; nobody signs up here."""

from typing import Any

from django.conf import settings

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.queries.signins import digits_of, user_named
from netralitas.audit import actions as audit
from netralitas.errors import DomainError

UNKNOWN = (
    "Akun SSO Bapak/Ibu sudah benar, tetapi belum terdaftar di portal ini. Minta operator atau admin sistem membuatkan "
    "akun; untuk menandatangani ikrar, tautan pribadi sudah cukup."
)


def recognise(*, claims: dict[str, Any], by: Actor) -> User:
    """Answer whose account the provider's claims mean: by NIP, else by an address the provider has verified.

    *Refuses* a NIP or address that no open account has: sign-up is closed. *Records* accounts.sso_refused.
    """
    number = digits_of(str(claims.get(settings.OIDC["nip_claim"], "")))
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    if number:  # a NIP that is not ours is not rescued by an address
        user = user_named(number) if len(number) == 18 else None
    else:
        user = user_named(email) if "@" in email else None
    if user is None:
        audit.record(events.SSO_REFUSED, by=by, way="NIP" if number else "surel")
        raise DomainError(UNKNOWN, code="tidak_dikenal")
    return user
