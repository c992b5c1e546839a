"""Who acts: every action takes `by: Actor`, and the audit keeps it without foreign keys."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netralitas.access.models import User


@dataclass(frozen=True)
class Actor:
    """A user, a person in a link-opened visit, a command at the shell, or the portal itself."""

    kind: str  # "user" | "visit" | "command" | "system"
    key: str  # public id of the user or the staff member; name of the command or the job
    label: str  # as shown in the audit log
    user_id: int | None = None
    request_id: str = ""

    @classmethod
    def of_user(cls, user: "User", request_id: str = "") -> "Actor":
        """A signed-in account."""
        return cls("user", user.username, user.display_name or user.username, user.pk, request_id)

    @classmethod
    def command(cls, name: str) -> "Actor":
        """A management command run by whoever has the shell."""
        return cls("command", name, f"perintah {name}")

    def as_json(self) -> dict[str, str | int | None]:
        """What a job keeps of its starter (asked of the actor itself, since `request.actor` is a lazy stand-in)."""
        return asdict(self)


SYSTEM = Actor("system", "portal", "Portal")
