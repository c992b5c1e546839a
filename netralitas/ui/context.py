"""What every page knows about itself: menu, demonstration flag, theme version."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from netralitas.ui import navigation, theme


def _theme_version() -> str:
    return theme.version(theme.accent())


def page(request: HttpRequest) -> dict[str, object]:
    """`menu`, `is_demo` and `theme_version`; each is worked out only when a template asks."""
    return {
        "menu": SimpleLazyObject(partial(navigation.visible_to, request)),
        "is_demo": settings.DEMO,
        "theme_version": SimpleLazyObject(_theme_version),
    }
