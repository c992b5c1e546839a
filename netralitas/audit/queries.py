"""Reading the log: who, what, when, where."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import product

from django.apps import apps
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from netralitas.access.models import User
from netralitas.audit import catalogue
from netralitas.audit.models import Access, Event
from netralitas.audit.walls import behind
from netralitas.ui.lists import Column, Filter, List

PERIODS = [("1", "Hari ini"), ("7", "7 hari terakhir"), ("30", "30 hari terakhir")]
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d{6,}")  # a NIP or NIK never enters the log, not even as what was searched for
_PLACEHOLDER = re.compile(r"\{\w+\}")


def event_choices() -> list[tuple[str, str]]:
    """Every kind of event with its sentence, blanks for what differs."""
    sentences = {key: _PLACEHOLDER.sub("…", kind.sentence) for key, kind in catalogue.declared().items()}
    return sorted(((key, text.removeprefix("… ").rstrip(".")) for key, text in sentences.items()), key=lambda c: c[1])


def opd_choices() -> list[tuple[int, str]]:
    """Every Perangkat Daerah."""
    return catalogue.place_names()


def _within(rows: QuerySet, days: str) -> QuerySet:
    first = timezone.localdate() - timedelta(days=int(days) - 1)
    return rows.filter(at__gte=_midnight(first))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class _LogList(List):
    """What both logs share: a span of days, one person, one actor; a day written as 12-04-2026 is found too."""

    default_sort = "-waktu"
    person_fields: tuple[str, ...] = ()  # texts in which a person's name may stand
    exports = ("xlsx",)

    @cached_property
    def since(self) -> date | None:
        """The first day asked for."""
        return _day_of(self._asked("dari"))

    @cached_property
    def until(self) -> date | None:
        """The last day asked for."""
        return _day_of(self._asked("sampai"))

    @cached_property
    def actor(self) -> str:
        """The actor asked for, by name."""
        return self._asked("pelaku")[:100]

    @cached_property
    def person(self) -> str:
        """The person asked for, by name or number."""
        return self._asked("orang")[:100]

    @cached_property
    def people(self) -> list[catalogue.Person]:
        """Who is meant by it."""
        return catalogue.find_people(self.person)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything hides rows."""
        return bool(super().is_narrowed or self.since or self.until or self.actor or self.person)

    @property
    def clear_url(self) -> str:
        """The address without anything that hides rows."""
        return self.url(**dict.fromkeys(("cari", "hal", "dari", "sampai", "pelaku", "orang")), **self._no_filters())

    def _no_filters(self) -> dict[str, None]:
        return {entry.key: None for entry in self.filters}

    @property
    def kept_beside(self) -> list[tuple[str, str]]:
        """Keys that the form of person, actor and days must not lose."""
        own = {"dari", "sampai", "pelaku", "orang", "hal", "unduh"}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    @property
    def narrowing(self) -> str:
        """What is asked for, in words, for the log of exports."""
        words, actor = (_NUMBER.sub("…", text) for text in (self.search, self.actor))
        parts = [("kata", words), ("orang", "satu orang" if self.person else ""), ("pelaku", actor)]
        parts += [(entry.label.lower(), dict(entry.options()).get(entry.selected, "")) for entry in self.active_filters]
        parts += [(label, f"{day:%d-%m-%Y}") for label, day in (("dari", self.since), ("sampai", self.until)) if day]
        return ", ".join(f"{label} {value}" for label, value in parts if value) or "seluruhnya"

    @cached_property
    def rows(self) -> QuerySet:
        """The rows as asked for; by person: about one of them, or with the name in the sentence."""
        rows = super().rows
        if self.since:
            rows = rows.filter(at__gte=_midnight(self.since))
        if self.until:
            rows = rows.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        if self.actor:
            rows = rows.filter(actor_label__icontains=self.actor)
        if self.person:
            either = Q(subject_key__in=[person.key for person in self.people])
            for field, person in product(self.person_fields, self.people):
                either |= Q(**{f"{field}__contains": person.name})
            rows = rows.filter(either)
        return rows

    def searched(self, rows: QuerySet) -> QuerySet:
        """Rows that fit every word; a date narrows to its day."""
        for word in self.search.split():
            day = _day_of(word)
            if day:
                rows = rows.filter(at__gte=_midnight(day), at__lt=_midnight(day + timedelta(days=1)))
            else:
                either = Q()
                for field in self.search_fields:
                    either |= Q(**{f"{field}__icontains": word})
                rows = rows.filter(either)
        return rows


