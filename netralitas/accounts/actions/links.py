"""Making, replacing, closing and handing on links."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts import events
from netralitas.accounts.models import LinkReveal, PersonalLink, UnitLink, Visit, WayIn
from netralitas.accounts.queries.links import is_readable, is_usable, reading_time
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.registry.models import Opd, Pemda, Staff

_BATCH = 500
WAYS = {"whatsapp": "pesan WhatsApp", "salin": "disalin"}


@transaction.atomic
def ensure_personal_links(*, staff_ids: Iterable[int], expires_at: datetime | None, by: Actor) -> int:
    """Give each person an open personal link that lives at least until `expires_at`; returns how many are new.

    A link that is open, or whose date alone has passed not long ago, keeps its address, so slips already handed out
    keep working; a closed one starts a new generation.
    *Refuses* nothing. *Records* one accounts.links_made for the batch.
    """
    wanted, now, changed = sorted(set(staff_ids)), timezone.now(), 0
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        links = PersonalLink.objects.filter(staff_id__in=batch)
        known = set(links.values_list("staff_id", flat=True))
        changed += links.filter(_is_over(now)).update(
            generation=F("generation") + 1, is_active=True, expires_at=expires_at, closed_at=None, replaced_at=now
        )
        if expires_at is None:
            links.update(expires_at=None)
        else:
            links.filter(expires_at__lt=expires_at).update(expires_at=expires_at)
        fresh = [PersonalLink(staff_id=pk, expires_at=expires_at) for pk in batch if pk not in known]
        PersonalLink.objects.bulk_create(fresh, ignore_conflicts=True)
        changed += len(fresh)
    if changed:
        audit.record(events.LINKS_MADE, by=by, count=changed)
    return changed


@transaction.atomic
def replace_personal_link(*, staff: Staff, by: Actor) -> PersonalLink:
    """Give the person a new personal link; the old address and the visits it opened end at once.

    *Refuses* when the person has no link that opens anything. *Records* accounts.link_replaced.
    """
    link = PersonalLink.objects.select_for_update().filter(staff=staff).first()
    if link is None or not is_readable(link):
        raise DomainError("Tautan pribadi belum ada atau sudah ditutup. Tautan dibuat saat kegiatan ikrar dibuka.")
    now = timezone.now()
    link.generation, link.replaced_at = link.generation + 1, now
    link.save(update_fields=["generation", "replaced_at"])
    Visit.objects.filter(staff=staff, way_in=WayIn.PERSONAL_LINK, ended_at__isnull=True).update(ended_at=now)
    audit.record(events.LINK_REPLACED, by=by, subject=staff, opd_id=staff.unit.opd_id, person=staff.full_name)
    return link


@transaction.atomic
def ensure_unit_link(*, unit: Opd, expires_at: datetime | None, by: Actor) -> UnitLink:
    """Give the unit an open link that lives at least until `expires_at`; see `ensure_unit_links`.

    *Refuses* nothing. *Records* accounts.unitlink_made when the link is new or opened again.
    """
    if _ensure_unit_links([unit.pk], expires_at):
        audit.record(events.UNIT_LINK_MADE, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name)
    return UnitLink.objects.select_related("unit").get(unit=unit)


@transaction.atomic
def ensure_unit_links(*, unit_ids: Iterable[int], place: Opd | None, expires_at: datetime | None, by: Actor) -> int:
    """Give each unit an open link that lives at least until `expires_at`; returns how many are new or opened again.

    One that is open, or whose date alone has passed not long ago, keeps its address, so posters keep working.
    `place` is the unit under which they lie, None for the whole pemda. *Refuses* nothing. *Records* one
    accounts.unitlinks_made for the batch.
    """
    changed = _ensure_unit_links(unit_ids, expires_at)
    if changed:
        name, opd_id = (place.name, place.opd_id) if place else ("seluruh lingkupnya", None)
        audit.record(events.UNIT_LINKS_MADE, by=by, subject=place, opd_id=opd_id, count=changed, place=name)
    return changed


def _ensure_unit_links(unit_ids: Iterable[int], expires_at: datetime | None) -> int:
    wanted, now, changed = sorted(set(unit_ids)), timezone.now(), 0
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        links = UnitLink.objects.filter(unit_id__in=batch)
        known = set(links.values_list("unit_id", flat=True))
        changed += links.filter(_is_over(now)).update(
            generation=F("generation") + 1, is_active=True, expires_at=expires_at, replaced_at=now
        )
        changed += links.filter(expires_at__lte=now).update(expires_at=expires_at)
        if expires_at is None:
            links.update(expires_at=None)
        else:
            links.filter(expires_at__lt=expires_at).update(expires_at=expires_at)
        fresh = [UnitLink(unit_id=pk, expires_at=expires_at) for pk in batch if pk not in known]
        UnitLink.objects.bulk_create(fresh, ignore_conflicts=True)
        changed += len(fresh)
    return changed


def _is_over(now: datetime) -> Q:
    """Closed, or past its date so long that its papers belong to another campaign: it starts a new generation."""
    return Q(is_active=False) | Q(expires_at__lte=now - reading_time())


@transaction.atomic
def replace_unit_link(*, unit: Opd, by: Actor) -> UnitLink:
    """Give the unit a new link; posters and messages with the old one stop working at once.

    *Refuses* when the unit has no open link. *Records* accounts.unitlink_replaced.
    """
    link = UnitLink.objects.select_for_update().filter(unit=unit).first()
    if link is None or not is_usable(link):
        raise DomainError("Tautan unit belum ada atau sudah ditutup. Tekan Buat Tautan Unit lebih dulu.")
    link.generation, link.replaced_at = link.generation + 1, timezone.now()
    link.save(update_fields=["generation", "replaced_at"])
    audit.record(events.UNIT_LINK_REPLACED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name)
    return link


@transaction.atomic
def set_hours(*, link: UnitLink, opens: time | None, closes: time | None, by: Actor) -> None:
    """Set the hours of the day in which a unit link opens; none for both means always.

    *Refuses* one hour without the other. *Records* accounts.unitlink_changed.
    """
    if (opens is None) != (closes is None):
        raise DomainError("Isi jam buka dan jam tutup, atau kosongkan keduanya.")
    link.opens_at_hour, link.closes_at_hour = opens, closes
    link.save(update_fields=["opens_at_hour", "closes_at_hour"])
    hours = f"{opens:%H.%M}–{closes:%H.%M}" if opens and closes else "sepanjang hari"
    audit.record(
        events.UNIT_LINK_CHANGED, by=by, subject=link.unit, opd_id=link.unit.opd_id, unit=link.unit.name, hours=hours
    )


@transaction.atomic
def close_links(*, by: Actor, staff_ids: Iterable[int] | None = None) -> None:
    """Close the links of these persons, or every personal and unit link when none are named.

    Personal links open *Ikrar Saya* for reading a while longer (`queries.links.is_readable`).
    *Refuses* nothing. *Records* accounts.links_closed.
    """
    closed = {"is_active": False, "closed_at": timezone.now()}
    if staff_ids is None:
        personal = PersonalLink.objects.filter(is_active=True).update(**closed)
        units = UnitLink.objects.filter(is_active=True).update(is_active=False)
    else:
        wanted, personal, units = sorted(set(staff_ids)), 0, 0
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            personal += PersonalLink.objects.filter(staff_id__in=batch, is_active=True).update(**closed)
    if personal or units:
        audit.record(events.LINKS_CLOSED, by=by, personal=personal, units=units)


@transaction.atomic
def reveal_link(*, link: PersonalLink, way: str, by: Actor, device_key: str = "") -> LinkReveal:
    """Show a personal link to an operator who will hand it on; later signatures by it say *Melalui operator*.

    *Refuses* when the pemda does not let operators hand links on, or the link is closed.
    *Records* accounts.link_revealed and a LinkReveal.
    """
    pemda = Pemda.objects.first()
    if pemda is not None and not pemda.allows_operator_links:
        raise DomainError(
            "Pemda tidak mengizinkan operator menyerahkan tautan pribadi. Pakailah lembar tautan tercetak."
        )
    if way not in WAYS:
        raise DomainError("Pilih cara menyerahkan tautan.")
    link = PersonalLink.objects.select_for_update(of=("self",)).select_related("staff__unit").get(pk=link.pk)
    if not is_usable(link):
        raise DomainError("Tautan pribadi sudah ditutup. Tautan dibuat saat kegiatan ikrar dibuka.")
    staff = link.staff
    audit.record(
        events.LINK_REVEALED, by=by, subject=staff, opd_id=staff.unit.opd_id, person=staff.full_name, way=WAYS[way]
    )
    audit.record_access("accounts.link", by=by, subject=staff, reason=f"penyerahan tautan: {WAYS[way]}")
    return LinkReveal.objects.create(
        link=link, generation=link.generation, way=way, device_key=device_key, by_key=by.key, by_label=by.label
    )


@transaction.atomic
def disown_link(*, link: PersonalLink, by: Actor) -> None:
    """Note that whoever opened a personal link said it is not theirs; the link stays, its operator may replace it.

    *Refuses* nothing. *Records* accounts.link_disowned.
    """
    staff = link.staff
    audit.record(events.LINK_DISOWNED, by=by, subject=staff, opd_id=staff.unit.opd_id, person=staff.full_name)
