"""*Cek Keaslian*: forgiving to the holder, silent to the curious."""

import logging

import pytest
from django.test import Client
from django.utils import timezone

from netralitas.access.throttling import Limit
from netralitas.documents import codes
from netralitas.documents.actions import voiding
from netralitas.documents.views import verification
from netralitas.ledger.models import RowKey
from netralitas.requests import JsonFormatter
from netralitas.ui import formats

pytestmark = pytest.mark.django_db


def body_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def document(make_document):
    return make_document()


def test_scanned_code_shows_the_masked_record_and_nothing_else(client, document):
    response = client.get(f"/v/{document.code}")

    assert response.status_code == 200
    body = body_of(response)
    for shown in ("S*** A*****", "Dinas Pendidikan", "Ikrar Netralitas Pilkada 2026", "23 Oktober 2026", "Sah"):
        assert shown in body
    for hidden in ("Siti", "19850412", document.number):
        assert hidden not in body


@pytest.mark.parametrize("typed", ["{code}", "{pretty}", " {lower} ", "{slips}"])
def test_typed_code_is_forgiven(client, document, typed):
    code = document.code
    slips = code.replace("0", "o").replace("1", "I").replace("5", "s")
    answer = client.get(
        "/verifikasi/",
        {"kode": typed.format(code=code, pretty=codes.pretty(code), lower=codes.pretty(code).lower(), slips=slips)},
    )

    assert answer.status_code == 200
    assert "S*** A*****" in body_of(answer)


def test_unknown_and_malformed_codes_get_the_same_answer(client):
    unknown, other = codes.new_code(), codes.new_code()
    answers = [
        client.get(f"/v/{unknown}"), client.get(f"/v/{other}"), client.get("/v/xyz"), client.get("/v/<script>"),
        client.get("/verifikasi/", {"kode": unknown}), client.get("/verifikasi/", {"kode": ""}),
        client.get("/verifikasi/", {"kode": "x" * 3000}),
    ]  # fmt: skip

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(set(answer.headers) - {"X-Request-ID"})) for answer in answers}) == 1


def test_void_document_says_so(client, document, by):
    voiding.void(document, reason="rahasia", by=by)

    body = body_of(client.get(f"/v/{document.code}"))

    assert "Dibatalkan" in body
    assert f"dibatalkan pada {formats.day(timezone.now())}" in body
    assert "Sah<" not in body
    assert "rahasia" not in body


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Siti Aminah", "Cocok"), ("  SITI   AMINAH, S.Pd. ", "Cocok"), ("Hj. Siti Aminah", "Cocok"),
        ("19850412 201001 2 002", "Cocok"), ("198504122010012002", "Cocok"), ("1985.0412.2010.0120.02", "Cocok"),
        ("Siti", "Tidak cocok"), ("Siti Aminah Dewi", "Tidak cocok"), ("198504122010012003", "Tidak cocok"),
        ("19850412", "Tidak cocok"), ("S*** A*****", "Tidak cocok"), ("%", "Tidak cocok"), (",", "Tidak cocok"),
    ],
)  # fmt: skip
def test_holder_compares_name_or_number(client, document, written, answer):
    body = body_of(client.post(f"/v/{document.code}", {"tertulis": written}))

    assert f">{answer}<" in body.replace("\n", "").replace("  ", "")
    assert ("19850412" in body) is False
    assert "Siti Aminah" not in body


def test_number_of_somebody_without_one_never_agrees(client, make_document):
    document = make_document(facts={"match": {"name": "ani", "number": ""}})

    assert "Tidak cocok" in body_of(client.post(f"/v/{document.code}", {"tertulis": "3604012609860001"}))


def test_empty_comparison_asks_again(client, document):
    response = client.post(f"/v/{document.code}", {"tertulis": " "})

    assert response.status_code == 200
    assert "Ketik nama atau NIP" in body_of(response)


def test_comparison_needs_the_form_of_this_page(document):
    assert Client(enforce_csrf_checks=True).post(f"/v/{document.code}", {"tertulis": "x"}).status_code == 403


def test_comparison_after_a_purge_says_so(client, document):
    RowKey.objects.filter(pk=document.row_key_id).delete()

    response = client.post(f"/v/{document.code}", {"tertulis": "Siti Aminah"})

    assert response.status_code == 200
    assert "sudah dihapus" in body_of(response)


def test_comparisons_are_limited_per_document_and_address(client, document, make_document, monkeypatch):
    monkeypatch.setattr(verification, "COMPARISONS", Limit("uji-compare", tries=3, seconds=600))
    answers = [client.post(f"/v/{document.code}", {"tertulis": "Siti Aminah"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert ">Cocok<" not in body_of(answers[4])
    assert client.post(f"/v/{make_document().code}", {"tertulis": "x"}).status_code == 200
    assert client.get(f"/v/{document.code}").status_code == 200


def test_misses_are_limited_without_locking_the_office_out(client, document, monkeypatch):
    monkeypatch.setattr(verification, "MISSES", Limit("uji-miss", tries=3, seconds=600))
    answers = [client.get(f"/v/{codes.new_code()}") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert len({answer.content for answer in answers}) == 1
    assert client.get(f"/v/{document.code}").status_code == 200


def test_headers_keep_robots_referrers_and_caches_away(client, document):
    for response in (client.get(f"/v/{document.code}"), client.get("/verifikasi/"), client.get("/v/x")):
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert "sessionid" not in response.cookies
        assert "netralitas_sesi" not in response.cookies


def test_a_view_reads_at_most_three_times_and_writes_nothing(client, document, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as asked:
        client.get(f"/v/{document.code}")

    assert all(query["sql"].lstrip().startswith("SELECT") for query in asked.captured_queries)


def test_page_asks_for_no_login_and_names_the_official_address(client, document):
    for address in ("/verifikasi/", "/v/", f"/v/{document.code}"):
        body = body_of(client.get(address))
        assert "testserver" in body
        assert 'type="password"' not in body


def test_only_get_searches(client):
    assert client.post("/verifikasi/", {"kode": "x"}).status_code == 405
    assert client.put("/v/x").status_code == 405


def test_code_stands_in_no_log_line():
    code = codes.new_code()
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/v/{code}",), None)

    assert "/v/***" in JsonFormatter().format(line)
    assert code not in JsonFormatter().format(line)
