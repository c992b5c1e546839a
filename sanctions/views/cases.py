"""The cases one may open: list, one case, opening from triage, another person."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.ui.lists import Column, Filter, List
from sanctions.actions import cases as actions
from sanctions.forms.cases import AccusedForm, OpenCaseForm
from sanctions.models import Case, CasePerson, Lead, Report, State, Track
from sanctions.queries import cases as queries
from sanctions.queries.parts import parts_of, waiting_declarations
from sanctions.queries.reports import reports_for
from sanctions.transitions import Part


def _words(attribute: str) -> Column:
    """The tracks or states of all persons of a case, each once."""
    labels = {"track": "Jalur", "state": "Keadaan"}
    show = f"get_{attribute}_display"
    return Column(
        attribute, labels[attribute],
        value=lambda case: ", ".join(dict.fromkeys(str(getattr(one, show)()) for one in case.persons.all())),
    )  # fmt: skip


class CaseList(List):
    """Cases; a download holds numbers, states and days, never a name."""

    columns = (
        Column("nomor", "Nomor", sort=("opened_on", "number"), value="number"),
        Column("dibuka", "Dibuka", sort=("opened_on", "number"), value="opened_on"),
        Column("jumlah", "Jumlah terlapor", value=lambda case: len(case.persons.all())),
        _words("track"), _words("state"),
        Column("tenggat", "Tenggat terdekat", sort=("due_on",), value="due_on"),
        Column("penanggung", "Penanggung jawab", sort=("lead", "number"), value="get_lead_display"),
    )  # fmt: skip
    filters = (
        Filter("status", "Status", [("berjalan", "Berjalan"), ("selesai", "Selesai")], queries.ongoing),
        Filter("jalur", "Jalur", Track.choices, lambda rows, value: queries.with_person(rows, track=value)),
        Filter("keadaan", "Keadaan", State.choices, lambda rows, value: queries.with_person(rows, state=value)),
        Filter("tenggat", "Tenggat", [("lewat", "Lewat"), ("dekat", "Tiga hari kerja lagi")], queries.by_deadline),
        Filter("penanggung", "Penanggung jawab", Lead.choices, "lead"),
    )
    search_fields = ("number", "title")  # and the accused: see `searched`
    default_sort, noun = "-nomor", "perkara"

    def searched(self, rows: QuerySet) -> QuerySet:
        """By number, title, and name or NIP of an accused person."""
        return queries.naming(rows, self.search)


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases one may open, and the declarations one still owes."""
    listing = CaseList(queries.cases_for(request.user), request.GET)
    if listing.wants_export:
        actions.note_export(count=listing.rows.count(), by=request.actor)
        return listing.export(writers.xlsx_response, title="Daftar Perkara")
    context = {
        "listing": listing, "has_person": hasattr(request.user, "staff_link"),
        "owed": waiting_declarations(request.user), "today": timezone.localdate(),
        "may_open": request.user.has_perm(Permission.CASE_EDIT),
    }  # fmt: skip
    return render(request, "sanctions/cases/list.html", context)


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def case_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case: persons, what comes next, timeline; the look itself is logged."""
    case = case_or_404(request, public_id)
    record_access("sanctions.case", by=request.actor, subject=case)
    parts = parts_of(request.user, case)
    context = {
        "case": case, "matters": queries.matters_of(case, request.user), "reports": case.reports.order_by("pk"),
        "timeline": case.steps.select_related("person__staff").order_by("-happened_on", "-pk"),
        "team": case.assignments.select_related("declaration", "end").order_by("pk"),
        "is_secretariat": Part.SECRETARIAT in parts, "may_examine": bool(parts & {Part.SECRETARIAT, Part.TEAM}),
    }  # fmt: skip
    return render(request, "sanctions/cases/detail.html", context)


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def person_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One accused person as on the day of the act, with the pledge signed by then; the look is logged."""
    person = person_or_404(request, public_id)
    record_access("sanctions.caseperson", by=request.actor, subject=person.case)
    context = {
        "case": person.case, "person": person, "frozen": person.frozen.order_by("acted_on"),
        "allegations": person.allegations.select_related("act", "election", "withdrawal").order_by("pk"),
        "summonses": person.summonses.order_by("pk"), "examinations": person.examinations.order_by("pk"),
        "lhps": person.investigation_reports.order_by("pk"),
        "is_secretariat": Part.SECRETARIAT in parts_of(request.user, person.case),
    }  # fmt: skip
    return render(request, "sanctions/cases/person.html", context)


@require(Permission.CASE_EDIT)
@never_cache
def case_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a case from a report that triage sent to examination."""
    reports = reports_for(request.user)
    report = get_object_or_404(reports, public_id=public_id)
    others = reports.filter(state=Report.State.EXAMINE, cases__isnull=True).exclude(pk=report.pk)
    form = OpenCaseForm(request.POST or None, report=report, others=others.order_by("-pk"))
    if form.is_valid():
        try:
            case = actions.open_case(by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _after_opening(request, case)
    context = {"form": form, "title": "Buka Perkara", "report": report}
    return render(request, "sanctions/cases/open.html", context)


def _after_opening(request: HttpRequest, case: Case) -> HttpResponse:
    """To the case, or, when a wall rose with it, to the list with a word on it."""
    if Case.objects.behind_the_wall_of(request.user).filter(pk=case.pk).exists():
        messages.success(request, f"Perkara {case.number} dibuka.")
        return redirect("sanctions:case", case.public_id)
    messages.warning(request, f"Perkara {case.number} dicatat dan ditangani {case.get_lead_display()}.")
    return redirect("sanctions:cases")


@require(Permission.CASE_EDIT)
@never_cache
def case_person_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add an accused person."""
    case = case_or_404(request, public_id, Part.SECRETARIAT)
    form = AccusedForm(request.POST or None)
    if form.is_valid():
        try:
            for staff in form.cleaned_data["numbers"]:
                actions.add_person(case, staff=staff, accusation=form.accusation(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            case.refresh_from_db()
            return _after_opening(request, case)
    context = {"form": form, "title": "Tambah Terlapor", "case": case}
    return render(request, "sanctions/cases/form.html", context)


def case_or_404(request: HttpRequest, public_id: str, part: Part | None = None) -> Case:
    """The case, when the reader may open it (and has the part asked for); else 404, as if there were none."""
    case = get_object_or_404(Case.objects.behind_the_wall_of(request.user), public_id=public_id)
    if part is not None and part not in parts_of(request.user, case):
        raise Http404
    return case


def person_or_404(request: HttpRequest, public_id: str) -> CasePerson:
    """An accused person of a case the reader may open; else 404."""
    rows = CasePerson.objects.filter(case__in=Case.objects.behind_the_wall_of(request.user))
    return get_object_or_404(rows.select_related("case", "staff", "unit__opd"), public_id=public_id)
