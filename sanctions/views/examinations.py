"""The steps of an examination up to the BAP, each on a page of its own."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from sanctions.actions import examinations as actions
from sanctions.forms.examinations import (
    AbsenceForm,
    AnswerFormSet,
    BeginForm,
    FinishExaminationForm,
    HearingForm,
    StopForm,
    SummonsForm,
)
from sanctions.models import Case, CasePerson, Examination, State
from sanctions.queries.parts import in_force, parts_of
from sanctions.queries.teams import gaps_of
from sanctions.queries.time_limits import deadline
from sanctions.transitions import BY_CODE, TEAM_ROLES
from sanctions.views.cases import person_or_404


@require(Permission.CASE_EDIT)
@never_cache
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a matter in review for want of evidence."""
    person = person_for(request, public_id, "tidak_cukup_bukti")
    form = StopForm(request.POST or None)
    return take_step(
        request, form, person, "tidak_cukup_bukti", lambda: actions.stop(person, by=request.actor, **form.cleaned_data)
    )


@require(Permission.CASE_EDIT)
@never_cache
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Form the team and begin; what is missing is said before anything is typed."""
    person = person_for(request, public_id, "periksa")
    waiting = person.case.persons.filter(state=State.REVIEW, track=person.track).select_related("staff").order_by("pk")
    form = BeginForm(request.POST or None, persons=waiting)
    return take_step(
        request, form, person, "periksa", lambda: actions.begin(by=request.actor, **form.cleaned_data),
        gaps=gaps_of(person), team=in_force(person.case).filter(role__in=TEAM_ROLES).order_by("pk"),
    )  # fmt: skip


@require(Permission.CASE_WORK)
@never_cache
def summon(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write the first or second summons down."""
    code = "panggil_2" if person_or_404(request, public_id).state == State.SUMMONED_1 else "panggil_1"
    person = person_for(request, public_id, code)
    first = person.summonses.filter(order=1).order_by("-pk").first()
    form = SummonsForm(request.POST or None)
    if code == "panggil_1":
        del form.fields["reason"]
    return take_step(
        request, form, person, code,
        lambda: actions.summon(person, by=request.actor, **form.values()), first=first,
        limit=deadline("PANGGIL-2", first.exam_on) if first and code == "panggil_2" else None,
    )  # fmt: skip


@require(Permission.CASE_WORK)
@never_cache
def note_absence(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that the person stayed away twice."""
    person = person_for(request, public_id, "tidak_hadir")
    form = AbsenceForm(request.POST or None)
    return take_step(
        request,
        form,
        person,
        "tidak_hadir",
        lambda: actions.note_absence(person, by=request.actor, **form.cleaned_data),
    )


@require(Permission.CASE_WORK)
@never_cache
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """The editor of the BAP: questions and answers, more rows without a script."""
    person = person_for(request, public_id, "bap")
    if refused := closed(request, person, "bap"):
        return refused
    draft = person.examinations.filter(frozen_at__isnull=True, supplements__isnull=True).first()
    content = draft.content if draft else {"pemeriksa": [], "tanya_jawab": [], "penutup": ""}
    form = HearingForm(
        request.POST or None, team=in_force(person.case).order_by("pk"), initial=_head(person, draft, content)
    )
    answers = AnswerFormSet(request.POST or None, initial=content["tanya_jawab"], prefix="tj")
    if request.method == "POST" and form.is_valid() and answers.is_valid():
        try:
            draft = actions.write(person, answers=answers.rows(), by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Rancangan BAP disimpan.")
            if "lanjut" in request.POST:
                return redirect("sanctions:examination", draft.public_id)
            return redirect("sanctions:step-bap", person.public_id)
    context = {"form": form, "answers": answers, "person": person, "case": person.case, "draft": draft}
    context |= {"title": "Berita Acara Pemeriksaan", "earlier": ()}
    return render(request, "sanctions/examinations/write.html", context)


def _head(person: CasePerson, draft: Examination | None, content: dict) -> dict[str, object]:
    """What the form starts with: the draft, or the last summons."""
    if draft is not None:
        head = {name: getattr(draft, name) for name in ("held_on", "held_at", "place", "is_virtual")}
        return head | {"examiners": content["pemeriksa"], "closing": content["penutup"]}
    last = person.summonses.order_by("-pk").first()
    if last is None:
        return {}
    return {"held_on": last.exam_on, "held_at": last.exam_at, "place": last.place, "is_virtual": last.is_virtual}


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def examination(request: HttpRequest, public_id: str) -> HttpResponse:
    """A BAP to read and to print; the look is logged."""
    found = examination_or_404(request, public_id)
    record_access("sanctions.examination", by=request.actor, subject=found.person.case)
    context = {
        "examination": found, "person": found.person, "case": found.person.case, "content": found.content,
        "facts": found.person.frozen.order_by("pk").first(),
        "may_finish": bool(parts_of(request.user, found.person.case) & BY_CODE[found.transition].parts),
        "edit_url": reverse(f"sanctions:step-{BY_CODE[found.transition].url}", args=[found.person.public_id]),
    }  # fmt: skip
    return render(request, "sanctions/examinations/detail.html", context)


@require(Permission.CASE_WORK)
@never_cache
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a BAP: signed, or not willing to sign."""
    draft = examination_or_404(request, public_id)
    person, code = person_for(request, draft.person.public_id, draft.transition), draft.transition
    form = FinishExaminationForm(request.POST or None)
    return take_step(request, form, person, code, lambda: actions.finish(draft, by=request.actor, **form.cleaned_data))


def examination_or_404(request: HttpRequest, public_id: str) -> Examination:
    """A BAP, first or further, of a case the reader may open; else 404."""
    rows = Examination.objects.filter(person__case__in=Case.objects.behind_the_wall_of(request.user))
    return get_object_or_404(rows.select_related("person__case", "person__staff", "row_key"), public_id=public_id)


def person_for(request: HttpRequest, public_id: str, code: str) -> CasePerson:
    """The person whose matter takes a step; 404 behind the wall, 403 for those whose part it is not."""
    person = person_or_404(request, public_id)
    if not BY_CODE[code].parts & parts_of(request.user, person.case):
        raise PermissionDenied
    return person


def closed(request: HttpRequest, person: CasePerson, code: str) -> HttpResponse | None:
    """Back to the case with a word on it, when the table does not offer the step from here; else None."""
    row = BY_CODE[code]
    if person.state in row.sources and person.track in row.tracks:
        return None
    messages.error(request, f"{row.label} tidak dapat dicatat pada keadaan ini. Belum ada yang berubah.")
    return redirect("sanctions:case", person.case.public_id)


def take_step(
    request: HttpRequest, form: forms.Form, person: CasePerson, code: str, act: Callable[[], object], **shown: object
) -> HttpResponse:  # fmt: skip
    """The page of one step: its form, what the table says of it, and the action; then back to the case."""
    row = BY_CODE[code]
    if refused := closed(request, person, code):
        return refused
    if form.is_valid():
        try:
            act()
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{row.label}: dicatat.")
            return redirect("sanctions:case", person.case.public_id)
    context = {"form": form, "row": row, "title": row.label, "person": person, "case": person.case, **shown}
    return render(request, "sanctions/cases/step.html", context)
