"""A person as on the date of an act, and the pledge signed by then: what the file of a case freezes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone

from netralitas.registry.models import Assignment, Opd, Staff, StaffCategory, StaffEvent
from netralitas.ui.formats import moment
from pledges.models import Signature

_TAKEN_BACK = frozenset(
    {"name", "front_title", "back_title", "position", "nip", "category", "golongan", "jenjang", "eselon", "status"}
)
_SEKDA_KIND = "SETDA"


@dataclass(frozen=True)
class PersonThen:
    """Who somebody was on a day: the unit and rank that count, and all facts in words."""

    staff: Staff
    unit: Opd
    posts: tuple[str, ...]
    is_sekda: bool
    signature: Signature | None

    def facts(self) -> dict[str, Any]:
        """What is frozen (and encrypted)."""
        person = self.staff
        return {
            "nama": person.full_name, "nip": person.nip or "", "nik": person.nik_masked if not person.nip else "",
            "kategori": str(StaffCategory(person.category).label), "golongan": person.golongan,
            "jabatan": person.position, "penugasan": list(self.posts), "jenjang": person.jenjang,
            "eselon": person.eselon, "unit": self.unit.name, "opd": self.unit.opd.name,
            "ikrar": _pledge(self.signature),
        }  # fmt: skip


def person_on(staff: Staff, day: date) -> PersonThen:
    """The person with later changes taken back (by the day they held from), and the last pledge by then; six queries.

    Before the first row of the history the earliest known data stand.
    """
    person = Staff.objects.select_related("unit__opd").get(pk=staff.pk)
    unit = person.unit
    for event in StaffEvent.objects.filter(staff=person, effective_on__gt=day).order_by("-effective_on", "-pk"):
        for name in event.changes.keys() & _TAKEN_BACK:
            if (old := event.changes[name][0]) is not None:
                setattr(person, name, Staff._meta.get_field(name).to_python(old))
    events = StaffEvent.objects.filter(staff=person).order_by("effective_on", "pk").select_related("unit__opd")
    then = events.filter(effective_on__lte=day).last() or events.first()
    if then is not None and events.filter(effective_on__gt=day).exists():
        unit = then.unit
    posts = list(
        Assignment.objects.on(day).filter(staff__in=Staff.objects.of_one_identity(staff)).select_related("unit")
    )
    return PersonThen(
        person, unit, tuple(str(post) for post in posts), _was_sekda(person, unit, posts), _signed_by(staff, day)
    )


def _was_sekda(person: Staff, unit: Opd, posts: list[Assignment]) -> bool:
    """Heads the Sekretariat Daerah, or bears the title: the governor forms the team then (facts.md 1.5)."""
    heads = any(post.is_head and post.unit.kind_id == _SEKDA_KIND for post in posts)
    bears = unit.kind_id == _SEKDA_KIND and person.position.strip().casefold().endswith("sekretaris daerah")
    return heads or bears


def _signed_by(staff: Staff, day: date) -> Signature | None:
    """The newest signature up to the end of the day that was not void yet."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    rows = Signature.objects.filter(staff__in=Staff.objects.of_one_identity(staff), signed_at__lte=end)
    rows = rows.filter(Q(void__isnull=True) | Q(void__at__gt=end))
    shown = (
        "ledger_seq", "signed_at", "text__title", "text__audience", "text__version", "text__sha256", "campaign__title",
        "document__number",
    )  # fmt: skip
    return rows.select_related("text", "campaign", "document").only(*shown).order_by("-signed_at", "-pk").first()


def _pledge(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    return {
        "judul": signature.text.title, "naskah": str(signature.text), "kegiatan": signature.campaign.title,
        "ditandatangani": moment(signature.signed_at), "nomor": signature.document.number,
        "sidik_naskah": signature.text.sha256, "entri": signature.ledger_seq,
    }  # fmt: skip
