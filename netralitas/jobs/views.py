"""A job live, the list of one's own, its result file, and the health page."""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from netralitas.access.doors import require, signed_in
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.jobs import actions, downloads, health
from netralitas.jobs.models import Job
from netralitas.keys import CannotDecrypt
from netralitas.ui.lists import Column, Filter, List

_logger = logging.getLogger("netralitas.jobs")


class JobList(List):
    """One's own jobs, the last started first."""

    columns = (
        Column("pekerjaan", "Pekerjaan", sort=("label",), value="label"),
        Column("status", "Status", sort=("state",), value="get_state_display"),
        Column("kemajuan", "Kemajuan"),
        Column("mulai", "Diminta", sort=("created_at",), value="created_at"),
    )
    search_fields = ("label",)
    filters = (Filter("status", "Status", Job.State.choices, "state"),)
    default_sort = "-mulai"
    exports = ()
    noun = "pekerjaan"


@signed_in
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """One's own jobs."""
    listing = JobList(Job.objects.visible_to(request.user), request.GET)
    return render(request, "jobs/jobs/list.html", {"listing": listing})


@signed_in
@require_GET
def job(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job, live; without JavaScript a reload shows the news."""
    return render(request, "jobs/jobs/job.html", {"job": _own_job(request, public_id)})


@signed_in
@require_GET
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """The moving part of the page; ends the refreshing when nothing will move any more."""
    found = _own_job(request, public_id)
    response = render(request, "jobs/jobs/_progress.html", {"job": found})
    if found.is_finished:
        response["X-Refresh"] = "stop"
    return response


@signed_in
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop it."""
    return _act(request, public_id, actions.cancel)


@signed_in
@require_POST
def retry(request: HttpRequest, public_id: str) -> HttpResponse:
    """Queue it again."""
    return _act(request, public_id, actions.retry)


@signed_in
@require_GET
def download(request: HttpRequest, public_id: str) -> HttpResponse:
    """Its result file, only for the owner; may be resumed."""
    found = _own_job(request, public_id)
    if not found.result_file:
        raise Http404
    try:
        response = downloads.send_result(request, found.result_file, found.result_name)
    except (FileNotFoundError, CannotDecrypt) as gone:
        _logger.warning("result cannot be read", extra={"facts": {"job": found.public_id, "why": str(gone)}})
        raise Http404 from gone
    if response.status_code == 200:
        record_access("jobs.result_download", by=request.actor, subject=found)
    return response


@require(Permission.SYSTEM_VIEW)
@require_GET
def health_page(request: HttpRequest) -> HttpResponse:
    """How the portal is."""
    return render(request, "jobs/health/page.html", _health())


@require(Permission.SYSTEM_VIEW)
@require_GET
def health_readings(request: HttpRequest) -> HttpResponse:
    """The moving part of the health page."""
    return render(request, "jobs/health/_readings.html", _health())


def _health() -> dict[str, object]:
    readings = health.readings()
    return {"readings": readings, "worst": health.worst(readings)}


def _own_job(request: HttpRequest, public_id: str) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), public_id=public_id)


def _act(request: HttpRequest, public_id: str, action: object) -> HttpResponse:
    found = _own_job(request, public_id)
    try:
        action(found, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect(found)
