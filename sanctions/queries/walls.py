"""Which subjects of the audit log are hidden from a reader: the walls of cases hold there too."""

from django.db.models import Q, QuerySet

from netralitas.access.models import User
from netralitas.documents.models import Letter
from sanctions.models import Case, CasePerson, Exhibit, Report


def hidden_cases(reader: User) -> QuerySet:
    """Public ids of the cases whose existence the reader must not learn of."""
    return _hidden(reader).values("public_id")


def hidden_reports(reader: User) -> QuerySet:
    """Public ids of reports about the reader's own people, and of those that became a hidden case."""
    known = Report.objects.behind_the_wall_of(reader).values("pk")
    return Report.objects.filter(~Q(pk__in=known) | Q(cases__in=_hidden(reader))).values("public_id")


def hidden_letters(reader: User) -> QuerySet:
    """Public ids of letters about hidden cases, their persons and reports."""
    persons = CasePerson.objects.filter(case__in=_hidden(reader)).values("public_id")
    about = Q(subject_type="sanctions.case", subject_key__in=hidden_cases(reader))
    about |= Q(subject_type="sanctions.caseperson", subject_key__in=persons)
    about |= Q(subject_type="sanctions.report", subject_key__in=hidden_reports(reader))
    return Letter.objects.filter(about).values("public_id")


def hidden_exhibits(reader: User) -> QuerySet:
    """Public ids of the evidence of hidden cases and reports."""
    about = Q(case__public_id__in=hidden_cases(reader)) | Q(report__public_id__in=hidden_reports(reader))
    return Exhibit.objects.filter(about).values("public_id")


def _hidden(reader: User) -> QuerySet[Case]:
    return Case.objects.exclude(pk__in=Case.objects.not_walled_from(reader).values("pk"))
