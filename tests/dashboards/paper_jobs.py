"""Asking for a paper as a browser does and taking the file from the finished job."""

from pathlib import Path

from django.test import Client
from django.urls import reverse

from netralitas.jobs import testing
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result


def made(client: Client, name: str, folder: Path, **fields: str) -> Path:
    """The result of the job that the page starts."""
    assert client.post(reverse(f"dashboards:{name}"), fields).status_code == 302
    testing.run_all()
    job = Job.objects.latest("pk")
    path = folder / job.result_name
    with Result(job.result_file) as file:
        path.write_bytes(file.read())
    return path
