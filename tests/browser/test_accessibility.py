"""Every page that opens for some role: axe at both sizes and in both themes, nothing too wide, the keyboard's way."""

import itertools
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page

from netralitas.access.models import User
from netralitas.jobs.testing import run_all
from tests.cast import make_account, make_staff
from tests.fuzz import world as worlds
from tests.fuzz.attack import url_names
from tests.journeys.looking import DESK, PHONE, complaints

# who looks at which pages: every address belongs to a tour, and each page is seen by the role that can do most on it
TOURS = {
    "bkpsdm": r"registry:(?!pemda|emblem)|pledges:(retire|verification|unreachable|unit-sample|head)"
              r"|sanctions:(home|catalogue|calendar|holiday|time)",
    "handler": r"sanctions:(case|allegation|assignment|declaration|examination|investigation|person)"
               r"|sanctions:step-(hentikan|mulai|panggil|tidak-hadir$|bap|lhp)",
    "decider": r"sanctions:(?!home|catalogue|calendar|holiday|time|counts|case|allegation|assignment|declaration)"
               r"(?!examination|investigation|person|step-(hentikan|mulai|panggil|tidak-hadir$|bap|lhp))",
    "kesbang": r"dashboards:monday-(plan|work)"
               r"|pledges:(campaign|completion|election|text|void|readiness|setup|signal|threshold)"
               r"|pledges:disputes?$|pledges:(reminder-plan|letter)|documents:(seal|letter)",
    "budi": r"dashboards:|pledges:(print|poster|mailing|unit-links)|accounts:(unit-door|reveal)|jobs:(?!health)"
            r"|pledges:(dispute-(find|record)|reminders|reminder-people|failed)",
    "admin_sistem": r"accounts:(account|role|operators|hand-over|reset)|jobs:health|registry:(pemda|emblem)"
                    r"|pledges:sample",
    "inspektur": r"audit:",
    "sekda": r"sanctions:counts|dashboards:(home|overview|unit|place|projector|monday)",
    "siti_user": r"pledges:(mine|done|certificate|own-data|dispute-own|unwilling)"
                 r"|accounts:(password|no-person|device|factor|recovery|proof|help)",
    "visitor": r"pledges:(mine|sign)|accounts:(end-visit|next-person|visit-ended|logout)",
    "anonymous": r"home|healthz|readyz|ui:|documents:v"
                 r"|accounts:(login|sso|password-forgot|activat|personal-l|unit-[lc])",
}  # fmt: skip


@pytest.fixture
def handler(dinas_b) -> User:
    """Of BKPSDM, with a person behind the account: the walls around reports ask for one."""
    return make_account("Penangan", "bkpsdm", staff=make_staff("Penangan Rekaan", dinas_b))


@pytest.fixture
def decider(handler) -> User:
    """The same: the pages of cases are too many for one tour."""
    return handler


@pytest.fixture
def world(siti, sekolah_a, dinas_a, dinas_b, budi, live_server) -> worlds.World:
    """One row of every kind, its papers rendered."""
    made = worlds.build(siti=siti, sekolah_a=sekolah_a, dinas_a=dinas_a, dinas_b=dinas_b, budi=budi)
    run_all("documents.render_due")
    return made


def client_of(role: str, request: pytest.FixtureRequest, world: worlds.World) -> Client:
    """Signed in, or come in by a link, or a stranger."""
    if role == "visitor":
        return worlds.visitor(world)
    client = Client()
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client


def names() -> list[str]:
    """Every address of ours."""
    return sorted({name for name, _ in url_names() if not name.startswith("admin:")})


def pages_of(client: Client, world: worlds.World, tour: str) -> Iterator[tuple[str, str]]:
    """(name, address) of each address of a tour that answers this client with a page."""
    for name in names():
        if re.match(tour, name) and name != "ui:gallery":  # which has a test of its own
            answer = client.get(world.address(name))
            is_page = answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200
            if is_page and b"<html" in answer.content:
                yield name, world.address(name)
            answer.close()


def test_every_address_is_on_a_tour():
    assert [name for name in names() if not any(re.match(tour, name) for tour in TOURS.values())] == []


def enter(page: Page, client: Client, live_server: object) -> None:
    """Give the browser the client's cookies."""
    cookies = [{"name": key, "value": one.value, "url": live_server.url} for key, one in client.cookies.items()]
    page.context.add_cookies([cookie for cookie in cookies if cookie["value"]])


