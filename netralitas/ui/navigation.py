"""The menu: rooms declare items in their AppConfig, the layout shows those the person may open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Item:
    """One entry: words from wording.md, URL name, icon, and who sees it.

    `permissions`: any of them is enough, none means every signed-in person. `shown` may narrow further; `group` is one
    of GROUPS. `count` says how many things wait there for this person (at most one query; 0 shows nothing).
    """

    label: str
    url_name: str
    icon: str
    permissions: tuple[str, ...] = ()
    order: int = 50
    group: str = ""
    shown: Callable[[HttpRequest], bool] | None = None
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class Link:
    """An item as one person sees it."""

    label: str
    url: str
    icon: str
    group: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True)
class Section:
    """A part of the menu: one link by itself (`label` empty), or a named group that folds."""

    label: str
    icon: str
    links: tuple[Link, ...]
    is_open: bool


# the groups of a long menu, with their icons
GROUPS = {"Perubahan Data": "pencil-square", "Sistem": "gear", "Akun Saya": "person-gear"}
_LONG = 12  # links; a shorter menu shows everything at once

_ITEMS: dict[str, Item] = {}


def register(*items: Item) -> None:
    """Declare menu items; the same URL name declared again replaces the earlier item."""
    for item in items:
        _ITEMS[item.url_name] = item


def _may_see(item: Item, request: HttpRequest) -> bool:
    user = request.user
    if item.permissions and not any(user.has_perm(permission) for permission in item.permissions):
        return False
    return item.shown is None or item.shown(request)


def _address(item: Item) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:  # a room that is not mounted has no menu item
        return ""


def visible_to(request: HttpRequest) -> list[Link]:
    """The menu of this person in order; the item whose address is the longest prefix of the path is current."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    items = [(item, _address(item)) for item in sorted(_ITEMS.values(), key=lambda item: (item.order, item.label))]
    items = [(item, url) for item, url in items if url and _may_see(item, request)]
    prefixes = [url for _, url in items if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(prefixes, key=len, default="")
    return [
        Link(item.label, url, item.icon, item.group, url == current, item.count(request) if item.count else 0)
        for item, url in items
    ]


def sections(request: HttpRequest) -> list[Section]:
    """The menu in parts: a group stands where its first item would, and a group of one is no group."""
    links = visible_to(request)
    grouped: dict[str, list[Link]] = {}
    for link in links:
        grouped.setdefault(link.group or link.url, []).append(link)
    return [_section(label, part, is_short=len(links) <= _LONG) for label, part in grouped.items()]


def _section(label: str, links: list[Link], *, is_short: bool) -> Section:
    if len(links) == 1:
        return Section("", links[0].icon, tuple(links), is_open=True)
    is_open = is_short or any(link.is_current for link in links)
    return Section(label, GROUPS[label], tuple(links), is_open)
