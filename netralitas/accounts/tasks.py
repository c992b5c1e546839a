"""Light work of the accounts room, and where messages to an account go."""

from typing import Any

from netralitas.access import throttling
from netralitas.access.actors import SYSTEM, Actor
from netralitas.access.models import User
from netralitas.accounts.actions import operators, passwords, sessions
from netralitas.accounts.models import Activation
from netralitas.accounts.queries.activations import activation_address
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs


@jobs.task("accounts.send_reset")
def send_reset(*, username: str, request_id: str) -> None:
    """Make the activation a person asked for; an empty name does nothing and is enqueued all the same."""
    user = User.objects.filter(username=username, is_active=True).first() if username else None
    if user is None or not user.email:
        return
    by = Actor("visit", "", "Pengunjung", request_id=request_id)
    try:
        passwords.make_activation(user=user, way=Activation.Way.EMAIL, by=by, life=passwords.RESET_LIFE)
    except DomainError:
        return  # disabled meanwhile: the answer was the same for everybody


@jobs.every(hours=1)
@jobs.task("accounts.forget_tries")
def forget_tries() -> None:
    """Delete counters of tries whose time is over."""
    throttling.forget_expired()


@jobs.every(hours=1)
@jobs.task("accounts.forget_sessions")
def forget_sessions() -> None:
    """Drop devices whose session is over from the lists of their owners."""
    sessions.forget_ended(by=SYSTEM)


@jobs.every(hours=24)
@jobs.task("accounts.remind_ending")
def remind_ending() -> None:
    """Operators whose surat tugas is about to end."""
    operators.remind_ending(by=SYSTEM)


@jobs.resolver("access.user")
def account(username: str, context: dict[str, Any]) -> jobs.Recipient | None:
    """The account's own address, its name, and the activation's address while it can be used."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return None
    found = {"name": user.display_name}
    if "activation" in context:
        activation = Activation.objects.filter(public_id=context["activation"], used_at__isnull=True).first()
        if activation is None:
            return None
        found |= {"link": activation_address(activation), "until": activation.expires_at}
    return jobs.Recipient(user.email, found)
