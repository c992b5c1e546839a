"""The audit page: sentences for the auditor, searched by actor, event, day and OPD; nobody else looks."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts import events
from netralitas.audit import actions as audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(dinas_a, dinas_b, siti):
    """Three acts: a reveal in Dinas A, a replaced unit link in Dinas B, and one of ten days ago."""
    budi = Actor("user", "b", "Budi Santoso")
    rina = Actor("user", "r", "Rina Marlina")
    with time_machine.travel(timezone.now() - timedelta(days=10)):
        audit.record(events.ACCOUNT_CREATED, by=Actor.command("lama"), account="Akun Lama")
    audit.record(events.LINK_REVEALED, by=budi, subject=siti, opd_id=dinas_a.pk, person="Siti Aminah", way="disalin")
    audit.record(events.UNIT_LINK_REPLACED, by=rina, subject=dinas_b, opd_id=dinas_b.pk, unit="Dinas Kesehatan")


def rows(client, query: str = "") -> str:
    page = client.get(f"/audit/{query}").content.decode()
    return page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""


def test_events_are_told_as_sentences_newest_first(sign_in, inspektur, log):
    text = rows(sign_in(inspektur))

    assert "Budi Santoso menyerahkan tautan pribadi Siti Aminah (disalin)." in text
    assert "Dinas Pendidikan" in text
    assert text.index("Rina Marlina mengganti") < text.index("Budi Santoso menyerahkan") < text.index("Akun Lama")


@pytest.mark.parametrize(
    ("query", "found", "left_out"),
    [
        ("?cari=Rina", "Dinas Kesehatan", "Siti Aminah"),
        ("?cari=Siti", "Siti Aminah", "Rina"),
        ("?jenis=accounts.link_revealed", "Siti Aminah", "Rina"),
        ("?kapan=7", "Rina", "Akun Lama"),
        ("?cari={old}", "Akun Lama", "Rina"),
        ("?opd={a}", "Siti Aminah", "Rina"),
    ],
)
def test_search_and_filters(sign_in, inspektur, log, dinas_a, query, found, left_out):
    old = timezone.localtime(timezone.now() - timedelta(days=10))
    text = rows(sign_in(inspektur), query.format(old=f"{old:%d-%m-%Y}", a=dinas_a.pk))

    assert found in text
    assert left_out not in text


@pytest.mark.parametrize("query", ["?cari=99-99-2026", "?jenis=x", "?opd=x", "?kapan=x", "?hal=-1", "?urut=zz"])
def test_odd_questions_are_answered(sign_in, inspektur, log, query):
    assert sign_in(inspektur).get(f"/audit/{query}").status_code in {200, 400}


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same_for_few_and_many(sign_in, inspektur, dinas_a, count):
    for number in range(count):
        audit.record(events.ACCOUNT_CREATED, by=Actor.command("uji"), account=f"Akun {number}", opd_id=dinas_a.pk)
    client = sign_in(inspektur)
    client.get("/audit/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/audit/?per=50")

    assert len(queries) <= 9, [query["sql"] for query in queries]


def test_looks_at_sensitive_data_are_listed(sign_in, inspektur, siti):
    audit.record_access("NIK", by=Actor("user", "b", "Budi Santoso"), subject=siti, reason="pencocokan data")

    page = sign_in(inspektur).get("/audit/akses/").content.decode()
    assert "Budi Santoso" in page
    assert "pencocokan data" in page
    assert "pegawai" in page


@pytest.mark.parametrize("who", ["siti_user", "budi", "kepala_a", "kesbang", "sekda", "bkpsdm", "admin_sistem"])
def test_only_the_auditor_reads(request, sign_in, who, log):
    client = sign_in(request.getfixturevalue(who))

    assert client.get("/audit/").status_code == 403
    assert client.get("/audit/akses/").status_code == 403


def test_reading_is_all(sign_in, inspektur):
    client = sign_in(inspektur)

    assert client.post("/audit/").status_code == 405
    assert client.delete("/audit/akses/").status_code == 405
