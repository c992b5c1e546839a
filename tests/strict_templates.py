"""A template of ours that prints an unknown variable fails its test; third-party templates stay as they are."""

import sys

from django.conf import settings


class UnknownVariable(str):
    """Stands for `string_if_invalid`: empty for others, an error for our own templates.

    Django asks for its truth in `FilterExpression.resolve` exactly when a variable was not found.
    """

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        context = frame.f_locals.get("context")
        if frame.f_code.co_name != "resolve" or context is None:
            return False
        template = getattr(context.render_context, "template", None) or context.template
        name = str(template.origin.name)
        if name.startswith(str(settings.BASE_DIR)) and "site-packages" not in name:
            raise AssertionError(f"unknown template variable {frame.f_locals['self']} in {template.name}")
        return False
