"""A canary in a walled case: its number and words appear on no page, list, search, log or file of the walled."""

import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from netralitas.access.models import User
from netralitas.audit.models import Event
from sanctions.models import CasePerson, Examination, InvestigationReport
from tests.cast import make_account, make_staff
from tests.sanctions import matters
from tests.sanctions.matters import bring_to, make_case

pytestmark = pytest.mark.django_db
TITLE, PLACE = "Kenari Zaitun", "Ruang rapat rekaan"
NOBODY = "2" * 16
ROLES = ["bkpsdm", "inspektorat", "operator_opd"]
OTHER_ROLES = ["penangan_itda", "pemeriksa", "kepala_opd", "bakesbangpol", "sekda", "ajudan"]
EVERY_ROLE = ROLES + [pytest.param(role, marks=pytest.mark.long) for role in OTHER_ROLES]
SEARCHES = ["", "?cari={number}", "?cari={title}", "?unduh=xlsx&cari={number}"]


@pytest.fixture
def walled_case(siti, handler, inspector):
    case = make_case(siti, title=TITLE)
    bring_to(case.persons.get(), "lhp")
    return case


@pytest.fixture
def enter(dinas_a, sign_in):
    """A client of the reported Perangkat Daerah in a role of it or of the pemda."""

    def entered(role: str):
        unit = dinas_a if role in {"kepala_opd", "operator_opd"} else None
        user = make_account(f"Akun {role}", role, unit, make_staff(f"Orang {role}", dinas_a))
        return sign_in(User.objects.get(pk=user.pk))

    return entered


def words_of(response) -> str:
    """Text of a page, or of everything inside a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode(errors="replace")


def lists_without_arguments() -> list[str]:
    """Addresses of every page that takes no argument."""
    found = []
    for space in ("sanctions", "audit", "documents", "jobs", "dashboards"):
        resolver = next((one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == space), None)
        for entry in resolver.url_patterns if resolver else []:
            try:
                found.append(reverse(f"{space}:{entry.name}"))
            except (NoReverseMatch, AttributeError):
                continue
    return [*found, reverse("home")]


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_no_page_of_the_walled_sings_of_the_case(walled_case, enter, role):
    client = enter(role)
    for address in lists_without_arguments():
        asked = SEARCHES if "/penanganan/" in address or "/audit/" in address else SEARCHES[:1]
        for search in asked:
            wanted = search.format(number=walled_case.number, title=TITLE.split()[1])
            response = client.get(address + wanted)
            if response.status_code == 200:
                text = words_of(response)
                for typed in (f'value="{walled_case.number}"', f"kata {walled_case.number}", wanted):
                    text = text.replace(typed, "")  # what the reader typed is no news to them
                assert walled_case.number not in text, address + wanted
                assert TITLE not in text, address + wanted


def addresses_of(case) -> dict[str, str]:
    """Every page of the case, with its address and that of the same page of nothing."""
    person, keys = case.persons.get(), {}
    keys |= dict.fromkeys(("case", "case-person-add", "case-assignments", "case-step-back"), case.public_id)
    keys |= dict.fromkeys(("case-person", "allegation-add", "person-track"), person.public_id)
    steps = ("hentikan", "mulai-pemeriksaan", "panggil", "tidak-hadir", "bap", "bap-tambahan", "lhp")
    keys |= dict.fromkeys((f"step-{step}" for step in steps), person.public_id)
    keys["allegation-withdraw"] = person.allegations.get().public_id
    papers = ("examination", "examination-finish", "examination-discard")
    keys |= dict.fromkeys(papers, Examination.objects.get().public_id)
    report = InvestigationReport.objects.get().public_id
    keys |= dict.fromkeys(("investigation-report", "investigation-report-finish"), report)
    keys |= dict.fromkeys(("declaration", "declaration-note", "assignment-end"), case.assignments.first().public_id)
    return keys


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["bkpsdm", "pemeriksa", "operator_opd"])
def test_every_address_of_the_case_looks_like_none(walled_case, enter, role, method):
    client, state = enter(role), CasePerson.objects.get().state
    for name, key in addresses_of(walled_case).items():
        there = getattr(client, method)(reverse(f"sanctions:{name}", args=[key]))
        nowhere = getattr(client, method)(reverse(f"sanctions:{name}", args=[NOBODY]))

        assert there.status_code == nowhere.status_code, name
        assert there.status_code in ({404, 405} if role == "bkpsdm" else {403, 404, 405}), name
        assert siti_words(there) == [], name
    assert CasePerson.objects.get().state == state


def siti_words(response) -> list[str]:
    return [word for word in (TITLE, PLACE, "Siti Aminah", "PKR/") if word in words_of(response)]


def test_secretariat_of_another_office_does_hear_it(walled_case, handler, sign_in):
    """Negative control: the same pages show it to those who may see."""
    client = sign_in(handler)

    assert walled_case.number in client.get(reverse("sanctions:cases")).text
    assert walled_case.number in words_of(client.get(reverse("sanctions:cases") + "?unduh=xlsx"))
    for name, key in addresses_of(walled_case).items():
        if name != "declaration":
            assert client.get(reverse(f"sanctions:{name}", args=[key])).status_code in {200, 302}, name


def test_auditor_from_elsewhere_reads_the_log_of_the_case(walled_case, dinas_b, sign_in):
    auditor = make_account("Auditor", "inspektorat", staff=make_staff("Auditor", dinas_b))

    page = sign_in(auditor).get(reverse("audit:events") + f"?cari={walled_case.number}")

    assert f"dalam perkara {walled_case.number}" in page.text
    assert "Siti Aminah" not in page.text
    assert Event.objects.filter(subject_type="sanctions.case").exists()


def test_download_of_the_list_names_nobody_and_is_noted(walled_case, handler, sign_in):
    book = words_of(sign_in(handler).get(reverse("sanctions:cases") + "?unduh=xlsx"))

    assert "Siti" not in book
    assert TITLE not in book
    assert Event.objects.get(event="sanctions.cases_exported").details == {"count": 1}


def test_list_asks_as_many_queries_for_many_cases(case, handler, sign_in, dinas_b):
    client, address = sign_in(handler), reverse("sanctions:cases")
    client.get(address)

    def asked(query: str = "") -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address + query).status_code == 200
        return len(queries)

    one = asked()
    for number in range(6):
        bring_to(make_case(make_staff(f"Orang {number}", dinas_b)).persons.get(), "telaah")
    assert asked() == one
    for query in ("?tenggat=lewat", "?keadaan=telaah&jalur=disiplin", "?urut=tenggat", "?status=selesai", "?cari=siti"):
        assert asked(query) <= one + 1


def test_search_and_filters_find_what_fits(case, handler, sign_in, dinas_b):
    other = bring_to(make_case(make_staff("Rahmat Hidayat", dinas_b)).persons.get(), "panggilan_1")
    client, address = sign_in(handler), reverse("sanctions:cases")

    def found(query: str) -> set[str]:
        return {one.number for one in client.get(address + query).context["listing"].page}

    assert 'name="cari"' in client.get(address).text
    assert found("?cari=rahmat") == {other.case.number}
    assert found(f"?cari={case.number}") == {case.number}
    assert found("?keadaan=panggilan_1") == found("?tenggat=lewat") == {other.case.number}
    assert found("?status=berjalan") == {case.number, other.case.number}
    assert found("?status=selesai") == set()
    assert matters.FIRST_EXAM is not None