def tour(page: Page, addresses: dict[str, str], looks: list[tuple[dict, tuple[str, ...]]]) -> list[str]:
    """What is wrong on the pages of a tour, each looked at in these sizes and themes."""
    found = []
    for name, address in addresses.items():
        assert page.goto(address).status == 200, address
        for size, schemes in looks:
            page.set_viewport_size(size)
            found += complaints(page, name, schemes=schemes)
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", TOURS)
def test_every_page_is_readable(role, request, desk, live_server, world):
    """Every other page at a desk by daylight, the others on a phone at night; the long suite looks the other ways."""
    client = client_of(role, request, world)
    addresses = list(pages_of(client, world, TOURS[role]))
    enter(desk, client, live_server)
    found = tour(desk, dict(addresses[0::2]), [(DESK, ("light",))])
    found += tour(desk, dict(addresses[1::2]), [(PHONE, ("dark",))])

    assert addresses
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("role", TOURS)
def test_every_page_is_readable_at_each_size_in_each_theme(role, request, desk, live_server, world):
    client = client_of(role, request, world)
    enter(desk, client, live_server)
    found = tour(desk, dict(pages_of(client, world, TOURS[role])), [(DESK, ("dark",)), (PHONE, ("light",))])

    assert not found, "\n".join(found)


# --- the keyboard

FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const shadow = getComputedStyle(one).boxShadow !== "none";
    const rings = e => e && getComputedStyle(e).outlineStyle !== "none";
    return {
        what: one === document.body ? "" : (one.innerText || one.name || one.id || one.tagName).trim().slice(0, 60),
        tag: one.tagName, top: Math.round(box.top + window.scrollY), left: Math.round(box.left),
        isSeen: box.width > 0 && box.height > 0,
        hasRing: Boolean(shadow || rings(one) || rings(one.closest("label"))),
        inMain: Boolean(one.closest("main")),
    };
}"""
_LONGEST_WALK = 150


def walk(page: Page) -> list[dict]:
    """Tab from the top of the page to its end; each stop with what is focused and whether that can be seen."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    stops: list[dict] = []
    for _ in range(_LONGEST_WALK):
        page.keyboard.press("Tab")
        page.evaluate("document.getAnimations().forEach(one => one.finish())")
        stop = page.evaluate(FOCUSED)
        if not stop["what"] and stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


def hidden_stops(stops: list[dict]) -> list[str]:
    """Stops a person cannot see: no size, or no ring around them."""
    return [stop["what"] for stop in stops if not (stop["isSeen"] and stop["hasRing"])]


def jumps_back(stops: list[dict]) -> list[str]:
    """Stops of the page's main part well above the one before and not in a column further right: a jump."""
    main = [stop for stop in stops if stop["inMain"]]
    pairs = [(a, b) for a, b in itertools.pairwise(main) if b["top"] < a["top"] - 80 and b["left"] <= a["left"]]
    return [f"{a['what']} → {b['what']}" for a, b in pairs]


@pytest.mark.parametrize("name", ["registry:staff", "registry:units", "dashboards:overview", "registry:imports"])
def test_list_is_walked_by_keyboard(name, desk, live_server, world, bkpsdm):
    client = Client()
    client.force_login(bkpsdm)
    enter(desk, client, live_server)
    desk.goto(world.address(name))
    stops = walk(desk)

    assert stops[0]["what"] == "Lewati ke isi halaman"
    assert any(stop["inMain"] for stop in stops)
    assert hidden_stops(stops) == []
    assert jumps_back(stops) == []


def test_list_is_searched_and_sorted_without_a_mouse(desk, live_server, world, bkpsdm):
    client = Client()
    client.force_login(bkpsdm)
    enter(desk, client, live_server)
    desk.goto(world.address("registry:staff"))
    desk.focus("input[type=search]")
    desk.keyboard.type("amir")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**cari=amir**")
    desk.locator("a.sort").first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**urut=**")

    assert desk.locator("tbody tr").count() == 1
    assert "Amir Hamzah" in desk.inner_text("tbody")


def test_pledge_is_signed_without_a_mouse(desk, live_server, world):
    """The typed way, keys only: tick each point with the space bar, go on, open the typed way, type, send."""
    enter(desk, worlds.visitor(world), live_server)
    desk.goto(world.address("pledges:sign"))
    reading = walk(desk)
    assert hidden_stops(reading) == []
    assert jumps_back(reading) == []
    desk.wait_for_load_state()
    for box in desk.locator("input[name=butir]").all():
        box.focus()
        desk.keyboard.press("Space")
    desk.get_by_role("button", name="Lanjut ke Tanda Tangan").focus()
    desk.keyboard.press("Enter")
    typed = desk.get_by_text("Saya tidak dapat menggambar tanda tangan").first
    typed.wait_for(state="visible")
    drawing = walk(desk)
    assert hidden_stops(drawing) == []
    assert jumps_back(drawing) == []
    typed.focus()
    desk.keyboard.press("Enter")
    desk.locator("input[name=nama]").focus()
    desk.keyboard.type(world.rows.amir.name)
    desk.get_by_role("button", name="Saya Menyatakan dan Menandatangani").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/ikrar/selesai/**")

    assert world.rows.amir.full_name in desk.inner_text("main")
