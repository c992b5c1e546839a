"""A word by e-mail to who was let into a case or kept out of it: once, with the number of the case and nothing else."""

import pytest
from django.core import mail
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs import outbox
from netralitas.jobs.models import Message
from sanctions.actions import assignments
from tests.sanctions.matters import BY, OPENED_ON

pytestmark = pytest.mark.django_db
ASSIGNED, ENDED, CONFLICT = "sanctions/ditugaskan", "sanctions/tugas_berakhir", "sanctions/benturan_dicatat"


@pytest.fixture
def wira(examiner, examiner_staff):
    """The examiner, with an address."""
    type(examiner).objects.filter(pk=examiner.pk).update(email="wira@contoh.id")
    return examiner_staff


def _assign(case, staff, role="pemeriksa"):
    return assignments.assign(
        case, staff=staff, role=role, element="pengawasan", letter_number="800/1/2026", letter_date=OPENED_ON, by=BY
    )


def _told() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_new_examiner_is_told_once(case, wira):
    _assign(case, wira)
    with pytest.raises(DomainError):
        _assign(case, wira)
    _assign(case, wira, "sekretaris")  # the first still waits for the declaration

    assert _told() == [ASSIGNED]
    event = Event.objects.get(event="sanctions.officer_told")
    assert (event.subject_type, event.subject_key) == ("sanctions.case", case.public_id)


def test_mail_says_the_number_and_nothing_else_of_the_case(case, accused, wira):
    assignment = _assign(case, wira)
    outbox.deliver_due()
    assignments.end(assignment, reason="Alasan rahasia rekaan", by=BY)
    assignments.step_back(case, staff=wira, statement="Ipar terlapor", by=BY)
    outbox.deliver_due()

    assert [sent.to for sent in mail.outbox] == [["wira@contoh.id"]] * 3
    secrets = ["Siti", accused.staff.nip, case.title, "Alasan rahasia", "Ipar", "Dinas Pendidikan", "D-02"]
    for sent in mail.outbox:
        words = sent.subject + sent.body
        assert case.number in words
        assert "Masuk untuk melihat" in words
        assert reverse("sanctions:cases") in words
        assert not [secret for secret in secrets if secret in words]
    kept = str(list(Message.objects.values("context", "recipient_key", "error")))
    assert case.number not in kept
    assert "Siti" not in kept


def test_one_taken_off_is_told_but_not_after_a_conflict(case, wira, dinas_b):
    assignments.end(_assign(case, wira), reason="Pindah tugas", by=BY)
    again = _assign(case, wira)
    assignments.declare(again, has_conflict=True, statement="Ipar terlapor", by=BY)
    assignments.end(again, reason="Benturan kepentingan", by=BY)

    assert _told() == [ASSIGNED, ENDED, ASSIGNED, CONFLICT]


def test_conflict_of_two_parts_is_confirmed_once(case, wira):
    for one in (_assign(case, wira), _assign(case, wira, "sekretaris")):
        assignments.declare(one, has_conflict=True, statement="Ipar terlapor", by=BY)

    assert _told() == [ASSIGNED, CONFLICT]


def test_free_declaration_tells_nothing_more(case, wira):
    assignments.declare(_assign(case, wira), has_conflict=False, statement="", by=BY)

    assert _told() == [ASSIGNED]


def test_ended_before_the_mail_left_is_not_sent(case, wira):
    assignments.end(_assign(case, wira), reason="Keliru orang", by=BY)
    outbox.deliver_due()

    states = dict(Message.objects.values_list("template", "state"))
    assert states == {ASSIGNED: Message.State.UNNEEDED, ENDED: Message.State.SENT}


def test_who_has_no_account_or_address_is_to_be_told_by_letter(case, examiner_staff, handler, sign_in):
    _assign(case, examiner_staff)

    assert _told() == []
    page = sign_in(handler).get(reverse("sanctions:case-assignments", args=[case.public_id])).content.decode()
    assert "minta admin sistem membuat akun" in page


def test_page_of_assignments_says_what_became_of_the_mail(case, wira, handler, sign_in):
    _assign(case, wira)
    client, address = sign_in(handler), reverse("sanctions:case-assignments", args=[case.public_id])

    assert "Surel pemberitahuan: menunggu" in client.get(address).content.decode()
    outbox.deliver_due()
    assert "Surel pemberitahuan: terkirim" in client.get(address).content.decode()


def test_nothing_is_sent_when_the_assignment_is_undone(case, wira, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sanctions.actions.notices.record", broken)
    with pytest.raises(RuntimeError):
        _assign(case, wira)

    assert _told() == []
    assert not case.assignments.exists()
