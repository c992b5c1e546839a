"""BSrE: each fault leaves the document where it belongs, and nothing is ever sent twice by itself."""

import json
import logging
import socket
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import F

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.documents import drawings, health
from netralitas.documents.actions import files, settling
from netralitas.documents.inspection import asking
from netralitas.documents.management.commands import bsre_activation
from netralitas.documents.models import Document, IssuedFile, Rendition
from netralitas.documents.queries import files as stored
from netralitas.documents.queries import proofs
from netralitas.documents.sealing import bsre
from netralitas.errors import DomainError
from netralitas.jobs.health import Level
from tests.documents import esign_double, seal_cases
from tests.documents.esign_double import NIK, PASSPHRASE, Double
from tests.documents.test_forgeries import here

pytestmark = pytest.mark.django_db
UNKNOWN = (
    "slow", "cut", "html", "server error", "bad gateway", "no file", "two files", "no base64", "wrong bytes",
    "unsigned", "another file", "truncated", "wrong root",
)  # fmt: skip


@pytest.fixture
def double(settings, tmp_path, monkeypatch):
    with esign_double.running() as running:
        settings.SEALER, settings.BSRE_URL, settings.BSRE_TIMEOUT = "bsre-segel", running.url, 20
        settings.BSRE_USER, settings.BSRE_PASSWORD = esign_double.USER, esign_double.PASSWORD
        settings.BSRE_SUBSCRIBER, settings.DATA_DIR = "pemda-serang", tmp_path
        settings.BSRE_ROOTS = str(seal_cases.folder_of_authority("bsre") / "root-1.crt")
        seen = []
        monkeypatch.setattr(drawings, "render", lambda document, facts: seen.append(facts) or seal_cases.unsealed())
        monkeypatch.setattr(asking, "inspect", here)
        running.seen = seen
        bsre.activate(running.totp)
        yield running


@pytest.fixture
def by_hand(double, settings) -> Double:
    settings.SEALER = "bsre-passphrase"
    return double


def rendition_of(document: Document) -> Rendition:
    return Rendition.objects.get(document=document)


def seals_asked(double: Double) -> int:
    return sum(path in {"/api/v2/seal/pdf", "/api/v2/sign/pdf"} for path, _ in double.asked)


def leases_run_out() -> None:
    Rendition.objects.filter(leased_until__isnull=False).update(leased_until=F("leased_until") - timedelta(hours=1))


def test_bulk_seal_is_checked_stored_and_carries_the_footer(make_document, double, monkeypatch):
    document = make_document()

    files.render_due(by=SYSTEM)

    file = IssuedFile.objects.get(document=document)
    assert file.sealer == "bsre-segel"
    assert rendition_of(document).state == Rendition.State.STORED
    assert double.seen[0]["seal_note"] == bsre.FOOTER
    path, question = double.asked[-1]
    assert path == "/api/v2/seal/pdf"
    assert question["idSubscriber"] == "pemda-serang"
    assert question["signatureProperties"][0]["tampilan"] == "INVISIBLE"
    monkeypatch.setattr(proofs.shown, "missing_from", lambda text, kind, facts: [])
    with stored.opened(file) as content:
        assert proofs.examine(content.read()).kind == proofs.Kind.VALID


def test_footer_stands_on_no_other_file(make_document, settings, monkeypatch):
    seen = []
    monkeypatch.setattr(drawings, "render", lambda document, facts: seen.append(facts) or seal_cases.unsealed())
    make_document()

    files.render_due(by=SYSTEM)

    assert IssuedFile.objects.get().sealer == "lokal"
    assert "seal_note" not in seen[0]


def test_totp_is_exchanged_once_and_kept(make_document, double):
    make_document(), make_document()

    files.render_due(by=SYSTEM)

    totps = [question["totp"] for path, question in double.asked if path == "/api/v2/seal/pdf"]
    assert totps == ["111112", "111112"]
    assert IssuedFile.objects.count() == 2


@pytest.mark.parametrize("fault", UNKNOWN)
def test_unknown_outcome_waits_for_a_person_and_is_never_sent_again(make_document, double, settings, fault):
    document, double.fault = make_document(), fault
    settings.BSRE_TIMEOUT = 1 if fault == "slow" else 20

    files.render_due(by=SYSTEM)
    leases_run_out()
    double.fault = ""
    files.render_due(by=SYSTEM)

    assert rendition_of(document).state == Rendition.State.UNCERTAIN
    assert not IssuedFile.objects.exists()
    assert seals_asked(double) == 1
    assert stored.state_of(Document.objects.get(pk=document.pk)) == "parked"
    assert Event.objects.filter(event="documents.seal_uncertain").count() == 1
    assert health.files().level == Level.BAD


