"""Indonesian formats as template filters; the rules live in `netralitas.ui.formats`."""

from datetime import date, datetime, time

from django import template

from netralitas.ui import formats

register = template.Library()


@register.filter
def angka(value: object, places: int = 0) -> str:
    """`{{ 1234|angka }}` → `1.234`; `{{ 2.5|angka:1 }}` → `2,5`."""
    return formats.number(value, int(places))


@register.filter
def persen(part: object, whole: object) -> str:
    """`{{ signed|persen:obliged }}` → `87,5 %`; never 100 % while one is missing; nothing to count → `–`."""
    return formats.percent(int(part or 0), int(whole or 0))


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """`23 Oktober 2023`."""
    return formats.day(value)


@register.filter
def hari_tanggal(value: date | datetime | None) -> str:
    """`Senin, 23 Oktober 2023`."""
    return formats.weekday(value)


@register.filter
def tanggal_jam(value: datetime | None) -> str:
    """`23 Oktober 2023, pukul 07.35 WIB`."""
    return formats.moment(value)


@register.filter
def jam(value: datetime | time | None) -> str:
    """`07.35 WIB`."""
    return formats.clock(value)


@register.filter
def zona(value: datetime | None) -> str:
    """`WIB`, `WITA` or `WIT`."""
    return formats.zone(value)


@register.filter
def nip(value: object) -> str:
    """`19860926 201505 1 001`."""
    return formats.grouped_nip(value)


@register.filter
def masker(value: object) -> str:
    """`3604••••••••0001` (for names use `netralitas.names.mask`)."""
    return formats.masked(value)
