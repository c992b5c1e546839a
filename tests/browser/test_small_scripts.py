"""The small scripts: live refresh, once-only forms, copying, each on a bare page of its own."""

from pathlib import Path

import pytest
from django.conf import settings

SCRIPTS = Path(settings.BASE_DIR) / "static/js/components"


def bare(page, live_server, body: str, *scripts: str) -> None:
    """A page of the portal's own address with this body and these scripts."""
    page.route("**/uji/", lambda route: route.fulfill(content_type="text/html", body=f"<!DOCTYPE html>{body}"))
    page.goto("/uji/")
    for name in scripts:
        page.add_script_tag(path=SCRIPTS / f"{name}.js")


@pytest.mark.lost_connection
def test_refresh_shows_the_new_number_survives_a_cut_and_stops_when_told(desk, live_server):
    answers = []

    def answer(route):
        answers.append(1)
        if len(answers) == 2:
            route.abort()
        else:
            headers = {"X-Refresh": "stop"} if len(answers) > 2 else {}
            route.fulfill(body=f"<b>{len(answers)}</b>", content_type="text/html", headers=headers)

    desk.route("**/potongan/", answer)
    body = '<div data-refresh="/potongan/" data-refresh-every="0.2"><b>0</b></div><p data-refresh-note></p>'
    bare(desk, live_server, body, "refresh")

    desk.wait_for_function("document.querySelector('[data-refresh-note]').textContent.startsWith('Sinyal terputus')")
    assert desk.inner_text("b") == "1"
    desk.wait_for_function("document.querySelector('b').textContent === '3'")
    assert "Diperbarui pukul" in desk.inner_text("[data-refresh-note]")
    desk.wait_for_timeout(700)
    assert len(answers) == 3


@pytest.mark.parametrize(("attribute", "sent"), [("data-once", 1), ("", 2)])
def test_second_tap_sends_nothing(desk, live_server, attribute, sent):
    form = f'<form {attribute} action="/kirim/" target="hasil"><button>Kirim</button></form>'
    body = f'<iframe name="hasil" hidden></iframe>{form}'
    posts = []
    desk.route("**/kirim/*", lambda route: (posts.append(1), route.fulfill(body="ok")))
    bare(desk, live_server, body, "once")
    desk.evaluate("document.querySelector('button').click()")
    desk.wait_for_timeout(200)
    desk.evaluate("document.querySelector('button').click()")
    desk.wait_for_timeout(200)

    assert len(posts) == sent


def test_copy_takes_the_whole_text(desk, live_server):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    body = (
        '<span data-copy><button data-copy-button data-copy-done="Tersalin"><span data-copy-label>Salin</span></button>'
        "<textarea data-copy-text>12 dari 40\nsudah</textarea></span>"
    )
    bare(desk, live_server, body, "copy")
    desk.click("button")
    desk.wait_for_function("document.querySelector('[data-copy-label]').textContent === 'Tersalin'")

    assert desk.evaluate("navigator.clipboard.readText()") == "12 dari 40\nsudah"


def test_rows_of_a_table_are_filtered_by_every_word(desk, live_server):
    body = (
        '<p hidden><input data-table-filter="#t"><span data-table-filter-count></span></p><table id="t"><tbody>'
        "<tr><td>Dinas Kesehatan</td></tr><tr><td>Dinas Pendidikan</td></tr></tbody></table>"
    )
    bare(desk, live_server, body, "table-filter")
    desk.fill("input", "dinas pend")

    assert desk.locator("tr:visible").all_inner_texts() == ["Dinas Pendidikan"]
    assert desk.inner_text("[data-table-filter-count]") == "1 baris"