def test_worker_killed_while_waiting_for_the_answer_sends_nothing_again(make_document, double, monkeypatch):
    class Killed(BaseException):
        pass

    document = make_document()

    def die(*args: object, **options: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(bsre.BsreSealer, "seal", die)
        with pytest.raises(Killed):
            files.render_due(by=SYSTEM)
    assert rendition_of(document).state == Rendition.State.SEALING
    leases_run_out()
    files.render_due(by=SYSTEM)

    assert rendition_of(document).state == Rendition.State.UNCERTAIN
    assert seals_asked(double) == 0


def test_guard_against_a_second_sending_can_fail(make_document, double):
    """Control: without the mark of having been sent, the document would go out again."""
    document, double.fault = make_document(), "cut"
    files.render_due(by=SYSTEM)
    Rendition.objects.filter(document=document).update(state=Rendition.State.FAILED, sent_at=None, leased_until=None)

    files.render_due(by=SYSTEM)

    assert seals_asked(double) == 2


def test_service_down_keeps_all_waiting_and_counts_no_try(make_document, double, settings):
    documents = [make_document(), make_document()]
    files.render_due(by=SYSTEM)
    IssuedFile.objects.exists()
    more = make_document()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.BSRE_URL = f"http://127.0.0.1:{unused.getsockname()[1]}"
    for _ in range(7):
        files.render_due(by=SYSTEM)
        leases_run_out()

    assert IssuedFile.objects.count() == len(documents)
    assert (rendition_of(more).state, rendition_of(more).attempts) == (Rendition.State.WAITING, 0)
    assert "tidak dapat dihubungi" in rendition_of(more).error
    settings.BSRE_URL = double.url
    files.render_due(by=SYSTEM)
    assert IssuedFile.objects.filter(document=more).exists()


def test_clear_refusal_is_tried_again_and_parked_in_the_end(make_document, double):
    document, double.fault = make_document(), "refused"
    for _ in range(6):
        files.render_due(by=SYSTEM)
        leases_run_out()

    assert rendition_of(document).state == Rendition.State.PARKED
    assert seals_asked(double) == files.MAX_ATTEMPTS
    assert "2011" in rendition_of(document).error


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [("BSRE_ROOTS", "", "akar BSrE"), ("BSRE_SUBSCRIBER", "", "idSubscriber"), ("BSRE_URL", "", "Alamat layanan")],
)
def test_missing_setting_is_said_and_nothing_is_sent(make_document, double, settings, setting, value, words):
    document = make_document()
    setattr(settings, setting, value)

    files.render_due(by=SYSTEM)

    assert rendition_of(document).state == Rendition.State.WAITING
    assert words in rendition_of(document).error
    assert seals_asked(double) == 0
    assert health.seal().level == Level.BAD


def test_refused_totp_asks_for_a_new_activation(make_document, double):
    document, double.fault = make_document(), "totp refused"

    files.render_due(by=SYSTEM)

    assert "bsre_activation" in rendition_of(document).error
    assert seals_asked(double) == 0


def test_health_page_asks_nobody(double):
    assert health.seal().level == Level.GOOD
    assert double.asked == []


def test_activation_is_tried_at_once(double, monkeypatch):
    monkeypatch.setattr(bsre_activation.getpass, "getpass", lambda prompt: double.totp)
    call_command("bsre_activation", stdout=StringIO())
    assert [path for path, _ in double.asked] == ["/api/v2/seal/get/totp"]

    monkeypatch.setattr(bsre_activation.getpass, "getpass", lambda prompt: "000000")
    with pytest.raises(CommandError, match="tidak memberi"):
        call_command("bsre_activation")


# --- an official's own signature


def test_official_signs_one_document_within_the_request(client, kesbang, make_document, by_hand):
    document, other = make_document(), make_document()
    files.render_due(by=SYSTEM)
    assert rendition_of(document).state == Rendition.State.WAITING
    client.force_login(kesbang)

    response = client.post(
        f"/segel/{document.public_id}/tanda-tangan/", {"nik": NIK, "passphrase": PASSPHRASE}, follow=True
    )

    assert "sudah ditandatangani" in response.content.decode()
    assert IssuedFile.objects.get().document_id == document.pk
    assert IssuedFile.objects.get().sealer == "bsre-passphrase"
    assert Event.objects.filter(event="documents.signed_by_official").count() == 1
    assert rendition_of(other).state == Rendition.State.WAITING
    assert seals_asked(by_hand) == 1


def test_wrong_passphrase_is_said_and_the_document_waits(client, kesbang, make_document, by_hand, caplog):
    document = make_document()
    client.force_login(kesbang)

    with caplog.at_level(logging.DEBUG):
        answers = [
            client.post(f"/segel/{document.public_id}/tanda-tangan/", {"nik": NIK, "passphrase": "Salah-Sekali-77"})
            for _ in range(7)
        ]

    body = answers[-1].content.decode()
    assert "Passphrase salah" in body
    assert rendition_of(document).state == Rendition.State.WAITING
    for trace in (body, caplog.text, str(list(Rendition.objects.values())), str(list(Event.objects.values()))):
        assert "Salah-Sekali-77" not in trace
        assert NIK not in trace.replace(f'value="{NIK}"', "")


