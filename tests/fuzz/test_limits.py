"""What no request may be: too large, too many parts, NUL, another method (reliability G-I7)."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from netralitas import requests
from tests.contracts.language import visible_text, wrong_words
from tests.fuzz.attack import url_names

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


def is_indonesian_page(answer) -> bool:
    """A page of the family, in plain words."""
    text = visible_text(answer.content.decode())
    return "Tidak ada data yang berubah" in text and wrong_words(text) == []


def test_body_over_the_limit_is_413_before_it_is_read(client):
    answer = client.post("/masuk/", data=b"", content_type="text/plain", CONTENT_LENGTH=str(12 * MEGABYTE + 1))

    assert answer.status_code == 413
    assert is_indonesian_page(answer)


def test_body_of_the_limit_is_read(client, bkpsdm):
    client.force_login(bkpsdm)
    file = SimpleUploadedFile("data.xlsx", b"x" * (11 * MEGABYTE))

    assert client.post("/pegawai/impor/", {"file": file}).status_code == 200  # refused by the form, with a sentence


def test_form_field_over_three_megabytes_is_400(client):
    answer = client.post("/masuk/", {"name": "A" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})

    assert answer.status_code == 400
    assert is_indonesian_page(answer)


def test_more_than_a_thousand_fields_are_400(client):
    assert client.post("/masuk/", {f"f{n}": "" for n in range(1000)}).status_code == 200
    answer = client.post("/masuk/", {f"f{n}": "" for n in range(1001)})

    assert answer.status_code == 400
    assert is_indonesian_page(answer)


def test_more_than_a_thousand_keys_in_the_address_are_400(client):
    assert client.get("/verifikasi/?" + "&" * 1001).status_code == 400


def test_more_than_twenty_files_are_400(client):
    answer = client.post("/masuk/", {f"f{n}": SimpleUploadedFile("a", b"a") for n in range(21)})

    assert answer.status_code == 400
    assert is_indonesian_page(answer)


def test_long_address_is_414(client):
    assert client.get("/verifikasi/?kode=" + "A" * 3900).status_code == 404
    assert client.get("/verifikasi/?kode=" + "A" * 4100).status_code == 414


@pytest.mark.parametrize("length", ["abc", "-1", "1e9", "²"])
def test_length_that_is_no_number_is_400(client, length):
    assert client.post("/masuk/", data=b"", content_type="text/plain", CONTENT_LENGTH=length).status_code == 400


@pytest.mark.parametrize("address", ["/pegawai/a%00b/", "/pegawai/?cari=%00", "/pegawai/?%00=1", "/pegawai/?unit=a%00"])
def test_nul_in_an_address_is_400(client, bkpsdm, address):
    client.force_login(bkpsdm)
    answer = client.get(address)

    assert answer.status_code == 400
    assert is_indonesian_page(answer)


@pytest.mark.parametrize("form", [{"name": "a\x00"}, {"\x00": "a"}, {"name": ["a", "b\x00"]}])
def test_nul_in_a_form_is_400(client, form):
    assert client.post("/masuk/", form).status_code == 400


@pytest.mark.postgres_only
def test_nul_would_break_postgresql(client, bkpsdm, monkeypatch):
    """The control: without the guard it is a 500."""
    monkeypatch.setattr(requests.RequestMiddleware, "process_view", lambda *_: None)
    client.force_login(bkpsdm)
    client.raise_request_exception = False

    assert client.get("/pegawai/a%00b/").status_code == 500


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "\x7f"])
@pytest.mark.parametrize("address", ["/", "/masuk/", "/pegawai/", "/tema.css", "/tidak-ada/", "/admin/"])
def test_unknown_method_is_405(client, method, address):
    answer = client.generic(method, address)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert is_indonesian_page(answer)


def test_address_of_a_button_opened_by_hand_is_405_with_a_page(client):
    answer = client.get("/keluar/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert is_indonesian_page(answer)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ["budi", "kesbang", "bkpsdm", "admin_sistem"])
def test_page_without_a_form_refuses_post(role, request, world):
    """What only shows must not answer a POST as if something had been done."""
    client = Client()
    client.force_login(request.getfixturevalue(role))
    careless = []
    for name in sorted({name for name, _ in url_names() if not name.startswith("admin:")}):
        address = world.address(name)
        page = client.get(address)
        if page.status_code != 200 or page.streaming or b'method="post"' in page.content.split(b"<main")[-1]:
            continue
        answer = client.post(address, {"x": "1"})
        if answer.status_code == 200:
            careless.append(name)

    assert not careless, careless
