"""`page_weight`: what a phone fetches for its first look at the sign page, and how soon it can be used on a slow line.

Real bytes over the wire (HTML, styles, scripts, icons, headers) from gunicorn and whitenoise, counted by Chromium.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter

from django.core import signing
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from netralitas.accounts import cookies
from netralitas.accounts.models import Visit, WayIn
from pledges.models import Campaign
from tests.benchmarks.measuring import Control, Line, control
from tests.benchmarks.serving import portal
from tests.cast import make_staff, make_unit
from tests.chromium import ARGUMENTS, chromium
from tests.pledges.factory import open_campaign

SLOW_LINE = 400_000 / 8  # bytes a second
ROUND_TRIP = 150  # milliseconds, 3G
BURDEN = "/static/vendor/bootstrap/css/bootstrap.min.css"  # what a heavier page would bring


def run() -> Iterator[Line | Control]:
    """Kilobytes, requests, seconds; and that a heavier page would be noticed."""
    call_command("collectstatic", interactive=False, verbosity=0)
    campaign, visit = _world()
    with portal() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page_address = f"{address}/ikrar/{campaign.public_id}/"
        light, requests, _ = _weigh(browser, page_address, visit)
        _, _, seconds = _weigh(browser, page_address, visit, is_slow=True)
        heavy, _, _ = _weigh(browser, page_address, visit, burden=f"{address}{BURDEN}")
        browser.close()
    yield Line("page_weight", light / 1000, unit="KB", first=100, goal=60, remark=f"compressed, {requests} requests")
    yield Line("page_weight, usable at 400 kbit/s", seconds, unit="s", goal=2)
    yield control("a stylesheet more on the page", heavy > light + 15_000)


def _world() -> tuple[Campaign, Visit]:
    """A school with an operator, and a teacher who opened the personal link."""
    school = make_unit("SD Negeri Ciruas 1", operator_name="Budi Santoso", operator_phone="(0254) 200-123")
    teacher = make_staff("Siti Aminah", school, position="Guru Ahli Muda", back_title="S.Pd.")
    soon = timezone.now() + timedelta(hours=1)
    return open_campaign(), Visit.objects.create(staff=teacher, way_in=WayIn.PERSONAL_LINK, expires_at=soon)


def _weigh(
    browser: Browser, address: str, visit: Visit, *, is_slow: bool = False, burden: str = ""
) -> tuple[int, int, float]:
    """Bytes and requests of the first load, and seconds until the person can go on from reading to signing."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    ticket = signing.dumps(visit.public_id, salt=cookies._VISIT_SALT)
    context.add_cookies([{"name": cookies.VISIT_COOKIE, "value": ticket, "url": address}])
    page = context.new_page()
    line, sizes = context.new_cdp_session(page), []
    _listen(line, sizes, is_slow=is_slow)
    began = perf_counter()
    page.goto(address)
    page.get_by_role("button", name="Lanjut ke Tanda Tangan").wait_for()
    seconds = perf_counter() - began
    if burden:
        _add(page, burden)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(sizes), len(sizes), seconds


def _listen(line: CDPSession, sizes: list[int], *, is_slow: bool) -> None:
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if is_slow:
        limits = {"downloadThroughput": SLOW_LINE, "uploadThroughput": SLOW_LINE, "latency": ROUND_TRIP}
        line.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))


def _add(page: Page, address: str) -> None:
    page.evaluate("address => fetch(address).then(answer => answer.text())", f"{address}?{secrets.token_hex(4)}")
