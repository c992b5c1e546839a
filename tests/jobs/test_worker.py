"""The worker as a process: it works, hands back on SIGTERM, survives the death of its parts."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from netralitas.access.actors import Actor
from netralitas.jobs import actions, catalogue, queue, running, scheduling, worker
from netralitas.jobs.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.concurrency,
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),  # fork beside pytest's threads
]
STEPS = 20


@pytest.fixture
def trace(tmp_path, monkeypatch) -> Path:
    """A job of twenty steps of 0.1 s, each leaving a line `pid step`; dead runs are noticed after two seconds."""
    path = tmp_path / "trace"
    path.touch()

    def slow(progress, **_):
        progress.total(STEPS)
        for step in range(progress.last_checkpoint.get("next", 0), STEPS):
            time.sleep(0.1)
            with path.open("a") as lines:
                lines.write(f"{os.getpid()} {step}\n")
            progress.checkpoint({"next": step + 1})
            progress.advance()

    catalogue._kinds["test.count"] = catalogue.JobKind("test.count", "Menghitung", slow)
    catalogue._tasks["jobs.recover"] = catalogue.Task(
        "jobs.recover", catalogue.task_named("jobs.recover").function, timedelta(seconds=1)
    )
    monkeypatch.setattr(actions, "DEAD_AFTER", timedelta(seconds=2))
    monkeypatch.setattr(running, "_BEAT_SECONDS", 0.3)
    monkeypatch.setattr(worker, "SCHEDULE_SECONDS", 0.5)
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.1)
    return path


@contextmanager
def crew() -> Iterator[int]:
    """A worker process with one job lane; its pid."""
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            os.setpgid(0, 0)
            worker.Crew(1).run()
        finally:
            os._exit(0)
    try:
        yield pid
    finally:
        for group in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(pid, group)
            except ProcessLookupError:
                break
            wait_until(lambda: has_ended(pid), seconds=10, must=False)


def has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def wait_until(happened: Callable[[], bool], *, seconds: float = 30, must: bool = True) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    assert not must, "it did not happen"
    return False


def begin() -> Job:
    return actions.start("test.count", by=Actor.command("uji"), owner=None)


def state(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def lines(trace: Path) -> list[tuple[int, int]]:
    return [tuple(map(int, line.split())) for line in trace.read_text().splitlines()]


def test_worker_runs_job_task_and_schedule_side_by_side(trace):
    job = begin()
    with crew():
        wait_until(lambda: len(lines(trace)) > 2)
        queue.enqueue("jobs.sweep")
        wait_until(lambda: not queue.waiting("jobs.sweep").exists())
        assert state(job) == Job.State.RUNNING  # the light task did not wait for the job
        wait_until(lambda: state(job) == Job.State.DONE)

    assert [step for _, step in lines(trace)] == list(range(STEPS))
    assert job.done_count == STEPS
    assert scheduling.Schedule.objects.get(name="jobs.recover").last_finished_at


def test_worker_told_to_stop_hands_the_job_back(trace):
    job = begin()
    with crew() as pid:
        wait_until(lambda: len(lines(trace)) > 2)
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: has_ended(pid), seconds=10)
        assert (state(job), job.attempts) == (Job.State.QUEUED, 0)

    with crew():
        wait_until(lambda: state(job) == Job.State.DONE)
    assert [step for _, step in lines(trace)] == list(range(STEPS))


def test_progress_is_seen_while_it_runs_and_cancel_reaches_it(trace):
    job = begin()
    with crew():
        wait_until(lambda: state(job) == Job.State.RUNNING and 0 < job.done_count < STEPS)
        actions.cancel(job, by=Actor.command("uji"))
        wait_until(lambda: state(job) == Job.State.CANCELLED)

    assert len(lines(trace)) < STEPS


@pytest.mark.long
@pytest.mark.both_databases
def test_job_whose_process_is_killed_finishes_once(trace):
    job = begin()
    with crew():
        wait_until(lambda: len(lines(trace)) > 4)
        killed = lines(trace)[-1][0]
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: state(job) == Job.State.DONE)

    steps = [step for _, step in lines(trace)]
    assert sorted(set(steps)) == list(range(STEPS))
    assert len(steps) <= STEPS + 1  # at most the step whose checkpoint was cut off is done again
    assert job.attempts == 2
    assert {pid for pid, _ in lines(trace)} - {killed}


@pytest.mark.long
def test_job_whose_process_is_killed_stays_running_without_the_reaper(trace):
    """The negative control."""
    del catalogue._tasks["jobs.recover"]
    job = begin()
    with crew():
        wait_until(lambda: len(lines(trace)) > 4)
        os.kill(lines(trace)[-1][0], signal.SIGKILL)

        assert not wait_until(lambda: state(job) == Job.State.DONE, seconds=8, must=False)


@pytest.mark.long
def test_job_lane_ends_with_its_killed_parent(trace):
    job = begin()
    with crew() as pid:
        wait_until(lambda: len(lines(trace)) > 2)
        lane = lines(trace)[-1][0]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not Path(f"/proc/{lane}").exists() or (has_ended(pid) and not _is_alive(lane)))

    assert state(job) == Job.State.QUEUED


def _is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
