"""What an office hands out or hangs up: slips with personal links, their receipt list, the poster of a unit link."""

from dataclasses import dataclass
from datetime import datetime

from netralitas.accounts.models import UnitLink
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.links import is_usable, personal_address, unit_address
from netralitas.documents import assets, qr
from netralitas.documents.papers import Sheet, address_of
from netralitas.registry.models import Opd, Staff
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.letterheads import letterhead_of
from pledges.models import Campaign

_SLIPS_A_PAGE = 8


@dataclass(frozen=True)
class Slip:
    """One person's slip: whose, the address, and where the template finds its QR."""

    name: str
    unit: str
    address: str
    src: str


def slip_sheet(campaign: Campaign, unit: Opd, people: list[Staff], *, size: str) -> Sheet:
    """Eight slips a page, to be cut; persons without an open link are left out (theirs has just been closed)."""
    slips, pictures = [], {}
    for number, person in enumerate(p for p in people if hasattr(p, "personal_link") and is_usable(p.personal_link)):
        address = personal_address(person.personal_link)
        picture = pictures[f"qr{number}"] = qr.png(address, scale=3)
        slips.append(Slip(person.full_name, unit.name, address, address_of(picture)))
    pages = [slips[start : start + _SLIPS_A_PAGE] for start in range(0, len(slips), _SLIPS_A_PAGE)]
    context = {
        "campaign": campaign,
        "unit": unit,
        "pages": [[page[row : row + 2] for row in range(0, len(page), 2)] for page in pages],
        "until": _until(campaign.closes_at),
        "contact": contact_of(unit),
        "pemda": current_pemda(),
    }
    return Sheet("papers/slips.html", "papers/slips.css", context, pictures, size)


def receipt_sheet(campaign: Campaign, unit: Opd, people: list[Staff], *, size: str) -> Sheet:
    """The list on which each person signs for the slip."""
    letterhead = letterhead_of(unit)
    pictures = {"emblem": assets.read_picture(letterhead["emblem"])} if letterhead["emblem"] else {}
    context = {
        "campaign": campaign,
        "unit": unit,
        "people": people,
        "letterhead": letterhead,
        "place": campaign.sign_place or current_pemda().place,
    }
    return Sheet("papers/receipt.html", "papers/receipt.css", context, pictures, size)


def separator_sheet(campaign: Campaign, unit: Opd, count: int, *, size: str) -> Sheet:
    """The sheet before a unit's certificates: whose they are, how many, room to sign for them."""
    context = {"campaign": campaign, "unit": unit, "count": count, "letterhead": letterhead_of(unit)}
    return Sheet("papers/separator.html", "papers/separator.css", context, size=size)


def poster_sheet(campaign: Campaign, link: UnitLink, *, size: str) -> Sheet:
    """One page to hang up: a large QR, the address to type, three steps, the hours, whom to ask."""
    unit = link.unit
    address = unit_address(link)
    letterhead = letterhead_of(unit)
    pictures = {"qr": qr.png(address, error="q", scale=12)}
    if letterhead["emblem"]:
        pictures["emblem"] = assets.read_picture(letterhead["emblem"])
    hours = ""
    if link.opens_at_hour and link.closes_at_hour:
        zone = formats.zone(campaign.closes_at)
        hours = f"Dibuka setiap hari pukul {link.opens_at_hour:%H.%M}–{link.closes_at_hour:%H.%M} {zone}"
    context = {
        "campaign": campaign,
        "unit": unit,
        "pemda": current_pemda(),
        "address": address.partition("://")[2],
        "hours": hours,
        "until": _until(campaign.closes_at),
        "contact": contact_of(unit),
        "size": size,
    }
    return Sheet("papers/poster.html", "papers/poster.css", context, pictures, size, fit_steps=3)


def _until(moment: datetime) -> str:
    return f"{formats.weekday(moment)}, pukul {formats.clock(moment)}"