def test_passphrase_stays_nowhere(client, kesbang, make_document, by_hand, settings, caplog):
    document = make_document()
    client.force_login(kesbang)
    with caplog.at_level(logging.DEBUG):
        client.post(f"/segel/{document.public_id}/tanda-tangan/", {"nik": NIK, "passphrase": PASSPHRASE})

    assert IssuedFile.objects.filter(document=document).exists()
    assert PASSPHRASE not in caplog.text
    kept = json.dumps([list(model.objects.values()) for model in (Rendition, Event, IssuedFile)], default=str)
    assert PASSPHRASE not in kept
    assert NIK not in kept
    assert not any(PASSPHRASE.encode() in path.read_bytes() for path in settings.DATA_DIR.rglob("*") if path.is_file())


def test_signing_twice_is_refused(make_document, by_hand, by):
    document = make_document()
    settling.sign_by_hand(document, nik=NIK, passphrase=PASSPHRASE, by=by)

    with pytest.raises(DomainError, match="sudah selesai"):
        settling.sign_by_hand(Document.objects.get(pk=document.pk), nik=NIK, passphrase=PASSPHRASE, by=by)


@pytest.mark.parametrize("fault", ["cut", "html", "wrong root"])
def test_official_is_told_not_to_repeat_when_the_outcome_is_unknown(make_document, by_hand, by, fault):
    document, by_hand.fault = make_document(), fault

    with pytest.raises(DomainError, match="Jangan ulangi"):
        settling.sign_by_hand(document, nik=NIK, passphrase=PASSPHRASE, by=by)
    by_hand.fault = ""
    with pytest.raises(DomainError):
        settling.sign_by_hand(Document.objects.get(pk=document.pk), nik=NIK, passphrase=PASSPHRASE, by=by)
    assert seals_asked(by_hand) == 1


def test_signing_by_hand_needs_the_setting(make_document, by):
    with pytest.raises(DomainError, match="tidak diatur"):
        settling.sign_by_hand(make_document(), nik=NIK, passphrase=PASSPHRASE, by=by)


# --- settling a doubt


@pytest.fixture
def in_doubt(make_document, double) -> Document:
    """Sent to the service, but the answer never came."""
    document, double.fault = make_document(), "cut"
    files.render_due(by=SYSTEM)
    double.fault = ""
    return Document.objects.get(pk=document.pk)


def test_found_file_is_accepted_after_the_same_checks(client, kesbang, in_doubt, double):
    client.force_login(kesbang)
    found = esign_double.Handler._signed(seal_cases.unsealed())
    foreign = esign_double.Handler._signed(seal_cases.unsealed("Surat orang lain"))

    def hand_in(content: bytes) -> str:
        upload = SimpleUploadedFile("a.pdf", content, "application/pdf")
        return client.post(f"/segel/{in_doubt.public_id}/terima/", {"berkas": upload}, follow=True).content.decode()

    assert "bukan kelanjutan" in hand_in(foreign)
    assert "tidak dapat diterima" in hand_in(found[:-50])
    assert not IssuedFile.objects.exists()
    assert "diterima dan tersimpan" in hand_in(found)
    assert IssuedFile.objects.get().document_id == in_doubt.pk
    assert Event.objects.filter(event="documents.seal_accepted").count() == 1


def test_not_sealed_after_all_is_sent_again_with_what_was_found(client, kesbang, in_doubt, double):
    client.force_login(kesbang)
    address = f"/segel/{in_doubt.public_id}/kirim-ulang/"
    assert "Tuliskan hasil pemeriksaan" in client.post(address, {"alasan": " "}).content.decode()
    assert rendition_of(in_doubt).state == Rendition.State.UNCERTAIN

    client.post(address, {"alasan": "log layanan kosong"})
    files.render_due(by=SYSTEM)

    assert IssuedFile.objects.get().document_id == in_doubt.pk
    assert Event.objects.get(event="documents.seal_sent_again").details["reason"] == "log layanan kosong"


def test_only_a_doubt_can_be_settled(make_document, double, by):
    document = make_document()
    files.render_due(by=SYSTEM)

    for settle in (
        lambda: settling.send_again(document, reason="x", by=by),
        lambda: settling.accept_answer(document, answered=b"%PDF-", by=by),
    ):
        with pytest.raises(DomainError, match="tidak sedang menunggu"):
            settle()


def test_pages_show_what_waits(client, kesbang, in_doubt, make_document):
    client.force_login(kesbang)

    listing = client.get("/segel/").content.decode()
    detail = client.get(f"/segel/{in_doubt.public_id}/").content.decode()

    assert in_doubt.number in listing
    assert "Periksa" in listing
    assert "Terima Berkas" in detail
    assert "Siti" not in listing + detail
    assert client.get("/segel/xxxx/").status_code == 404
