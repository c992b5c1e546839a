"""Opening and ending a visit to *Ikrar Saya*."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.throttling import GrowingDelay, Limit, attempt, forgive, hit, is_open
from netralitas.accounts import events
from netralitas.accounts.models import PersonalLink, UnitLink, Visit, WayIn
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.links import is_readable, is_usable, is_within_hours
from netralitas.accounts.queries.signins import person_at
from netralitas.accounts.queries.visits import was_revealed, was_used_by_another
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.registry.models import Staff

PERSONAL_STAY = timedelta(hours=12)
UNIT_STAY = timedelta(hours=1)  # the phone may be somebody else's

TRIES_PER_PERSON = GrowingDelay("unit-link-person", free=5, first=30, longest=15 * 60)
WRONG_TRIES_PER_LINK = Limit("unit-link", 300, 15 * 60)  # an RSUD at its apel mistypes a hundred times

LINK_GONE = "Tautan ini sudah diganti atau kegiatannya sudah ditutup. Mintalah tautan baru kepada operator."
NOT_THIS_HOUR = "Tautan unit sedang tidak dibuka. Kembalilah pada jam bukanya."
SHARED_DEVICE = "HP ini sudah dipakai rekan lain. Centang “HP bersama” bila memang dipakai bersama, lalu lanjutkan."


def recognise(*, link: UnitLink, number: str, born: date, by: Actor) -> Staff:
    """Tell who stands at the unit's door by NIP (or NIK) and birth date: a check against slips, not a secret.

    *Refuses* a number that is not on the unit's list or does not fit the date, with one sentence for both; too many
    tries for one number or by one link, never for one address. *Records* only counts of tries.
    """
    contact = contact_of(link.unit)
    if wait := attempt(TRIES_PER_PERSON, number):
        raise DomainError(f"NIP ini sudah beberapa kali dicoba. Coba lagi {_in_words(wait)} lagi.", code="tunggu")
    if not is_open(WRONG_TRIES_PER_LINK, link.public_id):
        raise DomainError(
            "Terlalu banyak isian keliru lewat tautan ini. Coba lagi beberapa menit lagi, "
            f"atau hubungi operator {contact}.",
            code="tunggu",
        )
    staff = person_at(link.unit, number, born)
    if staff is None:
        hit(WRONG_TRIES_PER_LINK, link.public_id)
        raise DomainError(
            f"NIP ini belum ada di daftar. Periksa {len(number)} angkanya, atau hubungi operator {contact}. "
            "Bila angkanya sudah benar, periksa tanggal lahirnya.",
            code="tidak_dikenal",
        )
    forgive(TRIES_PER_PERSON, number)
    return staff


def _in_words(seconds: int) -> str:
    return f"{seconds} detik" if seconds < 90 else f"{round(seconds / 60)} menit"


@transaction.atomic
def open_by_personal_link(
    *, link: PersonalLink, device_key: str, is_operator_here: bool, earlier: Visit | None, by: Actor
) -> Visit:
    """Open a visit of the link's owner; on a device somebody else used before it is marked *HP bersama*.

    After the link's end the visit is for reading only.
    *Refuses* a link replaced or closed meanwhile. *Records* accounts.visit_opened.
    """
    fresh = (
        PersonalLink.objects.select_for_update()
        .only("generation", "is_active", "expires_at", "closed_at")
        .get(pk=link.pk)
    )
    if fresh.generation != link.generation or not is_readable(fresh):
        raise DomainError(LINK_GONE, code="tautan_diganti")
    return _open(
        link.staff, WayIn.PERSONAL_LINK, PERSONAL_STAY, earlier, by,
        link_generation=link.generation, device_key=device_key,
        is_shared_device=was_used_by_another(device_key, link.staff),
        is_via_operator=is_operator_here or was_revealed(link),
        is_read_only=not is_usable(fresh),
    )  # fmt: skip


@transaction.atomic
def open_by_unit_link(
    *, link: UnitLink, staff: Staff, device_key: str, is_shared_device: bool, is_operator_here: bool,
    earlier: Visit | None, by: Actor,
) -> Visit:  # fmt: skip
    """Open a visit of a person recognised by NIP and birth date at the unit's door.

    *Refuses* a link replaced, closed or outside its hours; a person of another unit; a device that somebody else used
    and that is not marked *HP bersama*. *Records* accounts.visit_opened.
    """
    fresh = UnitLink.objects.get(pk=link.pk)
    if fresh.generation != link.generation or not is_usable(fresh):
        raise DomainError(LINK_GONE, code="tautan_diganti")
    if not is_within_hours(fresh):
        raise DomainError(NOT_THIS_HOUR, code="di_luar_jam")
    if not staff.unit.path.startswith(link.unit.path):
        raise DomainError("Bapak/Ibu tidak terdaftar di unit ini. Mintalah tautan unit sendiri kepada operator.")
    if not is_shared_device and was_used_by_another(device_key, staff):
        raise DomainError(SHARED_DEVICE, code="hp_bersama")
    return _open(
        staff, WayIn.UNIT_LINK, UNIT_STAY, earlier, by,
        link_generation=link.generation, unit_link=link, device_key=device_key,
        is_shared_device=is_shared_device, is_via_operator=is_operator_here,
    )  # fmt: skip


@transaction.atomic
def end_visit(*, visit: Visit, by: Actor) -> None:
    """End a visit; ending it twice changes nothing.

    *Refuses* nothing. *Records* accounts.visit_ended.
    """
    if _end(visit):
        audit.record(
            events.VISIT_ENDED, by=by, subject=visit.staff, opd_id=visit.staff.unit.opd_id, person=visit.staff.full_name
        )


def _open(staff: Staff, way: WayIn, stay: timedelta, earlier: Visit | None, by: Actor, **facts: object) -> Visit:
    now, staff = timezone.now(), staff.itself  # an old link of somebody whose rows were merged
    if earlier is not None:
        _end(earlier)
    visit = Visit.objects.create(staff=staff, way_in=way, opened_at=now, expires_at=now + stay, **facts)
    marks = "".join(f", {word}" for word in marks_of(visit))
    actor = by if by.kind != "visit" else Actor("visit", staff.public_id, staff.full_name, request_id=by.request_id)
    audit.record(
        events.VISIT_OPENED, by=actor, subject=staff, opd_id=staff.unit.opd_id,
        person=staff.full_name, way=way.label, marks=marks,
    )  # fmt: skip
    return visit


def marks_of(visit: Visit) -> list[str]:
    """The marks a visit carries, in the words of the screens."""
    shared, operator = Visit._meta.get_field("is_shared_device"), Visit._meta.get_field("is_via_operator")
    return [str(f.verbose_name) for f in (shared, operator) if getattr(visit, f.name)]


def _end(visit: Visit) -> bool:
    return bool(Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(ended_at=timezone.now()))
