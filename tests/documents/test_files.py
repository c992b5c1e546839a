"""Making files: once each, whatever dies in between."""

import hashlib
import json
import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.documents import drawings, health, storing
from netralitas.documents.actions import files, voiding
from netralitas.documents.models import Document, IssuedFile, Rendition
from netralitas.documents.queries import files as stored
from netralitas.errors import DomainError
from netralitas.jobs import running, testing
from netralitas.jobs.health import Level
from netralitas.ledger.canonical import sha256_text
from netralitas.ledger.models import Entry
from tests.documents.conftest import WordSealer

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for kill -9: nothing catches it."""


def stored_names() -> set[str]:
    names = set()
    for folder in default_storage.listdir("dokumen")[0] if default_storage.exists("dokumen") else []:
        names |= {f"dokumen/{folder}/{name}" for name in default_storage.listdir(f"dokumen/{folder}")[1]}
    return names


def content_of(file: IssuedFile) -> bytes:
    with stored.opened(file) as stream:
        return stream.read()


def leases_run_out() -> None:
    Rendition.objects.filter(leased_until__isnull=False).update(leased_until=F("leased_until") - timedelta(hours=1))


def test_worker_makes_the_file_after_the_register(make_document, quick_render, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document()
    assert stored.state_of(document) == "pending"

    testing.run_all()

    document = Document.objects.get(pk=document.pk)
    content = content_of(document.file)
    assert stored.state_of(document) == "rendered"
    assert document.file.sha256 == hashlib.sha256(content).hexdigest()
    assert document.file.size == len(content)
    assert document.rendition.state == Rendition.State.STORED
    assert quick_render == [document.facts()]


def test_sweep_finds_what_the_queue_lost(make_document, quick_render):
    make_document()

    testing.run_all("documents.render_due")

    assert IssuedFile.objects.count() == 1


def test_worker_told_to_stop_ends_after_the_file_in_hand(make_document, quick_render, monkeypatch):
    for _ in range(3):
        make_document()
    monkeypatch.setattr(running.stopping, "_is_set", True)

    is_more_waiting = files.render_due(by=SYSTEM)

    assert is_more_waiting
    assert IssuedFile.objects.count() == 1


def test_repeat_makes_nothing_new(make_document, quick_render):
    make_document()
    files.render_due(by=SYSTEM)
    before = stored_names()

    files.render_due(by=SYSTEM)

    assert len(quick_render) == 1
    assert stored_names() == before


CRASHES = {
    "before rendering": (drawings, "render"),
    "while sealing": (WordSealer, "seal"),
    "before storing": (storing, "keep"),
    "while storing": (os, "fsync"),
    "before the row": (IssuedFile.objects, "create"),
}


@pytest.mark.parametrize("step", CRASHES)
def test_crash_at_any_step_leaves_one_file_after_the_next_try(make_document, quick_render, monkeypatch, step):
    document = make_document()
    before = stored_names()

    def die(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(*CRASHES[step], die)
        with pytest.raises(Killed):
            files.render_due(by=SYSTEM)
    assert not IssuedFile.objects.exists()
    files.render_due(by=SYSTEM)
    assert not IssuedFile.objects.exists(), "the lease of the dead run still holds"
    leases_run_out()
    files.render_due(by=SYSTEM)

    file = IssuedFile.objects.get(document=document)
    assert stored_names() - before == {file.storage_name}
    assert document.rendition.attempts == 2


def test_crash_between_row_and_tidying_changes_nothing(make_document, quick_render, monkeypatch):
    document = make_document()
    Rendition.objects.create(document=document, attempts=1)

    def die(name: str) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(storing, "drop", die)
        with pytest.raises(Killed):
            files.render_due(by=SYSTEM)
    leases_run_out()
    files.render_due(by=SYSTEM)

    assert IssuedFile.objects.count() == 1
    assert len(quick_render) == 1


def test_slow_run_never_replaces_the_file_of_a_faster_one(make_document, quick_render, monkeypatch):
    document = make_document()
    keep = storing.keep

    def overtaken(name: str, content: bytes) -> None:
        keep(name, content)
        monkeypatch.setattr(storing, "keep", keep)
        leases_run_out()
        files.render_due(by=SYSTEM)

    monkeypatch.setattr(storing, "keep", overtaken)
    files.render_due(by=SYSTEM)

    file = IssuedFile.objects.get(document=document)
    assert hashlib.sha256(content_of(file)).hexdigest() == file.sha256
    assert len(quick_render) == 2


def test_failure_waits_and_is_parked_after_five_tries(make_document, monkeypatch):
    poison = make_document()

    def fail(document: Document, facts: dict) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(drawings, "render", fail)
    for attempt in range(1, 6):
        files.render_due(by=SYSTEM)
        assert Rendition.objects.get(document=poison).attempts == attempt
        leases_run_out()
    files.render_due(by=SYSTEM)

    rendition = Rendition.objects.get(document=poison)
    assert (rendition.state, rendition.attempts, rendition.error) == (
        "parked",
        5,
        "kesalahan teknis (ZeroDivisionError)",
    )
    assert stored.state_of(Document.objects.get(pk=poison.pk)) == "parked"
    assert Event.objects.filter(event="documents.file_parked").count() == 1
    assert health.files().level == Level.BAD


def test_document_that_kills_five_workers_is_parked_and_others_go_on(make_document, quick_render, monkeypatch):
    healthy, poison = make_document(), make_document(facts={"poison": True})  # the newest comes first
    render = drawings.render

    def render_or_die(document: Document, facts: dict) -> bytes:
        if facts.get("poison"):
            raise Killed
        return render(document, facts)

    monkeypatch.setattr(drawings, "render", render_or_die)
    for _ in range(5):
        with pytest.raises(Killed):
            files.render_due(by=SYSTEM)
        leases_run_out()
    files.render_due(by=SYSTEM)

    assert Rendition.objects.get(document=poison).state == "parked"
    assert IssuedFile.objects.filter(document=healthy).exists()


def test_parked_document_can_be_tried_again(make_document, quick_render):
    document = make_document()
    Rendition.objects.create(document=document, attempts=5, state=Rendition.State.PARKED)
    files.render_due(by=SYSTEM)
    assert not IssuedFile.objects.exists()

    assert files.retry_parked(by=SYSTEM) == 1
    files.render_due(by=SYSTEM)

    assert IssuedFile.objects.filter(document=document).exists()


def test_health_turns_red_when_a_document_waits_over_five_minutes(make_document):
    assert health.files().level == Level.GOOD
    make_document(issued_at=timezone.now() - timedelta(minutes=6))
    assert health.files().level == Level.BAD


def test_lease_keeps_a_second_run_away_until_it_runs_out(make_document, quick_render):
    document = make_document()
    Rendition.objects.create(document=document, attempts=1, leased_until=timezone.now() + timedelta(minutes=2))

    files.render_due(by=SYSTEM)
    assert quick_render == []

    leases_run_out()
    files.render_due(by=SYSTEM)
    assert len(quick_render) == 1


def test_void_is_a_new_fact_and_happens_once(make_document, by):
    document = make_document()

    voiding.void(document, reason="salah orang", by=by)

    assert stored.state_of(Document.objects.get(pk=document.pk)) == "voided"
    assert Event.objects.filter(event="documents.document_voided").count() == 1
    assert Entry.objects.filter(kind=Entry.Kind.CERTIFICATE_REVOKED).count() == 1
    with pytest.raises(DomainError):
        voiding.void(Document.objects.get(pk=document.pk), reason="lagi", by=by)
    assert Entry.objects.filter(kind=Entry.Kind.CERTIFICATE_REVOKED).count() == 1


def test_void_is_proven_in_the_evidence_log_without_names(make_document, by, quick_render):
    document = make_document()
    files.render_due(by=SYSTEM)
    voiding.void(document, reason="salah orang", by=by)

    entry = Entry.objects.get(kind=Entry.Kind.CERTIFICATE_REVOKED)
    body = json.loads(entry.body)
    file = IssuedFile.objects.get(document=document)
    assert body["code"] == sha256_text(document.code.encode())
    assert body["file"] == f"sha256:{file.sha256}"
    assert document.code not in entry.body
    assert "salah orang" not in entry.body


def test_void_leaves_nothing_when_the_log_refuses(make_document, by, monkeypatch):
    document = make_document()
    monkeypatch.setattr(voiding.ledger, "append", lambda *_: refuse())
    with pytest.raises(DomainError):
        voiding.void(document, reason="salah orang", by=by)

    assert not hasattr(Document.objects.get(pk=document.pk), "voidance")
    assert not Event.objects.filter(event="documents.document_voided").exists()


def refuse() -> None:
    raise DomainError("Jam server mundur terlalu jauh.")
