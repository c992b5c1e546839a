"""Around every request: an id, the client's address, limits on its size, one JSON log line without personal data."""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_request_id: ContextVar[str] = ContextVar("netralitas_request_id", default="")
_logger = logging.getLogger("netralitas.requests")
_MAX_URL = 4096
_METHODS = ("GET", "HEAD", "POST")
_SECRET_PATHS = re.compile(r"^/(t|u|v|akun/aktivasi|akun/atur-ulang)/.+")
_SECRET_PLACES = re.compile(r"/(t|u|v|akun/aktivasi|akun/atur-ulang)/[^\s\"'?#]+")  # the same inside a message
_LONG_NUMBERS = re.compile(r"\d{16,18}")


class RequestMiddleware:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name the request, refuse what is too large, log what came of it."""
        request.id = secrets.token_hex(8)
        request.client_ip = client_ip(request)
        token = _request_id.set(request.id)
        started = time.perf_counter()
        try:
            response = _refusal(request) or self.get_response(request)
            if response.status_code == 405 and not response.content:
                response = _wrong_way(request, response.headers.get("Allow", ""))
        finally:
            _request_id.reset(token)
        response["X-Request-ID"] = request.id
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        duration = round((time.perf_counter() - started) * 1000, 1)
        _logger.info(
            "request",
            extra={"facts": {"request_id": request.id, "method": request.method, "path": safe_path(request.path),
                             "status": response.status_code, "ms": duration}},
        )  # fmt: skip
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Refuse NUL wherever it stands: no field of ours holds it, and PostgreSQL breaks on it."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")
        if request.method == "POST" and any(_has_nul(name, values) for name, values in request.POST.lists()):
            raise SuspiciousOperation("NUL in a form")
        return None


def client_ip(request: HttpRequest) -> str:
    """The client's address: X-Forwarded-For counts only when a trusted proxy sent it (the last untrusted hop)."""
    peer = request.META.get("REMOTE_ADDR", "")
    if peer not in settings.TRUSTED_PROXIES:
        return peer
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    for hop in reversed(hops):
        if hop not in settings.TRUSTED_PROXIES:
            return hop
    return peer


def safe_path(path: str) -> str:
    """A path fit for a log: links and codes masked, long numbers gone."""
    path = _SECRET_PATHS.sub(lambda match: f"/{match.group(1)}/***", path)
    return _LONG_NUMBERS.sub("***", path)[:200]


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in _METHODS:
        return _wrong_way(request, ", ".join(_METHODS))
    if len(request.get_full_path()) > _MAX_URL:
        return HttpResponse("Alamat terlalu panjang.", status=414, content_type="text/plain; charset=utf-8")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return HttpResponse("Permintaan tidak dapat dibaca.", status=400, content_type="text/plain; charset=utf-8")
    if int(length) > settings.REQUEST_MAX_BYTES:
        return render(None, "413.html", status=413)
    return None


def _has_nul(name: str, values: list[str]) -> bool:
    return "\x00" in name or any("\x00" in value for value in values)


def _wrong_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """405 as a page, with what would be allowed."""
    is_known = hasattr(request, "user")  # refused before the visitor was recognised: the page without its header
    response = render(request if is_known else None, "405.html", status=405)
    response["Allow"] = allowed
    return response


def _masked(text: str) -> str:
    return _LONG_NUMBERS.sub("***", _SECRET_PLACES.sub(r"/\1/***", text))


class JsonFormatter(logging.Formatter):
    """One JSON object a line; numbers of 16-18 digits and link paths are masked wherever they stand."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _masked(record.getMessage()),
        }
        if request_id := _request_id.get():
            line["request_id"] = request_id
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["trace"] = _masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
