"""The child process: one JSON line of orders and the PDF on standard input, one JSON line of findings out."""

import json
import logging
import resource
import sys
from datetime import datetime

MEMORY = 1 << 30
CPU_SECONDS = 10
FILES = 64


def _limit() -> None:
    """No more than this, whatever the file is."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read, inspect, answer."""
    _limit()
    logging.disable(logging.CRITICAL)  # pyHanko tells of every strange file at length
    from netralitas.documents.inspection import reading
    from netralitas.documents.inspection.findings import Findings

    orders = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    moment = datetime.fromisoformat(orders["moment"]) if orders["moment"] else None
    try:
        found = reading.inspect(
            content, roots=orders["roots"], moment=moment, wants_text=orders["wants_text"],
            stamp_roots=orders["stamp_roots"],
        )  # fmt: skip
    except (MemoryError, RecursionError) as error:
        found = Findings(problem=type(error).__name__)
    sys.stdout.write(found.as_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
