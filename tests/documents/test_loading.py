"""The engine is loaded once, whole, however many requests come first."""

import subprocess
import sys

from django.conf import settings

FIRST_REQUESTS = """
import threading, django
django.setup()
from netralitas.documents import rendering
failed, together = [], threading.Barrier(6)
def ask(number):
    together.wait()
    try:
        rendering.load()
        if number % 2:
            from netralitas.documents.stamper import press
        else:
            from netralitas.documents import engine
    except BaseException as error:
        failed.append(repr(error))
threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not failed, failed
"""


def test_six_first_requests_at_once_find_the_engine():
    command = [sys.executable, "-W", "ignore", "-c", FIRST_REQUESTS]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
