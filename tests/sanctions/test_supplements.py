"""A further hearing (BAP tambahan): a new fact beside the first BAP, which nobody changes."""

from datetime import date, time

import pytest
from django.db import transaction
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from netralitas.ledger.models import Entry
from sanctions.actions import examinations, investigation_reports, supplements
from sanctions.actions.examinations import Hearing
from sanctions.models import CaseStep, Examination, State
from sanctions.queries.dossiers import sources
from tests.sanctions import matters
from tests.sanctions.matters import BY, FIRST_EXAM, SECOND_EXAM, bring_to, draft_supplement, supplement

pytestmark = pytest.mark.django_db


@pytest.fixture
def examined(accused):
    """Siti, heard once."""
    return bring_to(accused, "bap")


def _words(person, **changed: object) -> dict[str, object]:
    given = {
        "hearing": Hearing(SECOND_EXAM, time(9, 0), "Ruang"), "examiners": ["Ketua Rekaan"], "closing": "",
        "answers": [{"tanya": "T", "jawab": "J"}], "ground": "Saksi baru", "summons": "", "by": BY,
    }  # fmt: skip
    return given | changed


def test_further_hearing_stands_beside_the_first(examined):
    first = examined.examinations.get()
    before = (bytes(first.ciphertext), first.content_sha256, first.frozen_at, first.held_on)

    second = supplement(examined)
    third = supplement(examined, date(2026, 3, 16), "BAP/3/2026")

    first.refresh_from_db()
    assert (bytes(first.ciphertext), first.content_sha256, first.frozen_at, first.held_on) == before
    assert [(str(one), one.order, one.supplements) for one in (second, third)] == [
        ("BAP Tambahan 1", 1, first), ("BAP Tambahan 2", 2, first)
    ]  # fmt: skip
    assert (second.content["alasan"], second.content["panggilan"]) == ("Ada saksi baru", "Surat Nomor 800/9/2026")
    examined.refresh_from_db()
    assert examined.state == State.EXAMINED
    step = second.step
    assert (step.transition, step.to_state, step.document_number) == ("bap_tambahan", "bap", "BAP/2/2026")
    entry = Entry.objects.get(seq=second.ledger_seq)
    assert "bap_tambahan" in entry.body
    assert second.content_sha256 in entry.body


def test_closed_further_bap_is_sealed(examined):
    closed = Examination.objects.get(pk=supplement(examined).pk)

    closed.place = "Tempat lain"
    with pytest.raises(SealedRowError):
        closed.save()
    with pytest.raises(Exception, match="sealed|segel"), transaction.atomic():
        Examination.objects.filter(pk=closed.pk).update(place="Tempat lain")
    with pytest.raises(DomainError, match="tidak dapat dihapus"):
        supplements.discard(closed, by=BY)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ground": " "}, "mengapa"),
        ({"hearing": Hearing(date(2126, 1, 1), None, "Ruang")}, "belum tiba"),
        ({"hearing": Hearing(date(2026, 3, 6), None, "Ruang")}, "tidak boleh lebih awal"),
    ],
)
def test_further_hearing_without_its_ground_is_refused(examined, changed, words):
    with pytest.raises(DomainError, match=words):
        supplements.write(examined, **_words(examined, **changed))

    assert examined.examinations.count() == 1


@pytest.mark.parametrize("state", ["telaah", "panggilan_1", "tidak_hadir", "lhp"])
def test_further_hearing_is_held_between_the_first_bap_and_the_lhp_only(accused, state):
    bring_to(accused, state)

    with pytest.raises(DomainError, match="tidak dapat dicatat sekarang"):
        supplements.write(accused, **_words(accused))


def test_further_bap_needs_answers_and_an_examiner_like_the_first(examined):
    draft = supplements.write(examined, **_words(examined, answers=[], examiners=[]))

    for words in ("terisi", "pemeriksanya"):
        with pytest.raises(DomainError, match=words):
            examinations.finish(
                draft, outcome="ditandatangani", refusal_note="", copy_given_on=None, number="", by=BY
            )  # fmt: skip
        draft = supplements.write(examined, **_words(examined, examiners=[]))
    assert not CaseStep.objects.filter(transition="bap_tambahan").exists()


def test_open_draft_holds_the_lhp_back_until_it_is_thrown_away(examined):
    draft = draft_supplement(examined)
    report = matters.draft_report(examined)

    with pytest.raises(DomainError, match="rancangan BAP tambahan"):
        investigation_reports.finish(report, number="700/LHP/1", dated_on=matters.LHP_ON, by=BY)
    supplements.discard(draft, by=BY)
    investigation_reports.finish(report, number="700/LHP/1", dated_on=matters.LHP_ON, by=BY)

    examined.refresh_from_db()
    assert examined.state == State.REPORTED
    assert Event.objects.filter(event="sanctions.supplement_discarded").count() == 1


def test_first_bap_cannot_be_thrown_away(accused):
    bring_to(accused, "panggilan_1")

    with pytest.raises(DomainError, match="tidak dapat dihapus"):
        supplements.discard(matters.draft_examination(accused), by=BY)


def test_file_of_the_case_holds_every_bap_in_order(examined):
    supplement(examined)
    supplement(examined, date(2026, 3, 16))

    titles = [one.title for one in sources(examined.case) if one.title.startswith("BAP")]
    assert [title.split(" Siti")[0] for title in titles] == ["BAP", "BAP Tambahan 1", "BAP Tambahan 2"]


def test_pages_lead_from_the_case_to_the_closed_bap(examined, handler, sign_in):
    client = sign_in(handler)
    at = reverse("sanctions:step-bap-tambahan", args=[examined.public_id])
    assert at in client.get(reverse("sanctions:case", args=[examined.case.public_id])).text
    assert "Berita acara sebelumnya tetap seperti adanya" in client.get(at).text
    given = {
        "held_on": FIRST_EXAM.isoformat(), "held_at": "13:00", "place": "Ruang rapat", "ground": "Saksi baru",
        "examiners": examined.case.assignments.first().name, "tj-TOTAL_FORMS": "1", "tj-INITIAL_FORMS": "0",
        "tj-0-tanya": "Siapa?", "tj-0-jawab": "Saya.", "lanjut": "1",
    }  # fmt: skip

    assert client.post(at, given | {"ground": ""}).status_code == 200
    page = client.post(at, given, follow=True)

    draft = examined.examinations.get(frozen_at__isnull=True)
    assert "Berita Acara Pemeriksaan Tambahan 1" in page.text
    discard = reverse("sanctions:examination-discard", args=[draft.public_id])
    assert discard in page.text
    finish = reverse("sanctions:examination-finish", args=[draft.public_id])
    assert client.post(finish, {"outcome": "ditandatangani", "number": "BAP/2"}).status_code == 302
    client.post(discard)
    draft.refresh_from_db()
    assert draft.frozen_at is not None
    assert "BAP Tambahan 1" in client.get(reverse("sanctions:case-person", args=[examined.public_id])).text
