"""Rows past the ORM: every type arrives as the ORM would have stored it, on both databases."""

import json
from datetime import date

import pytest
from django.utils import timezone

from netralitas.db import PUBLIC_ID_ALPHABET
from netralitas.exchange import bulk
from netralitas.exchange.models import ImportBatch, ImportFinding

UGLY = "a\tb\\nc\\ “d” \\. é 😀 'x' %s"


@pytest.fixture
def batch(db) -> ImportBatch:
    return ImportBatch.objects.create(kind="staff", file_name="a.xlsx")


def test_inserted_rows_read_back_as_they_were(batch):
    rows = [(batch.pk, number, UGLY[:100], "error", "uji", UGLY) for number in range(1, 5001)]

    bulk.insert(ImportFinding, ("batch_id", "row", "column", "level", "code", "message"), rows)

    found = batch.findings.order_by("row").values_list("batch_id", "row", "column", "level", "code", "message")
    assert list(found) == rows


def test_inserting_nothing_is_fine(batch):
    bulk.insert(ImportFinding, ("batch_id", "row", "column", "level", "code", "message"), [])

    assert not ImportFinding.objects.exists()


def test_updated_rows_keep_dates_json_and_nulls(batch):
    other = ImportBatch.objects.create(kind="staff", file_name="b.xlsx")
    now = timezone.now()

    bulk.update(
        ImportBatch,
        ("file_name", "totals", "applied_at", "may_add_units"),
        [(batch.pk, UGLY, {"a": [1, None, "é"]}, now, True), (other.pk, "c", {}, None, False)],
    )

    batch.refresh_from_db()
    other.refresh_from_db()
    assert (batch.file_name, batch.totals, batch.applied_at, batch.may_add_units) == (
        UGLY,
        {"a": [1, None, "é"]},
        now,
        True,
    )
    assert (other.file_name, other.totals, other.applied_at, other.may_add_units) == ("c", {}, None, False)


def test_many_public_ids_are_different_and_from_the_alphabet():
    made = bulk.new_public_ids(20_000)

    assert len(set(made)) == 20_000
    assert {len(one) for one in made} == {16}
    assert set("".join(made)) == set(PUBLIC_ID_ALPHABET)
    assert bulk.new_public_ids(0) == []


def test_copy_escapes_what_its_format_reserves():
    assert bulk._copied(UGLY).count("\t") == 0
    assert bulk._copied(None) == "\\N"
    assert bulk._copied(b"\x00\xff") == "\\\\x00ff"
    assert json.loads(bulk._copied({"a": date(2026, 1, 2).isoformat()})) == {"a": "2026-01-02"}
