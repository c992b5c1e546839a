"""kill -9 of the process that prints: the run is done in the end, each person in it once; on both databases."""

import os
import re
import signal
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.documents import batches, runs
from netralitas.documents.actions import files
from netralitas.jobs import actions, catalogue, running, worker
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result
from pledges import signer_lists
from tests.cast import make_staff
from tests.jobs.test_worker import crew, state, wait_until
from tests.pledges import paper_cases, pdf_tools
from tests.pledges.signed_cases import make_signature

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.long, pytest.mark.both_databases, pytest.mark.concurrency,
    pytest.mark.timeout(600), pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]  # fmt: skip
PEOPLE = 8
KILLED_AT = 4


@pytest.fixture
def quick(monkeypatch) -> None:
    """A dead run is noticed after two seconds; a part holds two pages."""
    task = catalogue.task_named("jobs.recover")
    monkeypatch.setitem(
        catalogue._tasks, "jobs.recover", catalogue.Task(task.name, task.function, timedelta(seconds=1))
    )
    for module, name, value in (
        (actions, "DEAD_AFTER", timedelta(seconds=2)), (running, "_BEAT_SECONDS", 0.3), (runs, "PART_PAGES", 2),
        (worker, "SCHEDULE_SECONDS", 0.5), (worker, "POLL_SECONDS", 0.1),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def signed(dinas_a, quick) -> list:
    campaign = paper_cases.make_campaign()
    text = paper_cases.make_text(campaign)
    rows = [make_signature(make_staff(f"Orang {number}", dinas_a), campaign, text) for number in range(PEOPLE)]
    while files.render_due(by=SYSTEM, seconds=60):
        pass
    return rows


def traced(monkeypatch, folder: Path, owner: object, name: str) -> Callable[[], list[int]]:
    """Slow a step down, each leaving the process it ran in; returns how to read them."""
    path, step = folder / "trace", getattr(owner, name)
    path.touch()

    def slow(*args, **options):
        with path.open("a") as lines:
            lines.write(f"{os.getpid()}\n")
        time.sleep(0.15)
        return step(*args, **options)

    monkeypatch.setattr(owner, name, slow)
    return lambda: [int(line) for line in path.read_text().splitlines()]


def killed_on_its_way(client, route: str, signed, steps: Callable[[], list[int]], folder: Path, **fields) -> Path:
    """Start a run, kill its process at the fourth step, let it be finished; the result."""
    unit, campaign = signed[0].unit, signed[0].campaign
    chosen = {"kegiatan": campaign.public_id, "unit": unit.public_id, "urutan": "nama", "bentuk": "pdf", **fields}
    assert client.post(reverse(route), chosen).status_code == 302
    job = Job.objects.latest("pk")
    with crew():
        wait_until(lambda: len(steps()) >= KILLED_AT)
        killed = steps()[-1]
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: state(job) in {Job.State.DONE, Job.State.FAILED}, seconds=60)

    assert (job.state, job.attempts, job.error) == (Job.State.DONE, 2, "")
    assert set(steps()) - {killed}, "nobody took it up again"
    path = folder / "hasil"
    with Result(job.result_file) as file:
        path.write_bytes(file.read())
    return path


def numbers_in(path: Path) -> list[str]:
    return re.findall(r"IKR/2026/\s?\d{6}", pdf_tools.text(path))


def test_print_run_goes_on_where_it_was(sign_in, budi, signed, tmp_path, monkeypatch):
    steps = traced(monkeypatch, tmp_path, batches, "put_document")
    path = killed_on_its_way(sign_in(budi), "pledges:print-certificates", signed, steps, tmp_path)

    assert numbers_in(path) == [row.document.number for row in signed]
    assert pdf_tools.page_count(path) == PEOPLE
    assert len(steps()) <= PEOPLE + runs.PART_PAGES, "more than the part that was cut off was printed again"
    pdf_tools.run("qpdf", "--check", path)
    job = Job.objects.get()
    assert job.done_count == PEOPLE
    assert job.outcome == {"stamped": PEOPLE}, "counted once each"
    assert Event.objects.filter(event="pledges.certificates_printed").count() == 1
    assert not default_storage.exists(f"cetak/{job.public_id}") or not any(default_storage.listdir("cetak")[0])


def test_zip_is_whole_and_holds_each_file_once(sign_in, budi, signed, tmp_path, monkeypatch):
    steps = traced(monkeypatch, tmp_path, batches.files, "opened")
    path = killed_on_its_way(sign_in(budi), "pledges:print-archive", signed, steps, tmp_path)

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist())) == PEOPLE
    assert Job.objects.get().outcome == {"stored": PEOPLE}
    assert Event.objects.filter(event="pledges.certificates_printed").count() == 1


def test_list_has_each_signer_once(sign_in, budi, signed, tmp_path, monkeypatch):
    steps = traced(monkeypatch, tmp_path, signer_lists, "entry_of")
    path = killed_on_its_way(sign_in(budi), "pledges:print-signers", signed, steps, tmp_path)

    words = pdf_tools.text(path)
    assert [words.count(f"Orang {number}") for number in range(PEOPLE)] == [1] * PEOPLE
    assert f"Jumlah: {PEOPLE} orang" in words
    assert Event.objects.filter(event="pledges.signers_listed").count() == 1


def test_packet_has_each_signer_once(sign_in, budi, signed, tmp_path, monkeypatch):
    steps = traced(monkeypatch, tmp_path, signer_lists, "entry_of")
    path = killed_on_its_way(sign_in(budi), "dashboards:print-packet", signed, steps, tmp_path)

    words = pdf_tools.text(path)
    assert [words.count(f"Orang {number}") for number in range(PEOPLE)] == [1] * PEOPLE
    assert Event.objects.filter(event="dashboards.packet_printed").count() == 1
