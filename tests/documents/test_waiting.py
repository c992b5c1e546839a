"""No key, no certificate: documents wait visibly, the signature stands, and all is made good when the key comes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.documents import drawings, health
from netralitas.documents.actions import files, seals
from netralitas.documents.models import Document, IssuedFile, Rendition
from netralitas.documents.queries import files as stored
from netralitas.documents.queries import waiting
from netralitas.documents.sealing import local
from netralitas.errors import DomainError
from netralitas.jobs.health import Level
from tests.documents import seal_cases

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rendered(monkeypatch) -> list[dict]:
    seen: list[dict] = []
    monkeypatch.setattr(drawings, "render", lambda document, facts: seen.append(facts) or seal_cases.unsealed())
    return seen


@pytest.fixture
def no_key(settings, tmp_path) -> None:
    settings.SEAL_MAKES_ITSELF, settings.SEAL_DIR = False, tmp_path / "segel"


def test_without_a_key_everything_waits_and_nothing_is_rendered(make_document, no_key, rendered):
    documents = [make_document(issued_at=timezone.now() - timedelta(minutes=6)), make_document()]

    assert files.render_due(by=SYSTEM) is False

    assert rendered == []
    assert not IssuedFile.objects.exists()
    assert [stored.state_of(Document.objects.get(pk=one.pk)) for one in documents] == ["waiting", "waiting"]
    assert set(Rendition.objects.values_list("state", "attempts", "error")) == {("waiting", 0, local.NO_KEY)}
    assert health.files().level == Level.BAD
    assert (health.seal().level, health.seal().advice) == (Level.BAD, local.NO_KEY)
    assert waiting.counts().waiting == 2


def test_waiting_writes_no_row_twice(make_document, no_key, django_assert_max_num_queries):
    make_document()
    files.render_due(by=SYSTEM)
    before = Rendition.objects.get().updated_at

    files.render_due(by=SYSTEM)

    assert Rendition.objects.get().updated_at == before


def test_ceremony_makes_good_what_waited(make_document, no_key, by):
    document = make_document()
    for _ in range(7):
        files.render_due(by=SYSTEM)
    seals.make(seals.Making.FIRST, institution="Pemerintah Kabupaten Serang", passphrase=None, by=by)

    files.render_due(by=SYSTEM)

    work, file = Rendition.objects.get(), IssuedFile.objects.get(document=document)
    assert (work.state, work.attempts, work.error) == ("stored", 1, "")
    assert document.issued_at <= work.rendered_at + timedelta(seconds=1)
    assert work.rendered_at == file.rendered_at
    assert work.sealed_at == file.sealed_at
    assert work.stored_at is not None
    assert file.sealer == "lokal"
    assert all(step.at or step.name == "Dikirim untuk disegel" for step in waiting.steps(Document.objects.get()))
    assert health.seal().level == Level.GOOD


def test_second_ceremony_is_refused_and_audited_once(no_key, by):
    seals.make(seals.Making.FIRST, institution="A", passphrase=None, by=by)

    with pytest.raises(DomainError, match="tidak ditimpa"):
        seals.make(seals.Making.FIRST, institution="B", passphrase=None, by=by)
    seals.make(seals.Making.SEAL, institution="", passphrase=None, by=by)
    seals.make(seals.Making.ROOT, institution="A", passphrase=None, by=by)


def test_renewal_without_an_authority_is_refused(no_key, by):
    with pytest.raises(DomainError, match="Belum ada otoritas"):
        seals.make(seals.Making.SEAL, institution="", passphrase=None, by=by)


def test_health_warns_before_the_seal_ends(make_document, settings):
    settings.SEAL_DIR = seal_cases.folder_of_authority("ending", days_ago=700)
    assert health.seal().level == Level.WARN

    settings.SEAL_DIR = seal_cases.folder_of_authority("ended", days_ago=760)
    assert health.seal().level == Level.BAD


def test_page_names_states_for_the_office(client, kesbang, make_document, no_key):
    document = make_document()
    files.render_due(by=SYSTEM)
    client.force_login(kesbang)

    listing = client.get("/segel/").content.decode()
    detail = client.get(f"/segel/{document.public_id}/").content.decode()

    assert "Menunggu segel" in listing
    assert "Kunci segel belum dibuat" in listing
    assert "Perjalanan dokumen" in detail
    assert client.get("/segel/?cari=zzz").status_code == 200


@pytest.mark.parametrize("state", Rendition.State.values)
def test_every_state_has_its_page(client, kesbang, make_document, state):
    document = make_document()
    Rendition.objects.create(document=document, state=state, attempts=1)
    client.force_login(kesbang)

    assert client.get(f"/segel/{document.public_id}/").status_code == 200
    assert client.get("/segel/").status_code == 200
