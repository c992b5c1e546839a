"""The front door: home sends each role to its desk; health; one family of error pages."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import public
from netralitas.access.permissions import Permission
from pledges.queries import setup


@public
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to its desk, a person to *Ikrar Saya*, a stranger to the sign-in."""
    user = request.user
    if not user.is_authenticated:
        return redirect("pledges:mine" if request.visit else "accounts:login")
    if user.has_perm(Permission.SETUP_VIEW) and setup.is_waiting():
        return redirect("pledges:setup")  # the first day: until a campaign was opened
    if user.has_perm(Permission.ROLLUP_VIEW):
        return redirect("dashboards:home")
    if user.has_perm(Permission.SYSTEM_VIEW):
        return redirect("jobs:health")
    if user.has_perm(Permission.REPORT_EDIT):
        return redirect("sanctions:home")
    if user.has_perm(Permission.CASE_WORK):
        return redirect("sanctions:cases")
    return redirect("pledges:mine")


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database and the file store answer; 503 otherwise."""
    checks = {"database": _database_answers(), "files": _files_answer()}
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", **checks}, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def _files_answer() -> bool:
    try:
        settings.PRIVATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        return default_storage.exists("")
    except OSError:
        return False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: in your world, but not yours to do."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return render(request, "403.html", {"is_csrf": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page for what does not exist and for what is not yours."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: stands alone, asks neither database nor context."""
    from django.template.loader import get_template

    return HttpResponse(get_template("500.html").template.source, status=500)
