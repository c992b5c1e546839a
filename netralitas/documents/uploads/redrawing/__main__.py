"""One file on standard input, on standard output a line of JSON and the copy; the kind is the only argument."""

import json
import os
import resource
import sys

from netralitas.documents.uploads.redrawing import locks, pages, pictures, words
from netralitas.documents.uploads.redrawing.refusing import Unreadable

_REDRAW = {"picture": pictures.redrawn, "pdf": pages.redrawn, "text": words.of_text, "mail": words.of_mail}


def main(kind: str) -> None:
    """Lock the door, redraw, answer."""
    content, count, problem = b"", 0, ""
    status = os.open("/proc/self/status", os.O_RDONLY)  # read at the end, when no file opens any more
    try:
        locks.lock_in()
        content, count = _REDRAW[kind](sys.stdin.buffer)
    except locks.NoLock:
        problem = "kurung"
    except Unreadable as refusal:
        problem = refusal.code
    except (MemoryError, RecursionError):
        problem = "memori"
    except Exception:  # noqa: BLE001  a hostile file may raise anything
        problem = "rusak"
    _answer(content, count, problem, _peak(os.read(status, 8192)))


def _peak(status: bytes) -> int:
    """Bytes this process and its own child held at most, both counted in full."""
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith(b"VmHWM")), 0)
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024


def _answer(content: bytes, count: int, problem: str, memory: int) -> None:
    line = json.dumps({"problem": problem, "pages": count, "memory": memory}).encode()
    if len(content) > locks.ANSWER_BYTES:
        line, content = json.dumps({"problem": "besar", "pages": 0, "memory": 0}).encode(), b""
    sys.stdout.buffer.write(line + b"\n" + content)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing left to tidy up


if __name__ == "__main__":
    main(sys.argv[1])
