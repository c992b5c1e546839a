"""The steps after a decision, the ethics council, hand-overs and reopening: one page each."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from sanctions.actions import councils, endings, remedies
from sanctions.forms import outcomes as forms
from sanctions.models import CasePerson, CaseRole, Handover
from sanctions.queries import decisions as queries
from sanctions.queries.councils import gaps_of
from sanctions.queries.parts import in_force
from sanctions.queries.time_limits import deadline
from sanctions.views.examinations import person_for, take_step

Body = Handover.Body


@require(Permission.CASE_EDIT)
@never_cache
def missed_handing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that the person did not come to receive the decision."""
    person, code = person_for(request, public_id, "tidak_hadir_penyampaian"), "tidak_hadir_penyampaian"
    form = forms.MissedHandingForm(request.POST or None)
    return take_step(
        request, form, person, code, lambda: remedies.note_absence(person, by=request.actor, **form.cleaned_data)
    )


@require(Permission.CASE_EDIT)
@never_cache
def deliver(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note how the decision reached the person."""
    person = person_for(request, public_id, "sampaikan")
    decision = queries.standing_decision(person)
    form = forms.DeliveryForm(request.POST or None)
    return take_step(
        request, form, person, "sampaikan", lambda: remedies.deliver(person, by=request.actor, **form.values()),
        limit=deadline("SAMPAI", decision.dated_on) if decision else None,
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def objection(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note an objection."""
    return _appeal(request, public_id, "keberatan")


@require(Permission.CASE_EDIT)
@never_cache
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note an appeal to the BPASN."""
    return _appeal(request, public_id, "banding")


@require(Permission.CASE_EDIT)
@never_cache
def appeal_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note the PPK's answer to the BPASN."""
    person = person_for(request, public_id, "tanggapi_banding")
    form = forms.AppealAnswerForm(request.POST or None)
    return take_step(
        request, form, person, "tanggapi_banding",
        lambda: remedies.answer_appeal(person, by=request.actor, **form.cleaned_data),
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def take_force(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that the decision holds, from the day the rule says."""
    person = person_for(request, public_id, "berlaku")
    form = forms.ForceForm(request.POST or None)
    return take_step(
        request, form, person, "berlaku", lambda: remedies.take_force(person, by=request.actor),
        force_day=_force_day(person),
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def told_bkn(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that BKN was told."""
    person = person_for(request, public_id, "lapor_bkn")
    form = forms.BknForm(request.POST or None)
    return take_step(
        request, form, person, "lapor_bkn", lambda: endings.told_bkn(person, by=request.actor, **form.cleaned_data)
    )


@require(Permission.CASE_EDIT)
@never_cache
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a matter."""
    person = person_for(request, public_id, "selesai")
    code = "selesai_desa" if person.track == "desa" else "selesai"
    form = forms.CloseForm(request.POST or None)
    return take_step(request, form, person, code, lambda: endings.close(person, by=request.actor, **form.cleaned_data))


@require(Permission.CASE_EDIT)
@never_cache
def hand_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand a matter to Bawaslu or Gakkumdu."""
    return _hand_over(request, public_id, "limpah_bawaslu", (Body.BAWASLU, Body.GAKKUMDU))


@require(Permission.CASE_EDIT)
@never_cache
def to_governor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand a matter to the governor or the minister."""
    return _hand_over(request, public_id, "ke_gubernur", (Body.GOVERNOR, Body.MINISTER))


@require(Permission.CASE_EDIT)
@never_cache
def copy_to_bawaslu(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that Bawaslu was told, while the matter goes on here."""
    person = person_for(request, public_id, "tembusan_bawaslu")
    form = forms.HandoverForm(request.POST or None, bodies=(Body.BAWASLU, Body.GAKKUMDU))
    return take_step(
        request, form, person, "tembusan_bawaslu",
        lambda: endings.copy_to_bawaslu(person, by=request.actor, **form.values()),
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def recommendation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what the supervisor recommended."""
    person = person_for(request, public_id, "rekomendasi_bkn")
    form = forms.RecommendationForm(request.POST or None)
    return take_step(
        request, form, person, "rekomendasi_bkn",
        lambda: endings.note_recommendation(person, by=request.actor, **form.values()),
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an ended matter up again."""
    person = person_for(request, public_id, "buka_kembali")
    form = forms.ReopenForm(request.POST or None)
    return take_step(
        request, form, person, "buka_kembali", lambda: endings.reopen(person, by=request.actor, **form.cleaned_data)
    )


@require(Permission.CASE_EDIT)
@never_cache
def council(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set the ethics council up; what is missing is said before anything is typed."""
    person = person_for(request, public_id, "bentuk_majelis")
    form = forms.CouncilForm(request.POST or None)
    members = in_force(person.case).filter(role=CaseRole.COUNCIL).order_by("pk")
    return take_step(
        request, form, person, "bentuk_majelis",
        lambda: councils.form(person, by=request.actor, **form.cleaned_data), gaps=gaps_of(person), team=members,
    )  # fmt: skip


@require(Permission.CASE_WORK)
@never_cache
def advice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note the council's recommendation."""
    person = person_for(request, public_id, "rekomendasi")
    form = forms.AdviceForm(request.POST or None, person=person)
    return take_step(
        request, form, person, "rekomendasi", lambda: councils.recommend(person, form.advice(), by=request.actor)
    )


def _appeal(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    person = person_for(request, public_id, kind)
    delivery = queries.last_delivery(person)
    form = forms.AppealForm(request.POST or None)
    return take_step(
        request, form, person, kind,
        lambda: remedies.appeal(person, kind=kind, by=request.actor, **form.cleaned_data),
        limit=deadline(kind.upper(), delivery.received_on) if delivery else None,
    )  # fmt: skip


def _hand_over(request: HttpRequest, public_id: str, code: str, bodies: tuple[Body, ...]) -> HttpResponse:
    person = person_for(request, public_id, code)
    form = forms.HandoverForm(request.POST or None, bodies=bodies)
    return take_step(request, form, person, code, lambda: endings.hand_over(person, by=request.actor, **form.values()))


def _force_day(person: CasePerson) -> object:
    decision, delivery = queries.standing_decision(person), queries.last_delivery(person)
    return queries.force_day(decision, delivery) if decision and delivery else None
