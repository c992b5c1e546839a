"""Chromium for the browser tests and journeys: a phone and a desk, watched for errors on the page.

`phone` is 360×740 with touch, `desk` 1366×768; both fail the test when the page logs an error, breaks its
Content-Security-Policy, or asks another host. `live_server` (pytest-django) serves the portal.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in these folders is a browser test with real commits."""
    here = Path(__file__).parent
    for item in items:
        if {here / "browser", here / "journeys"} & set(item.path.parents):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


def chromium() -> str:
    """Debian's Chromium, or the one named by CHROMIUM; its absence fails the test."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: run deploy/setup.sh test"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in this thread; Django would refuse
    with sync_playwright() as playwright:
        expect.set_options(timeout=20_000)  # a busy machine is no failure; what never comes still fails
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def _watched(context: BrowserContext, own_address: str) -> tuple[Page, list[str]]:
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda line: line.type == "error" and complaints.append(f"console: {line.text}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith("http")
            and not request.url.startswith(own_address)
            and complaints.append(f"other host: {request.url}")
        ),
    )
    return page, complaints


def _open(browser: Browser, request: pytest.FixtureRequest, **options: object) -> Iterator[Page]:
    address = request.getfixturevalue("live_server").url
    context = browser.new_context(base_url=address, locale="id-ID", timezone_id="Asia/Jakarta", **options)
    page, complaints = _watched(context, address)
    yield page
    context.close()
    if not request.node.get_closest_marker("lost_connection"):  # cutting the line makes the console complain
        assert complaints == []


@pytest.fixture
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A small Android phone."""
    yield from _open(
        browser, request, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, device_scale_factor=2
    )


@pytest.fixture
def desk(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An office PC."""
    yield from _open(browser, request, viewport={"width": 1366, "height": 768})
