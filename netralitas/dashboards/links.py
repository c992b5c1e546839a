"""Addresses within the room; the campaign chosen goes along."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse


def address(request: HttpRequest, name: str, *arguments: str, **query: str) -> str:
    """The address of a page of this room, for the campaign the present page speaks of."""
    if asked := request.GET.get("kegiatan", ""):
        query = {"kegiatan": asked, **query}
    path = reverse(f"dashboards:{name}", args=arguments)
    return f"{path}?{urlencode(query)}" if query else path
