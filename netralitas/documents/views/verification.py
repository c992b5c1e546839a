"""*Cek Keaslian*: by QR, by typed code; the holder may compare what stands on the paper. No session, no write."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from netralitas.access.doors import public
from netralitas.access.throttling import Limit, hit
from netralitas.documents.forms.verification import CodeForm, PaperForm
from netralitas.documents.models import Document
from netralitas.documents.queries import verification
from netralitas.ledger.vault import Erased

# Codes hold 113 bits: the limits spare the server, they do not guard the codes. Only misses count, and a code
# that exists is always answered, so one clumsy or hostile person never locks out the office behind one address.
MISSES = Limit("verification-miss", tries=100, seconds=600)
COMPARISONS = Limit("verification-compare", tries=20, seconds=600)
COMPARISONS_A_CODE = Limit("verification-compare-code", tries=300, seconds=24 * 3600)
_logger = logging.getLogger("netralitas.documents")


@public
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The form for a typed code, and the answer to it."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_bound:
        code = form.cleaned_data["kode"] if form.is_valid() else ""
        return _answer(request, verification.find(code))
    return page(request, "documents/verification/search.html", {})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The record behind a QR; a POST compares what stands on the paper."""
    return _answer(request, verification.find(code))


def _answer(request: HttpRequest, document: Document | None) -> HttpResponse:
    if document is None:
        return _unknown(request)
    record = verification.public_record(document)
    form = PaperForm(request.POST or None)
    context = {"record": record, "document": document, "form": form, "result": ""}
    if request.method != "POST" or not form.is_valid():
        return page(request, "documents/verification/record.html", context)
    if not hit(COMPARISONS, f"{document.code}:{request.client_ip}") or not hit(COMPARISONS_A_CODE, document.code):
        return page(request, "documents/verification/record.html", {**context, "result": "wait"}, status=429)
    try:
        context["result"] = "match" if verification.agrees(document, form.cleaned_data["tertulis"]) else "differ"
    except Erased:
        context["result"] = "erased"
    return page(request, "documents/verification/record.html", context)


def _unknown(request: HttpRequest) -> HttpResponse:
    """One body for what is malformed and for what does not exist; nothing of the code is said back."""
    if hit(MISSES, request.client_ip):
        return page(request, "documents/verification/unknown.html", {}, status=404)
    _logger.warning("many unknown verification codes from one address")
    response = page(request, "documents/verification/unknown.html", {}, status=429)
    response["Retry-After"] = str(MISSES.seconds)
    return response


def page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page of *Cek Keaslian*: names the official host; kept from robots, referrers and caches."""
    host = settings.BASE_URL.partition("://")[2]
    response = render(request, template, {"official_host": host, **context}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
