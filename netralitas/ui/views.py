"""The stylesheet with the pemda's colour, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from netralitas.ui import gallery as gallery_samples
from netralitas.ui import theme


@require_safe
def theme_css(request: HttpRequest) -> HttpResponse:
    """The accent colours as CSS variables; cached for a year under its version, five minutes without."""
    colour = theme.accent()
    response = HttpResponse(theme.stylesheet(colour), content_type="text/css; charset=utf-8")
    is_versioned = request.GET.get("v") == theme.version(colour)
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_versioned else "public, max-age=300"
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every variant, light and dark."""
    return render(request, "ui/gallery.html", gallery_samples.samples(request))
