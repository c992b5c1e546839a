"""A phone with an authenticator app, as the tests hold it."""

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import factors
from netralitas.accounts.queries import totp
from netralitas.ledger.clock import database_seconds


class Phone:
    """Shows codes of its secret."""

    def __init__(self, secret: bytes, recovery_codes: list[str] | None = None) -> None:
        self.secret = secret
        self.recovery_codes = recovery_codes or []

    def code_in(self, steps: int) -> str:
        """The code `steps` periods from now."""
        return totp.code_at(self.secret, database_seconds() // totp.PERIOD + steps)

    def next_code(self) -> str:
        """The code of now."""
        return self.code_in(0)


def enrol(user: User, by: Actor) -> Phone:
    """Connect a phone to an account; the code that did it is of the step before, so that the present one is unused."""
    secret = totp.new_secret()
    codes = factors.add_app(user=user, secret=secret, code=Phone(secret).code_in(-1), by=by)
    user.refresh_from_db()
    return Phone(secret, codes)
