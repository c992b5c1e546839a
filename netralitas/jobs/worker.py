"""The worker: a process for light tasks and the schedule, and one beside it for jobs: neither waits for the other."""

import ctypes
import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from netralitas.jobs import queue, running, scheduling

POLL_SECONDS = 0.5
SCHEDULE_SECONDS = 5.0
_PR_SET_PDEATHSIG = 1
_logger = logging.getLogger("netralitas.jobs")


class Lane:
    """Takes rows of one queue, one at a time, until told to stop."""

    def __init__(self, queue_name: str, tick: Callable[[], None] = lambda: None) -> None:
        self.queue_name = queue_name
        self.tick = tick
        self.name = f"{os.uname().nodename[:40]}-{os.getpid()}"
        self._worker: Worker | None = None

    def stop(self, *_: object) -> None:
        """Receiver of SIGTERM and SIGINT: finish the light task, give the job back, take nothing new."""
        running.stopping.set()
        if self._worker:
            self._worker.running = False

    def run(self) -> None:
        """Work until stopped; a database that is away is waited for."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not running.stopping.is_set():
            try:
                close_old_connections()
                self.tick()
                if not self.drain():
                    running.stopping.wait(POLL_SECONDS)
            except DatabaseError:
                _logger.exception("database is away")
                connections.close_all()
                running.stopping.wait(5)

    def drain(self) -> bool:
        """Run one waiting row, so that the schedule is looked at between two; False when there was none."""
        if not DBTaskResult.objects.ready().filter(queue_name=self.queue_name).exists():
            return False  # a look costs no write lock, taking one does
        self._worker = Worker(
            queue_names=[self.queue_name], excluded_queue_names=[], interval=POLL_SECONDS, batch=True,
            backend_name="default", startup_delay=False, max_tasks=1, worker_id=self.name,
        )  # fmt: skip
        if running.stopping.is_set():
            return True
        self._worker.run()
        return True


class Crew:
    """The light lane of this process and its children for jobs; a child that dies is replaced."""

    def __init__(self, job_lanes: int) -> None:
        self.job_lanes = job_lanes
        self.children: set[int] = set()
        self._schedule_at = 0.0

    def run(self) -> None:
        """Work until SIGTERM; the children end with this process, whatever ends it."""
        try:
            Lane(queue.LIGHT, self.tick).run()
        finally:
            for child in self.children:
                _signal(child, signal.SIGTERM)
            for child in self.children:
                os.waitpid(child, 0)

    def tick(self) -> None:
        """Look after the children and the schedule."""
        for child in [child for child in self.children if os.waitpid(child, os.WNOHANG)[0]]:
            self.children.discard(child)
            _logger.warning("job lane ended", extra={"facts": {"pid": child}})
        while len(self.children) < self.job_lanes:
            self.children.add(_fork(queue.JOBS))
        if time.monotonic() >= self._schedule_at:
            scheduling.run_due()
            self._schedule_at = time.monotonic() + SCHEDULE_SECONDS


def _fork(queue_name: str) -> int:
    """Start a lane of its own process; forked, so that it shares the loaded code's memory."""
    connections.close_all()  # a connection must not live in two processes
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == parent:
            Lane(queue_name).run()
        status = 0
    except BaseException:
        _logger.exception("job lane crashed")
    finally:
        os._exit(status)  # not through the parent's clean-up


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
