"""The gate before all pages: privileged accounts without a second factor reach nothing but its enrolment."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from netralitas.accounts import proofs
from netralitas.accounts.queries.factors import has_factor

# enrolment, help, the way out, and what these pages are dressed with
FREE = frozenset(
    {
        "accounts:factors", "accounts:factor-app", "accounts:factor-passkey", "accounts:recovery-codes",
        "accounts:proof", "accounts:help", "accounts:logout", "ui:theme", "registry:emblem", "healthz", "readyz",
    }
)  # fmt: skip


class SecondFactorMiddleware:
    """Confines a session to enrolment until the account has shown a second factor (reliability.md G-A9)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The gate stands in process_view, where the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Send a confined session to enrolment, or to the proof when a factor is there already."""
        if not request.session.session_key or not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in FREE or not proofs.is_confined(request):
            return None
        return redirect("accounts:proof" if has_factor(request.user) else "accounts:factors")
