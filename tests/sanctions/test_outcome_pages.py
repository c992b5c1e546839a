"""The pages after the LHP, walked as an office would: two persons for the SK, one page a step, refusals kept whole."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netralitas.audit.models import Access
from sanctions.models import CaseRole, Clock, Decision, State
from sanctions.queries import decisions as queries
from tests.cast import make_account, make_staff
from tests.documents.uploads.samples import scan_pdf
from tests.sanctions import matters, outcomes
from tests.sanctions.outcomes import bring, measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(office):
    """A second person of the secretariat."""
    return make_account("Tari BKPSDM", "bkpsdm", staff=make_staff("Tari Rekaan", office))


def page(name: str, row) -> str:
    return reverse(f"sanctions:{name}", args=[row.public_id])


def sk(accused, **changed) -> dict[str, object]:
    official = accused.case.assignments.get(role=CaseRole.OFFICIAL)
    scan = SimpleUploadedFile("sk.pdf", scan_pdf(), "application/pdf")
    return {
        "number": "800/SK/7/2026", "dated_on": "2026-04-06", "measure": measure("B-1").pk, "official": official.pk,
        "reason": "Sesuai LHP", "effective_on": "", "scan": scan,
    } | changed  # fmt: skip


@pytest.mark.timeout(60)
def test_sk_is_entered_by_one_and_confirmed_by_another(sign_in, handler, colleague, accused):
    bring(accused, "menunggu_keputusan")
    first, second = sign_in(handler), sign_in(colleague)

    shown = first.get(page("step-keputusan", accused))
    assert "Tingkat lazim" in shown.text
    assert "Menurut aturan" in shown.text
    answer = first.post(page("step-keputusan", accused), sk(accused))
    assert answer.status_code == 302, answer.context["form"].errors
    entry = Decision.objects.get()
    waiting = first.get(page("case", accused.case)).text
    assert "Cocokkan sebagai orang kedua" in waiting
    assert page("step-keputusan", accused) not in waiting
    own = first.get(page("decision", entry))
    assert "Menunggu orang kedua" in own.text
    assert "Sesuai, Konfirmasi" not in own.text
    refused = first.post(page("decision-confirm", entry), follow=True)
    assert "orang kedua, bukan oleh yang mencatatnya" in refused.text
    accused.refresh_from_db()
    assert accused.state == State.WAITING

    assert "Sesuai, Konfirmasi" in second.get(page("decision", entry)).text
    scan = second.get(page("decision-scan", entry))
    assert scan["Content-Type"] == "application/pdf"
    assert Access.objects.filter(what="sanctions.decision_scan").exists()
    second.post(page("decision-confirm", entry))
    accused.refresh_from_db()
    assert accused.state == State.DECIDED
    assert "dikonfirmasi" in second.get(page("case", accused.case)).text


def test_paper_without_a_readable_scan_is_refused_and_keeps_what_was_typed(sign_in, handler, accused):
    bring(accused, "menunggu_keputusan")
    fake = SimpleUploadedFile("sk.pdf", b"%PDF-1.4 bukan pdf", "application/pdf")

    answer = sign_in(handler).post(page("step-keputusan", accused), sk(accused, scan=fake))

    assert answer.status_code == 200
    assert "800/SK/7/2026" in answer.text
    assert not Decision.objects.exists()


def test_entry_goes_back_with_a_note(sign_in, handler, colleague, accused):
    bring(accused, "menunggu_keputusan")
    sign_in(handler).post(page("step-keputusan", accused), sk(accused))
    entry, second = Decision.objects.get(), sign_in(colleague)

    silent = second.post(page("decision-return", entry), {"note": " "}, follow=True)
    assert "Tuliskan apa yang tidak sesuai" in silent.text
    second.post(page("decision-return", entry), {"note": "Nomornya 71"})

    assert "Nomornya 71" in second.get(page("decision", entry)).text
    assert queries.waiting_entry(accused) is None


DELIVERY = {
    "outcome": "diterima", "handed_on": "2026-04-08", "record_number": "BA/7", "received_on": "", "place": "",
    "reason": "",
}  # fmt: skip
OBJECTION = {"number": "", "filed_on": "2026-04-20", "received_on": "2026-04-20", "reason": ""}


@pytest.mark.parametrize(
    ("state", "url", "posted", "after"),
    [
        (
            "lhp", "step-ajukan", {"on": "2026-04-01", "document_number": "ND/1", "reason": "Terbukti"},
            "menunggu_keputusan",
        ),
        ("diputus", "step-tidak-hadir-penyampaian", {"on": "2026-04-07", "document_number": "BA/1"}, "diputus"),
        ("diputus", "step-sampaikan", DELIVERY, "disampaikan"),
        ("disampaikan", "step-keberatan", OBJECTION, "keberatan"),
        ("disampaikan", "step-berlaku", {}, "berlaku"),
        ("berlaku", "step-lapor-bkn", {"channel": "SIASN", "number": "77", "on": "2026-05-04"}, "dilaporkan_bkn"),
        ("dilaporkan_bkn", "step-tutup", {"on": "2026-05-05", "reason": ""}, "selesai"),
        (
            "telaah", "step-limpahkan",
            {"body": "gakkumdu", "letter_number": "1", "letter_date": "2026-03-05", "reason": "Pidana"},
            "dilimpahkan_bawaslu",
        ),
        (
            "bap", "step-ke-gubernur",
            {"body": "gubernur", "letter_number": "1", "letter_date": "2026-03-20", "reason": "Benturan"},
            "ke_gubernur",
        ),
        (
            "bap", "step-tembusan-bawaslu",
            {"body": "bawaslu", "letter_number": "1", "letter_date": "2026-03-20", "reason": "Untuk diketahui"}, "bap",
        ),
        (
            "telaah", "step-rekomendasi-bkn",
            {"letter_number": "1", "letter_date": "2026-03-05", "received_on": "2026-03-06"}, "telaah",
        ),
        ("tidak_cukup_bukti", "step-buka-kembali", {"on": "2026-03-10", "reason": "Bukti baru"}, "telaah"),
    ],
)  # fmt: skip
def test_each_step_has_its_page(sign_in, handler, accused, state, url, posted, after):
    bring(accused, state)
    if url == "step-ajukan":
        outcomes.name_official(accused.case)
    client = sign_in(handler)
    shown = client.get(page(url, accused))
    assert shown.status_code == 200
    assert reverse(f"sanctions:{url}", args=[accused.public_id]) in client.get(page("case", accused.case)).text

    answer = client.post(page(url, accused), posted | {"csrfmiddlewaretoken": "x"})

    assert answer.status_code == 302, answer.context["form"].errors
    accused.refresh_from_db()
    assert accused.state == after


def test_step_that_does_not_fit_the_state_leads_back_with_a_word(sign_in, handler, accused):
    answer = sign_in(handler).get(page("step-berlaku", accused), follow=True)

    assert "tidak dapat dicatat pada keadaan ini" in answer.text


# --- Jatuh Tempo


def test_due_list_says_what_the_rule_says_and_badges_what_is_late(sign_in, handler, accused):
    bring(accused, "panggilan_1")
    client = sign_in(handler)

    shown = client.get(reverse("sanctions:due"))

    assert shown.context["overdue"] == 2
    assert "hukuman dijatuhkan berdasarkan alat bukti yang ada" in shown.text
    assert 'class="menu-count"' in shown.text
    late = client.get(reverse("sanctions:due") + "?waktu=lewat")
    assert late.context["listing"].total == 2
    matters.examine(accused)
    assert client.get(reverse("sanctions:due")).context["overdue"] == 0


def test_due_list_stops_at_the_wall(sign_in, accused, dinas_a, inspector):
    bring(accused, "panggilan_1")
    walled = make_account("BKPSDM Dinas A", "bkpsdm", staff=make_staff("Sahabat", dinas_a))

    assert sign_in(walled).get(reverse("sanctions:due")).context["listing"].total == 0
    assert sign_in(inspector).get(reverse("sanctions:due")).context["listing"].total == 0
    assert Clock.objects.running().exists()


def test_due_list_asks_as_many_queries_for_many_clocks(sign_in, handler, accused, dinas_b):
    client, address = sign_in(handler), reverse("sanctions:due")
    bring(accused, "panggilan_1")
    client.get(address)
    asked = _counted(client, address)
    for number in range(3):
        bring(matters.make_case(make_staff(f"Orang {number}", dinas_b)).persons.get(), "panggilan_1")

    assert _counted(client, address) == asked


def test_download_holds_no_name(sign_in, handler, accused):
    bring(accused, "panggilan_1")

    answer = sign_in(handler).get(reverse("sanctions:due") + "?unduh=xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        words = b" ".join(book.read(name) for name in book.namelist())
    assert accused.case.number.encode() in words
    assert accused.staff.name.encode() not in words


def _counted(client, address: str) -> int:
    """The smaller of two looks: once in a while a request also notes when the device was last seen."""
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    return min(counts)
