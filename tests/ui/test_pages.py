"""Layouts, error pages, the confirm page and the gallery, rendered."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.template.loader import get_template
from django.test import RequestFactory

from netralitas.ui import confirm, gallery

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_a_stranger():
    request = RequestFactory().get("/")
    request.user, request.visit = AnonymousUser(), None
    return request


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429])
def test_error_page_says_what_happened_and_offers_a_way_on(code, request_of_a_stranger):
    page = render(request_of_a_stranger, f"{code}.html", status=code)

    assert page.status_code == code
    assert "<h1>" in page.text
    assert f"Kode {code}" in " ".join(page.text.split())
    assert "Ke Beranda" in page.text


def test_too_large_request_is_answered_before_there_is_a_request():
    assert "Berkas terlalu besar" in get_template("413.html").render()


def test_expired_form_has_its_own_words(request_of_a_stranger):
    assert "Formulir sudah kedaluwarsa" in render(request_of_a_stranger, "403.html", {"is_csrf": True}).text
    assert "wewenang" in render(request_of_a_stranger, "403.html").text


@pytest.mark.parametrize("code", [500, 503])
def test_page_of_a_breakdown_stands_alone(code):
    source = get_template(f"{code}.html").template.source

    assert "{%" not in source
    assert "{{" not in source
    assert "Netralitas" in source


def test_error_page_takes_its_words_from_a_view(request_of_a_stranger):
    words = {"code": 409, "heading": "Sudah ditutup", "text": "Kegiatan ini sudah ditutup.", "retry_url": "/lagi/"}
    page = render(request_of_a_stranger, "errors/page.html", words)

    assert page.text.count("Sudah ditutup") == 2
    assert 'href="/lagi/"' in page.text


def test_demonstration_says_so_on_every_page(request_of_a_stranger, settings):
    assert "data fiktif" not in render(request_of_a_stranger, "404.html").text
    settings.DEMO = True
    assert "data fiktif" in render(request_of_a_stranger, "404.html").text


def test_confirm_page_names_the_consequences(request_of_a_stranger):
    page = confirm.ask(
        request_of_a_stranger,
        title="Ganti tautan",
        question="Ganti tautan unit ini?",
        confirm_label="Ganti",
        cancel_url="/unit/",
        consequences=("Poster lama tidak berlaku lagi.",),
        is_dangerous=True,
    )

    assert "Poster lama" in page.text
    assert "btn-danger" in page.text
    assert "csrfmiddlewaretoken" in page.text
    assert 'href="/unit/"' in page.text


def test_gallery_shows_both_themes(request_of_a_stranger):
    page = render(request_of_a_stranger, "ui/gallery.html", gallery.samples(request_of_a_stranger))

    assert 'data-bs-theme="dark"' in page.text
    assert 'data-bs-theme="light"' in page.text
    assert "99,9" in page.text


def test_persons_layout_loads_neither_bootstrap_nor_htmx(request_of_a_stranger):
    page = render(request_of_a_stranger, "base_person.html")

    assert "vendor/" not in page.text
    assert "person.css" in page.text
    assert "vendor/htmx" in render(request_of_a_stranger, "base.html").text
