"""A person at the sign page in Chromium: the way in, reading, drawing with a real pointer."""

from datetime import date

from playwright.sync_api import Page

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links
from netralitas.accounts.models import PersonalLink
from netralitas.accounts.queries.links import personal_token, unit_token
from netralitas.registry.models import Staff

BY = Actor.command("uji")
BORN = date(1985, 4, 12)


def open_personal_link(page: Page, staff: Staff) -> None:
    """By the person's own link to *Ikrar Saya*."""
    links.ensure_personal_links(staff_ids=[staff.pk], expires_at=None, by=BY)
    page.goto(f"/t/{personal_token(PersonalLink.objects.get(staff=staff))}")
    page.get_by_role("button", name="Ya, saya").click()


def open_unit_link(page: Page, staff: Staff) -> None:
    """By the unit's link, NIP and birth date to *Ikrar Saya*."""
    link = links.ensure_unit_link(unit=staff.unit, expires_at=None, by=BY)
    page.goto(f"/u/{unit_token(link)}")
    page.locator("input[name=number]").fill(staff.nip)
    page.locator("input[name=birth_date]").fill(f"{BORN:%d-%m-%Y}")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Ya, saya").click()


def read_on(page: Page) -> None:
    """From *Ikrar Saya* past every ticked point to the pad."""
    page.get_by_role("link", name="Baca dan Tanda Tangani").click()
    tick_all(page)
    page.get_by_role("button", name="Lanjut ke Tanda Tangan").click()


def tick_all(page: Page) -> None:
    """Tick every point that is not yet ticked, once the whole page is there."""
    page.locator("input[name=butir]").first.wait_for()
    page.wait_for_load_state()
    for box in page.locator("input[name=butir]").all():
        box.check()


def draw(page: Page, *, lift: int = 0) -> None:
    """Two looping strokes with the pointer on the pad."""
    pad = page.locator("[data-canvas]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    loop = [(0.1, 0.7), (0.2, 0.2), (0.3, 0.7), (0.24, 0.4), (0.4, 0.25), (0.45, 0.75), (0.55, 0.3), (0.62, 0.7)]
    tail = [(0.6, 0.5), (0.75, 0.25), (0.7, 0.7), (0.85, 0.35), (0.93, 0.6)]
    for stroke in (loop, tail):
        at = [(box["x"] + x * box["width"], box["y"] + y * box["height"] - lift) for x, y in stroke]
        page.mouse.move(*at[0])
        page.mouse.down()
        for point in at[1:]:
            page.mouse.move(*point, steps=6)
        page.mouse.up()


def send(page: Page) -> None:
    """The one button that signs."""
    page.get_by_role("button", name="Saya Menyatakan dan Menandatangani").click()
