"""The portal with one more page: the rival of the sign benchmark, a bare view that needs session and user."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netralitas.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = __name__
application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse  # noqa: E402  the rooms may be imported only now
from django.urls import include, path  # noqa: E402

from netralitas.access.doors import signed_in  # noqa: E402


@signed_in
def bare(request: HttpRequest) -> HttpResponse:
    """As little as a page of a signed-in person can do."""
    return HttpResponse(request.user.display_name)


urlpatterns = [path("polos/", bare), path("", include("netralitas.urls"))]
