"""The pemda, read once and remembered for a minute: every page and paper asks for it."""

import time

from django.conf import settings
from django.utils import timezone

from netralitas.documents.letters import House
from netralitas.registry.models import Pemda

_KEEP_SECONDS = 60
_kept: tuple[float, Pemda] | None = None


def current_pemda() -> Pemda:
    """The pemda's row, or an unsaved one with defaults before set-up; one query a minute."""
    global _kept  # noqa: PLW0603  one process, one pemda
    now = time.monotonic()
    if _kept is None or now - _kept[0] > _KEEP_SECONDS:
        _kept = (now, Pemda.objects.first() or Pemda())
    return _kept[1]


def forget_pemda() -> None:
    """Read the row again next time; called after it changed."""
    global _kept  # noqa: PLW0603  one process, one pemda
    _kept = None


def register_example(pattern: str) -> str:
    """How the 123rd number of this year would be printed."""
    return pattern.replace("{tahun}", str(timezone.localdate().year)).replace("{nomor}", "000123")


def house() -> House:
    """What letters need of the pemda: the place they are dated at, the address they are checked at."""
    pemda = current_pemda()
    address = pemda.public_address or settings.BASE_URL
    return House(pemda.place, address.removeprefix("https://").removeprefix("http://").rstrip("/"))
