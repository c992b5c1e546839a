"""Every component in Chromium: accessible in both themes, lists without a reload and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

SERIOUS = {"moderate", "serious", "critical"}


@pytest.fixture
def gallery(admin_sistem, live_server):
    """The gallery's address and the session that may open it."""
    client = Client()
    client.force_login(admin_sistem)
    cookie = {"name": "netralitas_sesi", "value": client.cookies["netralitas_sesi"].value, "url": live_server.url}
    return f"{live_server.url}/galeri/", cookie


def opened(page, gallery, scheme="light"):
    address, cookie = gallery
    page.context.add_cookies([cookie])
    page.emulate_media(color_scheme=scheme)
    assert page.goto(address).status == 200
    return page


def findings(page):
    # the checker is a script of the test, which the page's own policy would refuse
    violations = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in violations if v["impact"] in SERIOUS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_components_are_accessible_on_a_phone(phone, gallery, scheme):
    page = opened(phone, gallery, scheme)

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_components_are_accessible_at_the_desk(desk, gallery, scheme):
    page = opened(desk, gallery, scheme)

    assert findings(page) == []
    assert page.locator("html").get_attribute("data-bs-theme") == scheme


def test_targets_are_large_enough_for_a_thumb(phone, gallery):
    page = opened(phone, gallery)
    heights = page.locator(".btn:visible").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")

    assert heights
    assert min(heights) >= 44


def test_list_is_searched_sorted_and_filtered_without_a_reload(desk, gallery):
    page = opened(desk, gallery)
    page.evaluate("window.sameDocument = true")
    page.fill("#terang-cari", "Kesehatan")
    page.press("#terang-cari", "Enter")
    page.wait_for_url("**terang-cari=Kesehatan**")
    page.click("#terang-daftar th:nth-child(2) a")
    page.wait_for_url("**terang-urut=capaian**")
    page.wait_for_selector("#terang-daftar th:nth-child(2)[aria-sort=ascending]")

    assert page.evaluate("window.sameDocument")
    assert page.inner_text("#terang-daftar .list-summary strong") == "12"
    page.go_back()
    page.wait_for_selector("#terang-daftar th:nth-child(2)[aria-sort=none]")


def test_list_works_without_javascript(browser, gallery, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), gallery)
    page.fill("#terang-cari", "Inspektorat")
    page.click("#terang-daftar .list-tools button")

    assert "terang-cari=Inspektorat" in page.url
    assert page.inner_text("#terang-daftar .list-summary strong") == "12"
    assert page.locator(".menu a").first.is_visible()
    context.close()


def test_menu_folds_on_a_phone_and_escape_closes_it(phone, gallery):
    page = opened(phone, gallery)
    assert not page.locator(".menu").is_visible()

    page.click("[data-menu-toggle]")
    assert page.locator(".menu").is_visible()
    page.keyboard.press("Escape")

    assert not page.locator(".menu").is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-menu-toggle')")


def test_first_stop_of_the_keyboard_is_the_skip_link(desk, gallery):
    page = opened(desk, gallery)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "isi"


def test_mistake_of_the_summary_leads_to_its_field(desk, gallery):
    page = opened(desk, gallery)
    page.click("#terang .error-summary a >> nth=0")

    assert page.evaluate("document.activeElement.id") == "terang-salah-nama"


def test_list_that_is_no_longer_there_opens_what_is(desk, gallery):
    """Signed out meanwhile: the browser goes to the sign-in in full, no blank hole in the page."""
    page = opened(desk, gallery)
    page.context.clear_cookies()
    page.click("#terang-daftar th:nth-child(2) a")
    page.wait_for_url("**/masuk/**")

    assert page.locator("h1").count() == 1


@pytest.mark.lost_connection
def test_lost_connection_is_said_and_the_list_stays(desk, gallery):
    page = opened(desk, gallery)
    page.route("**/galeri/?*", lambda route: route.abort())
    page.click("#terang-daftar th:nth-child(2) a")
    page.wait_for_selector("[data-messages] [role=alert]")

    assert "Sinyal terputus" in page.inner_text("[data-messages]")
    assert page.locator("#terang-daftar tbody tr").count() == 6
