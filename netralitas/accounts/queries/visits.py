"""The visit a request belongs to."""

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from netralitas.accounts.models import Visit

VISIT_COOKIE = "netralitas_kunjungan"
_SALT = "netralitas.visit"


def visit_of(request: HttpRequest) -> Visit | None:
    """The open visit named by the signed cookie, with its person and unit; one query, none without a cookie."""
    cookie = request.COOKIES.get(VISIT_COOKIE)
    if not cookie:
        return None
    try:
        public_id = signing.loads(cookie, salt=_SALT)
    except signing.BadSignature:
        return None
    return (
        Visit.objects.filter(public_id=public_id, ended_at__isnull=True, expires_at__gt=timezone.now())
        .select_related("staff__unit__opd")
        .first()
    )


def cookie_value(visit: Visit) -> str:
    """What the visit's cookie holds."""
    return signing.dumps(visit.public_id, salt=_SALT)