def _day_of(word: str) -> date | None:
    """12-04-2026, 12/04/2026, or 2026-04-12 as the browser's calendar writes it."""
    match = _DAY.fullmatch(word)
    try:
        if _ISO.fullmatch(word):
            return date.fromisoformat(word)
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


class EventList(_LogList):
    """The audit log, newest first; two queries a page and one for the names of units."""

    columns = (
        Column("waktu", "Waktu", sort=("pk",), value="at"),
        Column("peristiwa", "Peristiwa", value=catalogue.sentence_of),
        Column("pelaku", "Pelaku", sort=("actor_label",), value="actor_label"),
        Column("opd", "Perangkat Daerah"),
    )
    search_fields = ("actor_label", "event", "subject_key", "request_id", "details_text")
    person_fields = ("details_text",)
    filters = (
        Filter("jenis", "Peristiwa", event_choices, "event"),
        Filter("opd", "Perangkat Daerah", opd_choices, "opd_id"),
        Filter("kapan", "Waktu", PERIODS, _within),
    )
    noun = "catatan"

    def export_rows(self) -> Iterator[list[object]]:
        """Every event shown, as a sentence; one query for the names of units."""
        names = dict(catalogue.place_names())
        for event in self.rows.iterator(chunk_size=1000):
            at = timezone.localtime(event.at)
            place = names.get(event.opd_id, "")
            yield [f"{at:%d-%m-%Y %H.%M.%S}", catalogue.sentence_of(event), event.actor_label, place]

    def entries(self) -> list[tuple[Event, str, str]]:
        """Each event of the page with its sentence and the name of its Perangkat Daerah."""
        events = list(self.page)
        names = dict(catalogue.place_names({event.opd_id for event in events if event.opd_id}))
        return [(event, catalogue.sentence_of(event), names.get(event.opd_id, "")) for event in events]


class AccessList(_LogList):
    """Looks at sensitive data, newest first."""

    columns = (
        Column("waktu", "Waktu", sort=("pk",), value="at"),
        Column("data", "Data yang dilihat", sort=("what",)),
        Column("pelaku", "Pelaku", sort=("actor_label",), value="actor_label"),
        Column("alasan", "Alasan", value="reason"),
    )
    search_fields = ("actor_label", "what", "subject_key", "reason", "request_id")
    filters = (Filter("data", "Data", catalogue.looks, "what"), Filter("kapan", "Waktu", PERIODS, _within))
    noun = "catatan"

    def export_rows(self) -> Iterator[list[object]]:
        """Every look shown, in words."""
        for entry in self.rows.iterator(chunk_size=1000):
            at = timezone.localtime(entry.at)
            what = f"{catalogue.look_label(entry.what)} ({_kind_of(entry.subject_type)} {entry.subject_key})"
            yield [f"{at:%d-%m-%Y %H.%M.%S}", what, entry.actor_label, entry.reason]

    def entries(self) -> list[tuple[Access, str, str]]:
        """Each look of the page: what was looked at, in words, and the kind of row, in Indonesian."""
        return [(entry, catalogue.look_label(entry.what), _kind_of(entry.subject_type)) for entry in self.page]


def _kind_of(subject_type: str) -> str:
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return "data"


def events(reader: User) -> QuerySet[Event]:
    """Every event that the reader may know of, its details also as text to search in."""
    return behind(Event.objects.annotate(details_text=Cast("details", TextField())), reader)


def accesses(reader: User) -> QuerySet[Access]:
    """Every look at sensitive data that the reader may know of."""
    return behind(Access.objects.all(), reader)
