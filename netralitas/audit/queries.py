"""Reading the log: who, what, when, where."""

import re
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from netralitas.audit import catalogue
from netralitas.audit.models import Access, Event
from netralitas.ui.lists import Column, Filter, List

PERIODS = [("1", "Hari ini"), ("7", "7 hari terakhir"), ("30", "30 hari terakhir")]
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
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
    """What both logs share: a day written as 12-04-2026 is found too."""

    default_sort = "-waktu"

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
    match = _DAY.fullmatch(word)
    try:
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
    filters = (
        Filter("jenis", "Peristiwa", event_choices, "event"),
        Filter("opd", "Perangkat Daerah", opd_choices, "opd_id"),
        Filter("kapan", "Waktu", PERIODS, _within),
    )
    noun = "catatan"
    exports = ()

    def entries(self) -> list[tuple[Event, str, str]]:
        """Each event of the page with its sentence and the name of its Perangkat Daerah."""
        events = list(self.page)
        names = dict(catalogue.place_names({event.opd_id for event in events if event.opd_id}))
        return [(event, catalogue.sentence_of(event), names.get(event.opd_id, "")) for event in events]


class AccessList(_LogList):
    """Looks at sensitive data, newest first."""

    columns = (
        Column("waktu", "Waktu", sort=("pk",), value="at"),
        Column("data", "Data yang dilihat", sort=("what",), value="what"),
        Column("pelaku", "Pelaku", sort=("actor_label",), value="actor_label"),
        Column("alasan", "Alasan", value="reason"),
    )
    search_fields = ("actor_label", "what", "subject_key", "reason", "request_id")
    filters = (Filter("kapan", "Waktu", PERIODS, _within),)
    noun = "catatan"
    exports = ()

    def entries(self) -> list[tuple[Access, str]]:
        """Each look of the page with what kind of row was looked at, in Indonesian."""
        return [(entry, _kind_of(entry.subject_type)) for entry in self.page]


def _kind_of(subject_type: str) -> str:
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return "data"


def events() -> QuerySet[Event]:
    """Every event, its details also as text to search in."""
    return Event.objects.annotate(details_text=Cast("details", TextField()))


def accesses() -> QuerySet[Access]:
    """Every look at sensitive data."""
    return Access.objects.all()
