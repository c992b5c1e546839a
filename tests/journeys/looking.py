"""What every page of a journey must keep: readable, reachable, in Indonesian, within the screen, in both themes."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.contracts.language import visible_text, wrong_words

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1366, "height": 768}
_SERIOUS = {"serious", "critical"}
# the theme's script has seen the change, and no colour is half way between two themes
_SETTLED = """scheme => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => {
    document.getAnimations().forEach(one => one.finish());
    const theme = document.documentElement.dataset.bsTheme;
    resolve(!theme || theme === scheme);
})))"""
_WIDER = """() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > edge + 1)
        .map(e => e.outerHTML.slice(0, 100)).slice(-3);
}"""


def axe_findings(page: Page) -> list[str]:
    """Serious and critical findings of axe, each with where it is."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:140]}"
        for violation in violations
        if violation["impact"] in _SERIOUS
        for node in violation["nodes"]
    ]


def complaints(page: Page, name: str, *, schemes: tuple[str, ...] = ("light", "dark")) -> list[str]:
    """What is wrong with the page as it stands; with SCREENS=folder a picture of it is kept."""
    page.wait_for_load_state("networkidle")
    found = [f"{name}: wider than the screen: {html}" for html in page.evaluate(_WIDER)]
    found += [f"{name}: {word}" for word in wrong_words(visible_text(page.content()))]
    page.emulate_media(reduced_motion="reduce")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(_SETTLED, arg=scheme)
        found += [f"{name}, {scheme}: {finding}" for finding in axe_findings(page)]
    page.emulate_media(color_scheme="light")
    keep_picture(page, name)
    return found


def keep_picture(page: Page, name: str) -> None:
    """A picture of the whole page into the folder SCREENS, when it is set: for the eyes of a developer."""
    if folder := os.environ.get("SCREENS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        stem = re.sub(r"[^\w]+", "-", name).strip("-")
        page.screenshot(path=f"{folder}/{stem}-{page.viewport_size['width']}.png", full_page=True)
