"""The register of reports: walls first, then triage, answers and the reporter's identity."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Access, Event
from netralitas.errors import DomainError, SealedRowError
from sanctions.actions import reports as actions
from sanctions.actions.reports import Named
from sanctions.models import Act, Report, ReporterIdentity, Triage
from sanctions.queries import reports as queries
from tests.cast import make_account, make_staff, make_unit

pytestmark = pytest.mark.django_db
BY = Actor.command("uji")
DAY = date(2026, 10, 1)
SECRET = "Pelapor Rahasia Sekali"


@pytest.fixture
def office(db):
    return make_unit("BKPSDM Rekaan", kind="BADAN")


@pytest.fixture
def handler(office):
    """A BKPSDM account with a person behind it."""
    return make_account("Agus BKPSDM", "bkpsdm", staff=make_staff("Agus Rekaan", office))


@pytest.fixture
def inspector(db):
    itda = make_unit("Inspektorat Rekaan", kind="ITDA")
    return make_account("Penangan ITDA", "penangan_itda", staff=make_staff("Ratna Rekaan", itda))


def register(*staff, **fields) -> Report:
    given = {"source": "bawaslu", "received_on": DAY, "summary": "Uraian rekaan", "acts": [], "reporter": {}, "by": BY}
    return actions.register(named=[Named(one) for one in staff], **given | fields)


# --- walls


def test_named_person_and_own_office_never_see_it(siti, dinas_a, handler):
    report = register(siti)
    in_dinas_a = make_account("BKPSDM dari Dinas A", "bkpsdm", staff=make_staff("Sahabat Rekaan", dinas_a))
    siti_herself = make_account("Siti", "bkpsdm", staff=siti)

    assert list(queries.reports_for(handler)) == [report]
    assert not queries.reports_for(in_dinas_a).exists()
    assert not queries.reports_for(siti_herself).exists()


def test_one_of_several_named_is_enough_to_be_walled_off(siti, dinas_a, dinas_b):
    register(make_staff("Orang Lain", dinas_b), siti)
    in_dinas_a = make_account("BKPSDM dari Dinas A", "bkpsdm", staff=make_staff("Sahabat Rekaan", dinas_a))

    assert not queries.reports_for(in_dinas_a).exists()


def test_account_without_a_person_sees_nothing(siti, bkpsdm, sign_in):
    register(siti)

    page = sign_in(bkpsdm).get(reverse("sanctions:reports"))

    assert page.context["listing"].total == 0
    assert "belum terkait dengan pegawai" in page.text


def test_report_about_bkpsdm_is_the_inspectorates_alone(siti, office, handler, inspector):
    about_office = register(make_staff("Rekan Agus", office))
    register(siti)

    assert about_office not in queries.reports_for(handler)
    assert list(queries.reports_for(inspector)) == [about_office]


def test_report_about_the_own_office_leaves_sight_when_written(sign_in, handler, office):
    client = sign_in(handler)
    colleague = make_staff("Rekan Agus", office)
    posted = {"source": "atasan", "received_on": "2026-10-01", "reported": colleague.nip, "summary": "Uraian"}

    page = client.post(reverse("sanctions:report-new"), posted, follow=True)

    assert Report.objects.count() == 1
    assert "ditangani pihak lain" in page.text
    assert "Rekan Agus" not in page.text
    assert client.get(reverse("sanctions:report", args=[Report.objects.get().public_id])).status_code == 404


@pytest.mark.parametrize("page", ["report", "report-triage", "report-answer"])
def test_walled_report_looks_like_none(sign_in, siti, dinas_a, page):
    report = register(siti)
    client = sign_in(make_account("BKPSDM dari Dinas A", "bkpsdm", staff=make_staff("Sahabat", dinas_a)))

    walled = client.get(reverse(f"sanctions:{page}", args=[report.public_id]))
    missing = client.get(reverse(f"sanctions:{page}", args=["2" * 16]))

    assert walled.status_code == missing.status_code == 404
    assert "Uraian rekaan" not in walled.text


def test_log_of_many_names_nobody(siti):
    report = register(siti, reporter={"nama": SECRET, "kontak": "", "catatan": ""})
    actions.triage(report, outcome="bukan_pelanggaran", reason="tidak terbukti", by=BY)

    written = " ".join(str(event.details) for event in Event.objects.all())
    assert report.number in written
    assert siti.name not in written
    assert SECRET not in written


# --- writing down


def test_numbers_follow_the_year(siti):
    assert register(siti).number == "LD/2026/0001"
    assert register(siti).number == "LD/2026/0002"
    assert register(siti, received_on=date(2025, 12, 30)).number == "LD/2025/0001"


def test_form_reads_numbers_and_words(sign_in, handler, siti):
    act = Act.objects.get(code="D-02")
    posted = {
        "source": "bawaslu", "external_number": "012/PM.05/X/2026", "received_on": "2026-10-01",
        "reported": f"{siti.nip[:8]} {siti.nip[8:]}\nSeorang guru, SD Rekaan\n{siti.nip}", "summary": "Uraian",
        "acts": [act.pk],
    }  # fmt: skip

    sign_in(handler).post(reverse("sanctions:report-new"), posted)

    report = Report.objects.get()
    assert [str(one) for one in report.named.order_by("pk")] == [siti.full_name, "Seorang guru, SD Rekaan"]
    assert list(report.acts.all()) == [act]
    assert not ReporterIdentity.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reported", "198504122010012999", "belum terdata"),
        ("reported", "12345", "belum terdata"),
        ("received_on", "2126-10-01", "belum tiba"),
        ("acted_on", "2026-10-02", "terbalik"),
        ("reported", "\n".join(f"Orang {n}" for n in range(51)), "Paling banyak"),
        ("source", "dukun", "pilihan"),
    ],
)
def test_bad_report_is_refused_and_comes_back_whole(sign_in, handler, field, value, words):
    posted = {"source": "atasan", "received_on": "2026-10-01", "reported": "Seseorang", "summary": "Uraian panjang"}

    page = sign_in(handler).post(reverse("sanctions:report-new"), posted | {field: value})

    assert page.status_code == 200
    assert words in page.text
    assert "Uraian panjang" in page.text
    assert not Report.objects.exists()


# --- triage and answer


def test_settled_report_is_taken_up_again_only_as_needing_more(siti):
    report = register(siti)
    actions.triage(report, outcome="bukan_pelanggaran", reason="tidak ada bukti", by=BY)

    with pytest.raises(DomainError, match="sudah ditelaah"):
        actions.triage(report, outcome="diperiksa", reason="berubah pikiran", by=BY)

    actions.triage(report, outcome="perlu_keterangan", reason="ada saksi baru", by=BY)
    actions.triage(report, outcome="diperiksa", reason="cukup", by=BY)
    report.refresh_from_db()
    assert report.state == "diperiksa"
    assert Triage.objects.filter(report=report).count() == 3


@pytest.mark.parametrize("outcome", ["ke_bawaslu", "ke_gubernur", "duplikat", "diterima"])
def test_triage_that_lacks_its_ground_is_refused(siti, outcome):
    report = register(siti)

    with pytest.raises(DomainError):
        actions.triage(report, outcome=outcome, reason="alasan", by=BY)

    assert not Triage.objects.exists()


def test_duplicate_names_the_other_report_but_never_itself(siti):
    first, second = register(siti), register(siti)

    with pytest.raises(DomainError, match="laporan lain"):
        actions.triage(second, outcome="duplikat", reason="sama", by=BY, same_as=second)

    assert actions.triage(second, outcome="duplikat", reason="sama", by=BY, same_as=first).same_as == first


def test_decision_never_changes(siti):
    decision = actions.triage(register(siti), outcome="diperiksa", reason="cukup", by=BY)

    with pytest.raises(SealedRowError):
        Triage.objects.filter(pk=decision.pk).update(reason="lain")


def test_answer_needs_a_triage_and_is_given_once(sign_in, handler, siti):
    report, client = register(siti), sign_in(handler)
    address = reverse("sanctions:report-answer", args=[report.public_id])
    letter = {"letter_number": "800/12/BKPSDM/2026", "letter_date": "2026-10-20"}

    assert "Telaah dahulu" in client.post(address, letter).text
    client.post(
        reverse("sanctions:report-triage", args=[report.public_id]), {"outcome": "diperiksa", "reason": "cukup bukti"}
    )
    assert client.post(address, letter).status_code == 302
    assert "Sudah dijawab" in client.post(address, letter).text
    assert "800/12/BKPSDM/2026" in client.get(reverse("sanctions:report", args=[report.public_id])).text


# --- who told


def test_identity_opens_for_a_reason_that_is_logged(sign_in, handler, siti):
    report = register(siti, reporter={"nama": SECRET, "kontak": "0812", "catatan": ""})
    client = sign_in(handler)
    address = reverse("sanctions:report-reporter", args=[report.public_id])

    assert SECRET not in client.get(reverse("sanctions:report", args=[report.public_id])).text
    assert client.get(address).status_code == 405
    refused = client.post(address, {"reason": " "}, follow=True)
    assert SECRET not in refused.text
    assert "Identitas pelapor belum dibuka" in refused.text
    assert not Access.objects.filter(what="sanctions.reporter").exists()

    opened = client.post(address, {"reason": "Pemanggilan saksi"})
    assert SECRET in opened.text
    assert "no-store" in opened["Cache-Control"]
    assert Access.objects.get(what="sanctions.reporter").reason == "Pemanggilan saksi"


def test_identity_lies_encrypted(siti):
    register(siti, reporter={"nama": SECRET, "kontak": "", "catatan": ""})

    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext FROM sanctions_reporteridentity")
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])


def test_list_asks_as_many_queries_for_many_reports(sign_in, handler, siti, dinas_b):
    client, address = sign_in(handler), reverse("sanctions:reports")
    register(siti)
    client.get(address)
    asked = _counted(client, address)
    for number in range(12):
        register(make_staff(f"Orang {number}", dinas_b), siti)

    assert _counted(client, address) == asked


def _counted(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_inspectorate_is_told_who_deals_with_a_report_about_another_office(siti, handler, inspector, sign_in):
    posted = {"source": "atasan", "received_on": "2026-03-01", "reported": siti.nip, "summary": "Uraian rekaan"}
    client = sign_in(inspector)

    page = client.post(reverse("sanctions:report-new"), posted, follow=True)

    assert "ditangani BKPSDM, jadi tidak tampil di sini" in page.text
    assert "Perangkat Daerah Bapak/Ibu sendiri" not in page.text
    assert "hanya laporan tentang pegawai BKPSDM" in page.text
    assert "hanya laporan tentang" not in sign_in(handler).get(reverse("sanctions:reports")).text
