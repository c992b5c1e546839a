"""The page between a wish and an act that cannot be taken back: says what will happen, then asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def ask(
    request: HttpRequest,
    *,
    title: str,
    question: str,
    confirm_label: str,
    cancel_url: str,
    consequences: tuple[str, ...] = (),
    is_dangerous: bool = False,
    form: object = None,
) -> HttpResponse:
    """Render the confirmation; its form posts to the same address. `form` adds fields such as a reason."""
    return render(
        request,
        "ui/confirm.html",
        {
            "title": title,
            "question": question,
            "confirm_label": confirm_label,
            "cancel_url": cancel_url,
            "consequences": consequences,
            "tone": "danger" if is_dangerous else "primary",
            "form": form,
        },
    )
