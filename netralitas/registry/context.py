"""The pemda in every template."""

from django.http import HttpRequest

from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import current_pemda


def pemda(request: HttpRequest) -> dict[str, Pemda]:
    """Context processor: `pemda`."""
    return {"pemda": current_pemda()}
