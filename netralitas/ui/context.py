"""What every page knows about itself: the menu and whether this is the demonstration."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from netralitas.ui import navigation


def page(request: HttpRequest) -> dict[str, object]:
    """`menu` (worked out only when a template asks) and `is_demo`."""
    return {
        "menu": SimpleLazyObject(partial(navigation.sections, request)),
        "is_demo": settings.DEMO,
    }
