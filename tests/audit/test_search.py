"""Searching both logs by person, actor and days; taking one away is itself an event; no more queries for more rows."""

import io
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts import events
from netralitas.audit import actions as audit
from netralitas.audit.models import Access, Event

pytestmark = pytest.mark.django_db

BUDI, RINA = Actor("user", "b", "Budi Santoso"), Actor("user", "r", "Rina Marlina")


@pytest.fixture
def log(dinas_a, dinas_b, siti):
    """Budi about Siti today, Rina about a unit, somebody ten days ago; two looks at data."""
    with time_machine.travel(timezone.now() - timedelta(days=10)):
        audit.record(events.ACCOUNT_CREATED, by=Actor.command("lama"), account="Akun Lama")
    audit.record(events.LINK_REVEALED, by=BUDI, subject=siti, opd_id=dinas_a.pk, person=siti.full_name, way="disalin")
    audit.record(events.UNIT_LINK_REPLACED, by=RINA, subject=dinas_b, opd_id=dinas_b.pk, unit="Dinas Kesehatan")
    audit.record_access("registry.staff", by=BUDI, subject=siti, reason="periksa")
    audit.record_access("dashboards.people", by=RINA, subject=dinas_b)


def body(client, name: str, **query: str) -> str:
    page = client.get(reverse(f"audit:{name}"), query).content.decode()
    return page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""


@pytest.mark.parametrize("asked", ["siti aminah", "SITI", "{nip}"])
def test_events_are_found_by_person_by_name_or_number(sign_in, inspektur, log, siti, asked):
    found = body(sign_in(inspektur), "events", orang=asked.format(nip=siti.nip))

    assert "menyerahkan tautan pribadi Siti Aminah" in found
    assert "Dinas Kesehatan" not in found


def test_unknown_person_finds_nothing_and_says_so(sign_in, inspektur, log):
    page = sign_in(inspektur).get(reverse("audit:events"), {"orang": "198504122010012999"}).content.decode()

    assert "Tidak ada pegawai dengan nama atau nomor itu" in page
    assert "<tbody>" not in page


def test_events_are_found_by_actor_and_by_days(sign_in, inspektur, log):
    client = sign_in(inspektur)
    old = timezone.localdate() - timedelta(days=10)

    assert "Dinas Kesehatan" in body(client, "events", pelaku="rina")
    assert "Siti" not in body(client, "events", pelaku="rina")
    assert "Akun Lama" in body(client, "events", sampai=f"{old:%Y-%m-%d}")
    assert "Siti" not in body(client, "events", sampai=f"{old:%Y-%m-%d}")
    assert "Akun Lama" not in body(client, "events", dari=f"{timezone.localdate():%Y-%m-%d}")
    assert "Akun Lama" in body(client, "events", dari="bukan tanggal")


def test_looks_are_told_in_words_and_filtered_by_kind(sign_in, inspektur, log):
    client = sign_in(inspektur)

    assert "Data seorang pegawai" in body(client, "accesses", orang="Siti")
    assert "Daftar nama satu unit" not in body(client, "accesses", orang="Siti")
    assert "Daftar nama satu unit" in body(client, "accesses", data="dashboards.people")
    assert "periksa" not in body(client, "accesses", data="dashboards.people")


def test_taking_the_log_away_is_itself_an_event_without_numbers(sign_in, inspektur, log, siti):
    answer = sign_in(inspektur).get(reverse("audit:events"), {"unduh": "xlsx", "cari": siti.nip, "pelaku": "Budi"})
    written = Event.objects.get(event="audit.log_exported")

    assert answer.status_code == 200
    assert written.details["narrowing"] == "kata …, pelaku Budi"
    assert siti.nip not in str(written.details)


def test_workbook_holds_the_sentences(sign_in, inspektur, log):
    answer = sign_in(inspektur).get(reverse("audit:events"), {"unduh": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]

    assert "Budi Santoso menyerahkan tautan pribadi Siti Aminah, S.Pd. (disalin)." in cells
    assert Event.objects.filter(event="audit.log_exported").count() == 1


def test_access_log_is_taken_away_likewise(sign_in, inspektur, log):
    assert sign_in(inspektur).get(reverse("audit:accesses"), {"unduh": "xlsx"}).status_code == 200
    assert Event.objects.get(event="audit.log_exported").details["log"] == "catatan akses data"


@pytest.mark.parametrize("name", ["events", "accesses"])
def test_as_many_queries_for_many_rows(sign_in, inspektur, log, siti, name):
    client = sign_in(inspektur)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            body(client, name, orang="Siti", pelaku="Budi")
        return len(queries)

    asked()  # what every first page reads once
    few = asked()
    for _ in range(60):
        audit.record(
            events.LINK_REVEALED, by=BUDI, subject=siti, opd_id=siti.unit.opd_id, person=siti.full_name, way="disalin"
        )
        audit.record_access("registry.staff", by=BUDI, subject=siti)
    assert asked() == few


def test_looking_at_a_person_and_at_lists_of_names_is_written_down(sign_in, budi, siti):
    client = sign_in(budi)
    client.get(reverse("registry:staff-detail", args=[siti.public_id]))

    look = Access.objects.get(what="registry.staff")
    assert (look.actor_label, look.subject_key) == ("Budi Santoso", siti.public_id)


def test_nobody_else_reads_or_takes_the_log(sign_in, bkpsdm, log):
    assert sign_in(bkpsdm).get(reverse("audit:events"), {"unduh": "xlsx"}).status_code == 403
    assert not Event.objects.filter(event="audit.log_exported").exists()
