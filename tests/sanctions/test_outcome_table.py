"""Role × state, written by hand: which step after the LHP is open in which state, on which track, and for whom."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from netralitas.access.models import User
from netralitas.errors import DomainError
from sanctions.actions import assignments, councils, decisions, endings, remedies
from sanctions.actions.endings import Letter
from sanctions.actions.remedies import Handing
from sanctions.models import CasePerson, Decision, State, Track
from sanctions.transitions import BY_CODE
from tests.cast import make_account, make_staff
from tests.sanctions import matters, outcomes
from tests.sanctions.outcomes import FIRST, bring, paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
LETTER = Letter("800/1/2026", DAY)

BEFORE = "telaah pemeriksaan panggilan_1 panggilan_2 tidak_hadir bap lhp majelis rekomendasi menunggu_keputusan"
DECIDED = "diputus disampaikan keberatan banding berlaku dilaporkan_bkn selesai"
ENDED = "selesai tidak_cukup_bukti tidak_terbukti dilimpahkan_bawaslu ke_gubernur"


def enter(kind: str, outcome: str, code: str | None) -> Callable[[CasePerson], object]:
    return lambda one: decisions.enter(one, paper(code, kind=kind, outcome=outcome, dated_on=DAY), by=FIRST)


# step → the states in which it is open, and the call itself
STEPS: dict[str, tuple[str, Callable[[CasePerson], object]]] = {
    "ajukan": ("lhp rekomendasi", lambda one: decisions.submit(one, reason="x", on=DAY, document_number="", by=FIRST)),
    "tidak_terbukti": (
        "lhp rekomendasi", lambda one: decisions.not_proven(one, reason="x", on=DAY, document_number="", by=FIRST)
    ),
    "keputusan": ("menunggu_keputusan", enter("keputusan", "dijatuhkan", "B-1")),
    "putusan keberatan": ("keberatan", enter("keberatan", "dikuatkan", None)),
    "putusan banding": ("banding", enter("banding", "dikuatkan", None)),
    "perbaikan": (DECIDED, enter("perbaikan", "dijatuhkan", "B-2")),
    "pembatalan": (DECIDED, enter("pembatalan", "dibatalkan", None)),
    "tidak_hadir_penyampaian": (
        "diputus", lambda one: remedies.note_absence(one, on=DAY, document_number="1", reason="", by=FIRST)
    ),
    "sampaikan": (
        "diputus", lambda one: remedies.deliver(one, Handing("diterima", DAY, DAY, "BA/1"), reason="lambat", by=FIRST)
    ),
    "keberatan": (
        "disampaikan",
        lambda one: remedies.appeal(
            one, kind="keberatan", number="", filed_on=DAY, received_on=DAY, reason="lambat", by=FIRST
        ),
    ),
    "tanggapi_banding": ("banding", lambda one: remedies.answer_appeal(one, on=DAY, document_number="1", by=FIRST)),
    "berlaku": ("disampaikan", lambda one: remedies.take_force(one, by=FIRST)),
    "lapor_bkn": ("berlaku", lambda one: endings.told_bkn(one, channel="SIASN", number="1", on=DAY, by=FIRST)),
    "selesai": ("dilaporkan_bkn", lambda one: endings.close(one, reason="", on=DAY, by=FIRST)),
    "limpah_bawaslu": (
        BEFORE, lambda one: endings.hand_over(one, body="bawaslu", letter=LETTER, reason="x", by=FIRST)
    ),
    "ke_gubernur": (BEFORE, lambda one: endings.hand_over(one, body="gubernur", letter=LETTER, reason="x", by=FIRST)),
    "tembusan_bawaslu": (
        BEFORE, lambda one: endings.copy_to_bawaslu(one, body="bawaslu", letter=LETTER, reason="x", by=FIRST)
    ),
    "rekomendasi_bkn": (BEFORE, lambda one: endings.note_recommendation(one, letter=LETTER, received_on=DAY, by=FIRST)),
    "buka_kembali": (ENDED, lambda one: endings.reopen(one, reason="x", on=DAY, by=FIRST)),
}  # fmt: skip


@pytest.fixture
def delivered(accused) -> CasePerson:
    """Everything a step may ask for is there: proof, official, decision, delivery."""
    return bring(accused, "disampaikan")


@pytest.mark.parametrize("step", STEPS)
def test_step_is_open_in_these_states_and_refused_in_all_others(delivered, step, monkeypatch):
    opened, act = STEPS[step]
    if step == "tidak_terbukti":
        monkeypatch.setattr(decisions.queries, "proven_allegations", lambda person: [])
    done = set()
    for state in State.values:
        CasePerson.objects.filter(pk=delivered.pk).update(state=state, state_on=date(2026, 4, 8))
        person = CasePerson.objects.get(pk=delivered.pk)
        try:
            with transaction.atomic():
                _without_standing(person, step)
                act(person)
                done.add(state)
                raise _Undone
        except DomainError as refusal:
            assert refusal.code in {"keadaan", "bukti", "tidak_ada", "dua_kali"} or state in opened.split(), refusal
        except _Undone:
            pass

    assert done == set(opened.split())


class _Undone(Exception):
    """Takes one try back."""


def _without_standing(person: CasePerson, step: str) -> None:
    """Reopening and a first decision ask that no sanction stands: annul it inside the try."""
    if step not in {"keputusan", "buka_kembali"}:
        return
    state = person.state
    CasePerson.objects.filter(pk=person.pk).update(state="disampaikan")
    outcomes.decide(person, None, kind="pembatalan", outcome="dibatalkan", dated_on=date(2026, 5, 20))
    CasePerson.objects.filter(pk=person.pk).update(state=state, state_on=date(2026, 4, 8))
    person.refresh_from_db()


TRACKS = {
    "keberatan": "disiplin kontrak", "banding": "disiplin kontrak", "putus_upaya": "disiplin kontrak",
    "lapor_bkn": "disiplin kode_etik kontrak", "selesai": "disiplin kode_etik kontrak", "selesai_desa": "desa",
    "bentuk_majelis": "kode_etik", "rekomendasi": "kode_etik", "putuskan": "disiplin kode_etik kontrak desa",
    "limpah_bawaslu": "disiplin kode_etik kontrak desa pidana", "periksa": "disiplin kontrak desa",
}  # fmt: skip


@pytest.mark.parametrize("code", TRACKS)
def test_step_exists_on_these_tracks_only(code):
    assert {str(one) for one in BY_CODE[code].tracks} == set(TRACKS[code].split())


@pytest.mark.parametrize("code", ["bentuk_majelis", "rekomendasi"])
def test_council_is_for_the_ethics_track_only(accused, code):
    act = {
        "bentuk_majelis": lambda: councils.form(accused, letter_number="1", letter_date=DAY, by=FIRST),
        "rekomendasi": lambda: outcomes.recommend(accused),
    }[code]
    outcomes.make_council(accused.case)

    with pytest.raises(DomainError, match="jalur disiplin"):
        act()


# --- who

OURS = (
    "tidak-terbukti ajukan keputusan putusan-upaya pembatalan tidak-hadir-penyampaian sampaikan keberatan banding "
    "tanggapan-banding berlaku lapor-bkn tutup limpahkan ke-gubernur tembusan-bawaslu rekomendasi-bkn buka-kembali "
    "bentuk-majelis"
)


@pytest.fixture
def cast(accused, handler, inspector, examiner, examiner_staff, office, dinas_a, dinas_b, sekda):
    """Everybody who might try, and what they get: 200/302 opened, 403 not one's part, 404 as if there were none."""
    matters.let_in(accused.case, examiner_staff, "pemeriksa", "pengawasan")
    unheard = make_staff("Belum Menyatakan", dinas_b)
    account = make_account("Belum Menyatakan", staff=unheard)
    assignments.assign(
        accused.case, staff=unheard, role="sekretaris", letter_number="1", letter_date=matters.OPENED_ON, by=FIRST
    )
    stepped_back = make_account("Berbenturan", "bkpsdm", staff=make_staff("Berbenturan", office))
    assignments.step_back(
        accused.case, staff=stepped_back.staff_link.staff, statement="Ipar", by=FIRST
    )  # fmt: skip
    return {
        "secretariat": (handler, "open"), "inspektorat of another lead": (inspector, 404), "examiner": (examiner, 403),
        "not yet declared": (account, 403), "declared a conflict": (stepped_back, 404),
        "accused": (make_account("Siti BKPSDM", "bkpsdm", staff=accused.staff), 404),
        "own office": (make_account("Rekan Siti", "bkpsdm", staff=make_staff("Rekan Siti", dinas_a)), 404),
        "no person": (make_account("Tanpa Orang", "bkpsdm"), 404), "sekda": (sekda, 403),
        "stranger": (make_account("Operator", "operator_opd", dinas_b, make_staff("Operator", dinas_b)), 403),
    }  # fmt: skip


