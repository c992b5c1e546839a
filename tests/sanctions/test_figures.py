"""Three counts, kept apart; small numbers hidden; walls that hold in numbers too."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netralitas.audit.models import Event
from sanctions import tallies
from sanctions.actions import reports
from sanctions.models import CasePerson, Clock, Decision, DecisionVerdict, Measure, State, TimeLimit
from sanctions.queries import siasn
from sanctions.queries.figures import Counted, counted_for
from sanctions.tallies import Line, Table
from tests.cast import make_account, make_staff, make_unit
from tests.sanctions.matters import BY, bring_to, make_case, make_report

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 1)


def total(user) -> tuple[int, int, int, int]:
    line = tallies.total_of(counted_for(type(user).objects.get(pk=user.pk), TODAY))
    return line.reported, line.proven, line.sanctioned, line.overdue


def sanction(person: CasePerson, code: str = "B-1", **fields) -> Decision:
    """A confirmed decision, written straight into its tables."""
    measure = Measure.objects.in_force(TODAY).get(code=code)
    given = {"kind": "keputusan", "outcome": "dijatuhkan", "number": "800/SK/1/2026", "dated_on": date(2026, 3, 25)}
    decision = Decision.objects.create(
        person=person, measure=measure, level=measure.level, reason="Pertimbangan rekaan", signer="Bupati",
        entered_by="Satu", entered_by_key="1", **given | fields,
    )  # fmt: skip
    DecisionVerdict.objects.create(decision=decision, is_confirmed=True, given_by="Dua", given_by_key="2")
    return decision


@pytest.fixture
def setda(db):
    return make_unit("Sekretariat Daerah Rekaan", kind="SETDA")


@pytest.fixture
def sekda_account(setda):
    return make_account("Sekda", "sekda", staff=make_staff("Sekda Rekaan", setda, position="Sekretaris Daerah"))


# --- the three counts


def test_reported_proven_and_sanctioned_stay_apart(siti, dinas_b, handler, inspector):
    make_report(make_staff("Baru Dilaporkan", dinas_b), outcome="perlu_keterangan")
    proven = make_case(siti).persons.get()
    bring_to(proven, "lhp")
    sanctioned = make_case(make_staff("Kedua", dinas_b)).persons.get()
    sanction(bring_to(sanctioned, "lhp"))

    assert total(handler) == (3, 2, 1, 0)


def test_duplicate_and_a_case_of_the_same_person_count_once(siti, handler, inspector):
    case = make_case(siti)
    twin = reports.register(
        source="bawaslu", received_on=date(2026, 3, 1), summary="Sama", acts=[], reporter={},
        named=[reports.Named(siti)], by=BY,
    )  # fmt: skip
    assert total(handler)[0] == 2

    reports.triage(twin, outcome="duplikat", reason="sama", same_as=case.reports.get(), by=BY)

    assert total(handler)[0] == 1


def test_person_of_a_report_who_is_not_accused_still_counts_as_reported(siti, dinas_b, handler, inspector):
    other = make_staff("Disebut Saja", dinas_b)
    case = make_case(siti)
    case.reports.get().named.create(staff=other)

    assert total(handler)[0] == 2


def test_not_proven_is_not_proven_and_annulled_is_not_sanctioned(siti, handler, inspector):
    person = bring_to(make_case(siti).persons.get(), "lhp")
    sanction(person)
    assert total(handler) == (1, 1, 1, 0)

    second = Decision.objects.create(
        person=person, kind="banding", outcome="dibatalkan", number="BPASN/2", dated_on=date(2026, 3, 30),
        reason="Batal", signer="BPASN", entered_by="Satu", entered_by_key="1",
    )  # fmt: skip
    DecisionVerdict.objects.create(decision=second, is_confirmed=True, given_by="Dua", given_by_key="2")
    assert total(handler) == (1, 1, 0, 0)

    CasePerson.objects.filter(pk=person.pk).update(state=State.NOT_PROVEN)
    assert total(handler) == (1, 0, 0, 0)


def test_overdue_counts_persons_not_clocks(accused, handler):
    limits = TimeLimit.objects.in_force(TODAY).exclude(code__in=["KEBERATAN", "BANDING", "BANDING-PUTUS", "PTUN"])[:2]
    for limit in limits:
        Clock.objects.create(person=accused, limit=limit, started_on=date(2026, 3, 2), due_on=date(2026, 3, 9))

    assert total(handler)[3] == 1


@pytest.mark.parametrize("title", [
    "Menurut jalur", "Menurut jabatan", "Menurut keadaan", "Menurut lama terbuka", "Menurut tahapan pemilihan",
    "Menurut bentuk pelanggaran",
])  # fmt: skip
def test_each_table_adds_up_to_the_total(title, siti, dinas_b, handler, inspector):
    make_case(siti)
    make_report(make_staff("Lain", dinas_b), outcome="perlu_keterangan")
    counted = counted_for(handler, TODAY)

    table = next(one for one in tallies.tables_of(counted) if one.title == title)

    assert sum(line.reported for line in table.lines) == len(counted) == 2


def test_age_is_of_open_matters_only():
    counted = [Counted(days_open=days) for days in (0, 30, 31, 90, 91)] + [Counted(days_open=None)]

    table = next(one for one in tallies.tables_of(counted) if one.head == "Lama sejak dibuka")

    assert [(line.label, line.reported) for line in table.lines] == [
        ("Sampai 30 hari", 2), ("31 sampai 60 hari", 1), ("61 sampai 90 hari", 1), ("Lebih dari 90 hari", 1),
        ("Sudah selesai", 1),
    ]  # fmt: skip


def test_numbers_ask_as_many_queries_for_many(siti, dinas_b, handler, inspector):
    make_case(siti)
    asked = _counted(handler)
    for number in range(6):
        make_case(make_staff(f"Orang {number}", dinas_b))

    assert _counted(handler) == asked


def _counted(user) -> int:
    fresh = type(user).objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as asked:
        counted = counted_for(fresh, TODAY)
        tallies.tables_of(counted)
    return len(asked)


# --- small numbers


def test_small_number_is_hidden_and_so_is_the_one_that_would_give_it_away():
    table = Table("t", "h", [Line("a", 3, 0, 0, 0), Line("b", 20, 6, 0, 0), Line("c", 9, 7, 0, 0)])

    hidden = tallies.suppressed(table)

    assert [line.reported for line in hidden.lines] == [None, 20, None]
    assert [line.proven for line in hidden.lines] == [0, 6, 7]


@pytest.mark.parametrize("values", [(1, 2, 30), (4, 5), (1,), (0, 3, 3, 3), (5, 6, 7)])
def test_no_hidden_number_follows_from_the_total(values):
    hidden = tallies.suppressed(Table("t", "h", [Line(str(n), n) for n in values])).lines

    shown = [line.reported for line in hidden]
    gone = [value for value, told in zip(values, shown, strict=True) if told is None]
    assert not [told for told in shown if told and told < tallies.SMALL]
    assert len(gone) != 1 or not any(shown)


def test_exact_numbers_are_bkpsdms_alone(sign_in, siti, handler, inspector, dinas_b):
    make_case(siti)
    kesbang = make_account("Verifikator", "bakesbangpol", staff=make_staff("Verifikator", dinas_b))

    exact = sign_in(handler).get(reverse("sanctions:figures"))
    veiled = sign_in(kesbang).get(reverse("sanctions:figures"))

    assert exact.context["total"].reported == 1
    assert veiled.context["total"].reported is None
    assert "&lt; 5" in veiled.text
    assert "&lt; 5" not in exact.text
    sheet = sign_in(kesbang).get(reverse("sanctions:figures"), {"unduh": "xlsx"})
    cells = [cell for row in _rows(sheet) for cell in row]
    assert "kurang dari 5" in cells
    assert not {1, 2, 3, 4} & set(cells)


# --- walls


def test_nobody_finds_the_own_matter_in_a_number(siti, dinas_a, handler, inspector):
    make_case(siti)
    siti_herself = make_account("Siti", "bkpsdm", staff=siti)
    of_the_office = make_account("Rekan", "bakesbangpol", staff=make_staff("Rekan", dinas_a))

    assert total(handler)[0] == 1
    assert total(siti_herself)[0] == total(of_the_office)[0] == 0


def test_sekdas_own_matter_is_in_no_number_of_sekda_or_ajudan(siti, dinas_b, setda, sekda_account, handler, inspector):
    sekda = sekda_account.staff_link.staff
    ajudan = make_account("Ajudan", "ajudan", staff=make_staff("Ajudan Rekaan", dinas_b))
    make_case(siti)
    before = total(sekda_account), total(ajudan)
    make_report(sekda, outcome="perlu_keterangan")
    make_case(sekda)

    assert (total(sekda_account), total(ajudan)) == before == ((1, 0, 0, 0), (1, 0, 0, 0))
    assert total(handler)[0] == 3


def test_account_without_a_person_counts_nothing(siti, handler, inspector, bkpsdm, sekda):
    make_case(siti)

    assert total(bkpsdm) == total(sekda) == (0, 0, 0, 0)


def test_sekda_reads_counts_and_nothing_else(sign_in, siti, handler, inspector, sekda_account):
    case = make_case(siti)
    client = sign_in(sekda_account)

    page = client.get(reverse("sanctions:counts"))

    assert page.status_code == 200
    assert "Lewat tenggat" in page.text
    for secret in (siti.name, case.number, siti.unit.name):
        assert secret not in page.text
    assert client.get(reverse("sanctions:figures")).status_code == 403
    assert "<table" not in page.text


# --- never beside pledges


def test_case_numbers_stand_on_no_page_paper_or_screen_of_the_pledge():
    """Dashboards, the projector and shared papers know nothing of cases; case pages draw no pledge bars."""
    root = Path(settings.BASE_DIR)
    below = [*root.glob("netralitas/dashboards/**/*.py"), *root.glob("pledges/**/*.py")]
    shown = [*root.glob("templates/dashboards/**/*.html"), *root.glob("templates/pledges/**/*.html"),
             *root.glob("templates/papers/**/*.html")]  # fmt: skip

    assert len(below) > 50
    beyond = re.compile(
        r"\b(?:from|import) sanctions(?!\.(?:clocks|queries\.calendar|models\.calendar)\b)"
    )  # days only
    assert [str(path) for path in below if beyond.search(path.read_text())] == []
    assert [str(path) for path in shown if "sanctions:" in path.read_text() or "perkara" in path.read_text()] == []
    for path in root.glob("templates/sanctions/figures/*.html"):
        assert "progress_cell" not in path.read_text()
        assert "dashboards:" not in path.read_text()


def test_sekdas_desk_and_the_projector_tell_no_case(sign_in, siti, handler, inspector, sekda_account):
    case = make_case(siti)
    client = sign_in(sekda_account)

    for name in ("dashboards:home", "dashboards:projector"):
        text = client.get(reverse(name), follow=True).text
        body = text.split("<main")[-1]
        assert case.number not in text
        assert not re.search("Dilaporkan|Dijatuhi sanksi|Lewat tenggat", body)


# --- the sheet for SIASN


def test_sheet_has_the_columns_of_siasn_and_is_written_down(sign_in, siti, handler, inspector):
    person = bring_to(make_case(siti).persons.get(), "lhp")
    sanction(person, effective_on=date(2026, 4, 20))
    client = sign_in(handler)

    shown = client.get(reverse("sanctions:siasn"))
    sheet = client.post(reverse("sanctions:siasn-sheet"))

    assert "800/SK/1/2026" in shown.text
    rows = _rows(sheet)
    head = next(index for index, row in enumerate(rows) if "skNomor" in row)
    told = dict(zip(rows[head], rows[head + 1], strict=True))
    assert tuple(rows[head]) == siasn.COLUMNS
    assert told["nip"] == siti.nip
    assert (told["skNomor"], told["skTanggal"]) == ("800/SK/1/2026", "25-03-2026")
    assert (told["hukumanTanggal"], told["akhirHukumanTanggal"]) == ("20-04-2026", "19-04-2027")
    assert (told["jenisHukumanId"], told["jenisTingkatHukumanId"], told["nomorPp"]) == ("13", "B", "07")
    assert Event.objects.get(event="sanctions.siasn_sheet_taken").details["count"] == 1


def test_sheet_of_the_inspectorate_has_its_own_cases_only(sign_in, siti, handler, inspector):
    sanction(bring_to(make_case(siti).persons.get(), "lhp"))

    assert not siasn.decisions_for(inspector).exists()
    assert sign_in(inspector).get(reverse("sanctions:siasn-sheet")).status_code == 405


@pytest.mark.parametrize(
    ("starts", "months", "end"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 3, 1), 12, date(2027, 2, 28)),
     (date(2027, 3, 1), 12, date(2028, 2, 29)), (date(2026, 12, 15), 6, date(2027, 6, 14)),
     (date(2026, 5, 1), 0, None)],
)  # fmt: skip
def test_end_of_a_measure_is_the_day_before_the_same_day(starts, months, end):
    assert siasn._end(starts, months) == end


def _rows(answer) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [[cell if cell is not None else "" for cell in row] for row in book.active.iter_rows(values_only=True)]
