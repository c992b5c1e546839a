"""kill -9 of the process that makes files, again and again: every document gets exactly one whole file."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Sum

from netralitas.documents.models import Document, IssuedFile, Rendition
from netralitas.documents.sealing.local import LocalSealer
from tests.cast import make_staff
from tests.pledges import paper_cases
from tests.pledges.signed_cases import make_signature

DOCUMENTS = 25
KILLS = 10
WORKER = """
import django; django.setup()
from datetime import timedelta
from netralitas.access.actors import SYSTEM
from netralitas.documents.actions import files
files.LEASE, files.MAX_ATTEMPTS = timedelta(seconds=1), 1000
while files.render_due(by=SYSTEM, seconds=60):
    pass
"""


def start_worker() -> subprocess.Popen:
    database = f"sqlite:///{connection.settings_dict['NAME']}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "netralitas.settings", "DATABASE_URL": database}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=settings.BASE_DIR)


def wait_until_it_makes_files() -> None:
    """Until another attempt has begun than were known at the call."""
    known = attempts()
    ends = time.monotonic() + 60
    while attempts() == known and time.monotonic() < ends:
        time.sleep(0.02)


def files_stored() -> set[str]:
    return {path.name for path in Path(default_storage.path("dokumen")).rglob("*.pdf")}


def attempts() -> int:
    return Rendition.objects.aggregate(total=Sum("attempts"))["total"] or 0


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.sqlite_only
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_every_document_with_one_whole_file(dinas_a):
    LocalSealer(settings.SEAL_DIR).make_ready()  # the workers run with production's settings: no key, no file
    campaign = paper_cases.make_campaign()
    text = paper_cases.make_text(campaign)
    for number in range(DOCUMENTS):
        make_signature(make_staff(f"Orang {number}", dinas_a), campaign, text)
    chance = random.Random(7)
    of_others = files_stored()

    for _ in range(KILLS):
        worker = start_worker()
        wait_until_it_makes_files()
        time.sleep(chance.uniform(0, 0.5))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert Rendition.objects.filter(attempts__gt=1).exists() or IssuedFile.objects.count() < DOCUMENTS, "no kill hit"
    time.sleep(2)
    assert start_worker().wait(timeout=300) == 0

    files = list(IssuedFile.objects.all())
    assert {file.document_id for file in files} == set(Document.objects.values_list("pk", flat=True))
    for file in files:
        with default_storage.open(file.storage_name) as stored:
            assert hashlib.sha256(stored.read()).hexdigest() == file.sha256
    assert not Rendition.objects.exclude(state=Rendition.State.STORED).exists()
    kept = files_stored() - of_others
    known = {Path(file.storage_name).name for file in files}
    assert known <= kept
    assert len(kept - known) == 0, "a dead attempt left its file behind"
