"""The portal's own cookies: the open visit, the device, and the names that signed in on it before.

All are HttpOnly and SameSite=Lax, and Secure but in the demonstration. None names a person in clear.
"""

import re
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from netralitas.accounts.models import Visit
from netralitas.accounts.queries.signins import same_name
from netralitas.keys import keyed_hash

VISIT_COOKIE = "netralitas_kunjungan"
DEVICE_COOKIE = "netralitas_perangkat"
KNOWN_COOKIE = "netralitas_dikenal"
_VISIT_SALT, _KNOWN_SALT = "netralitas.visit", "netralitas.known"
_DEVICE = re.compile(r"[A-Za-z0-9_-]{43}")
_DEVICE_SECONDS = 400 * 24 * 3600  # the longest a browser keeps a cookie
_KNOWN_NAMES = 5


def visit_id(request: HttpRequest) -> str:
    """The public id in the visit's cookie, "" when there is none or it was tampered with."""
    try:
        return str(signing.loads(request.COOKIES.get(VISIT_COOKIE, ""), salt=_VISIT_SALT))
    except signing.BadSignature:
        return ""


def device_key(request: HttpRequest) -> str:
    """A keyed hash of the device's cookie, "" on a device never seen."""
    token = request.COOKIES.get(DEVICE_COOKIE, "")
    return keyed_hash(token, "device") if _DEVICE.fullmatch(token) else ""


def device_token(request: HttpRequest) -> str:
    """The device's own random token, a new one on a device never seen."""
    token = request.COOKIES.get(DEVICE_COOKIE, "")
    return token if _DEVICE.fullmatch(token) else secrets.token_urlsafe(32)


def key_of_device(token: str) -> str:
    """What is stored of a device token."""
    return keyed_hash(token, "device")


def keep_device(response: HttpResponse, token: str) -> None:
    """Remember the device for as long as browsers allow."""
    _set(response, DEVICE_COOKIE, token, _DEVICE_SECONDS)


def start_visit(response: HttpResponse, visit: Visit, token: str) -> None:
    """Give the browser its visit and remember the device."""
    seconds = int((visit.expires_at - visit.opened_at).total_seconds())
    _set(response, VISIT_COOKIE, signing.dumps(visit.public_id, salt=_VISIT_SALT), seconds)
    keep_device(response, token)


def end_visit(response: HttpResponse) -> None:
    """Take the visit from the browser; the device stays known."""
    response.delete_cookie(VISIT_COOKIE, samesite="Lax")


def known_device(request: HttpRequest, name: str) -> str:
    """The device's key when this sign-in name was used here with success before, else ""."""
    return device_key(request) if _mark(name) in _known(request) else ""


def remember_name(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Note that this name signed in here, so that a stranger's wrong tries elsewhere do not slow it down."""
    mark, token = _mark(name), device_token(request)
    known = [mark, *(other for other in _known(request) if other != mark)][:_KNOWN_NAMES]
    _set(response, KNOWN_COOKIE, signing.dumps([key_of_device(token), *known], salt=_KNOWN_SALT), _DEVICE_SECONDS)
    keep_device(response, token)


def _known(request: HttpRequest) -> list[str]:
    """Marks of the names known here; the list counts only together with the device cookie it was made with."""
    try:
        device, *known = signing.loads(request.COOKIES.get(KNOWN_COOKIE, ""), salt=_KNOWN_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return []
    return known if device == device_key(request) else []


def _mark(name: str) -> str:
    return keyed_hash(same_name(name), "known-name")[:24]


def _set(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
