"""Which sealer this portal uses: a setting, `lokal` by default."""

from django.conf import settings

from netralitas.documents.sealing.base import Sealer
from netralitas.documents.sealing.local import LocalSealer


def current(*, revoked: frozenset[str] = frozenset()) -> Sealer:
    """The sealer of the setting `NETRALITAS_SEALER`; `revoked` are fingerprints that no longer seal."""
    if settings.SEALER == "lokal":
        return LocalSealer(settings.SEAL_DIR, revoked=revoked)
    from netralitas.documents.sealing import bsre

    return bsre.sealer()
