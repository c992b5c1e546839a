"""What the health page says of waiting certificates: a backlog is not a fault, and each has its own advice."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from netralitas.documents.health import files, uploads
from netralitas.documents.models import IssuedFile, Rendition
from netralitas.documents.uploads import asking
from netralitas.documents.uploads.asking import Copy
from netralitas.jobs.health import Level

pytestmark = pytest.mark.django_db

OLD = timedelta(minutes=20)


def finished(document, ago: timedelta) -> None:
    serial = IssuedFile.objects.count()
    IssuedFile.objects.create(
        document=document, storage_name=f"uji-{serial}", sha256=f"{serial:064d}", size=1,
        rendered_at=timezone.now() - ago,
    )  # fmt: skip


def test_nothing_waits():
    assert (files().level, files().advice) == (Level.GOOD, "")


def test_backlog_that_moves_is_no_fault(make_document):
    make_document(issued_at=timezone.now() - OLD)
    finished(make_document(), timedelta(seconds=5))

    reading = files()

    assert reading.level is Level.WARN
    assert "dengan sendirinya" in reading.advice
    assert "retry-parked" not in reading.advice


def test_backlog_that_stands_still_asks_for_the_worker(make_document):
    make_document(issued_at=timezone.now() - OLD)
    finished(make_document(), OLD)

    reading = files()

    assert reading.level is Level.BAD
    assert "layanan pekerja" in reading.advice
    assert "retry-parked" not in reading.advice


def test_parked_file_asks_for_somebody(make_document):
    Rendition.objects.create(document=make_document(), state=Rendition.State.PARKED)
    finished(make_document(), timedelta(seconds=5))

    reading = files()

    assert reading.level is Level.BAD
    assert "--retry-parked" in reading.advice


def test_machine_without_a_cage_for_uploads_is_told(monkeypatch):
    cache.delete("documents:cage")
    monkeypatch.setattr(asking, "redraw", lambda content, kind: Copy(problem="kurung"))

    reading = uploads()

    assert reading.level is Level.BAD
    assert "tidak tersedia di server ini" in reading.value


def test_cage_that_works_is_told():
    cache.delete("documents:cage")

    assert uploads().level is Level.GOOD
