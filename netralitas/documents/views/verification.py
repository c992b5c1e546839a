"""*Cek Keaslian*."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netralitas.access.doors import public


@public
def search(request: HttpRequest) -> HttpResponse:
    """The form for a typed code."""
    return render(request, "documents/verification/search.html")


@public
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The record behind a code."""
    return render(request, "documents/verification/search.html", {"code": code})