def test_only_the_secretariat_takes_the_steps(sign_in, cast, accused):
    for who, (account, wanted) in cast.items():
        client = sign_in(User.objects.get(pk=account.pk))
        for url in OURS.split():
            address = reverse(f"sanctions:step-{url}", args=[accused.public_id])
            answer = client.get(address) if url != "limpahkan" else client.post(address, {"reason": "x"})
            got = "open" if answer.status_code in {200, 302} else answer.status_code
            assert got == wanted, (who, url, answer.status_code)
    accused.refresh_from_db()
    assert accused.state == State.REVIEW


@pytest.fixture
def entry(accused) -> Decision:
    """An SK that waits for the second person."""
    return decisions.enter(bring(accused, "menunggu_keputusan"), paper(), by=FIRST)


def test_only_the_secretariat_sees_confirms_or_returns_an_sk(sign_in, entry, cast):
    for who, (account, wanted) in cast.items():
        if wanted == "open":
            continue
        client = sign_in(User.objects.get(pk=account.pk))
        for name in ("decision", "decision-scan"):
            answer = client.get(reverse(f"sanctions:{name}", args=[entry.public_id]))
            assert answer.status_code == wanted, (who, name)
        for name in ("decision-confirm", "decision-return"):
            answer = client.post(reverse(f"sanctions:{name}", args=[entry.public_id]), {"note": "x"})
            assert answer.status_code == wanted, (who, name)
    assert Decision.objects.waiting().exists()


def test_council_member_notes_the_recommendation_but_decides_nothing(sign_in, siti, dinas_b, handler):
    case = matters.make_case(siti, acts=("KE-04",))
    person = case.persons.get()
    assert person.track == Track.ETHICS
    bring(person, "majelis")
    member = case.assignments.filter(role="majelis").first().staff
    client = sign_in(make_account("Anggota Majelis", "pemeriksa", staff=member))

    assert client.get(reverse("sanctions:step-rekomendasi", args=[person.public_id])).status_code == 200
    assert client.get(reverse("sanctions:step-ajukan", args=[person.public_id])).status_code == 403
