"""Gunicorn for `make run`, systemd and the container: small processes, each with two threads."""

import logging
import os
import re

_host, _port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
bind = os.environ.get("NETRALITAS_BIND") or (f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}")

# Two processes a core: a thread that holds the write lock loses Python's own lock to its neighbours at every statement,
# so four processes of two threads sign more than two of four (docs/benchmarks.md). Two threads, because browsers open
# connections ahead of need, and a process without threads would sit waiting on one while others stand in line.
workers = int(os.environ.get("NETRALITAS_WEB_WORKERS") or min(2 * (os.cpu_count() or 1), 8))
worker_class = "gthread"
threads = int(os.environ.get("NETRALITAS_WEB_THREADS", "2"))
backlog = 1024
keepalive = 5

timeout = 60
graceful_timeout = 30  # a request under way may finish when the service is stopped
max_requests, max_requests_jitter = 20_000, 2_000  # whatever leaks, leaks only so long

# reliability.md: URL 4 kB, header lines 8 kB
limit_request_line = 4094
limit_request_field_size = 8190
limit_request_fields = 60

worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True
accesslog = None  # netralitas.requests writes one JSON line a request, without links and addresses


class _HideLinks(logging.Filter):
    """Personal and unit links are secrets in a path; gunicorn names the path when a request breaks."""

    _links = re.compile(r"(?<=/[tu]/)[^/\s?]+")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._links.sub("…", record.getMessage()), ()
        return True


def on_starting(server: object) -> None:
    """Put the filter on before the first line is written."""
    logging.getLogger("gunicorn.error").addFilter(_HideLinks())
