"""Verifikasi Kelengkapan: the queue of all offices, one office, one round."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.models import Opd
from pledges.actions import completion as actions
from pledges.completion_tables import CompletionList, lines
from pledges.forms.completion import NumberForm, PrepareForm
from pledges.models import Campaign, Completion
from pledges.queries import completion as queries
from pledges.queries import reviews, snapshots
from pledges.queries.campaigns import current_campaign, visible_campaigns
from pledges.queries.signals import last_check, signals_for
from pledges.queries.statements import is_own, post_of
from pledges.queries.workdays import holidays, working_days_since


@require(Permission.COMPLETION_VIEW)
@require_safe
def completion_list(request: HttpRequest) -> HttpResponse:
    """Every office one may see: who waits for Bakesbangpol first, the oldest on top."""
    opds = list(Opd.objects.within(request.scope).top().active().in_protocol_order())
    if len(opds) == 1 and not request.scope.is_all:
        return redirect("pledges:completion-office", opds[0].public_id)
    campaign = _campaign(request)
    if campaign is None:
        return render(request, "pledges/completion/list.html", {"campaign": None})
    found = [one for one in queries.standings(campaign, opds) if one.obliged or one.round]
    listing = CompletionList(lines(found, holidays()), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=f"Verifikasi kelengkapan, {campaign.title}")
    counts = [(code, sum(one.state == code for one in found)) for code in queries.STATES]
    context = {"campaign": campaign, "listing": listing, "counts": counts, "campaigns": _campaigns(request)}
    return render(request, "pledges/completion/list.html", context)


@require(Permission.COMPLETION_VIEW)
@require_safe
def completion_office(request: HttpRequest, public_id: str) -> HttpResponse:
    """An office: its newest round, or what stands before the first."""
    opd = get_object_or_404(Opd.objects.within(request.scope).top(), public_id=public_id)
    campaign = _campaign(request)
    if campaign is None:
        return render(request, "pledges/completion/list.html", {"campaign": None})
    standing = queries.standing_of(campaign, opd)
    if standing.round:
        return redirect("pledges:completion", standing.round.public_id)
    return render(request, "pledges/completion/office.html", _before(request, standing, campaign, PrepareForm()))


@require(Permission.COMPLETION_PREPARE)
@require_POST
def completion_prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Freeze the numbers for the head."""
    opd = get_object_or_404(Opd.objects.within(request.scope).top(), public_id=public_id)
    campaign = get_object_or_404(_campaigns(request), public_id=request.POST.get("kegiatan", "").replace("\0", ""))
    standing = queries.standing_of(campaign, opd)
    points = reviews.open_points(standing.round) if standing.round else []
    form = PrepareForm(request.POST, points=points)
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            snapshot = actions.prepare(campaign, opd, note=note, answers=form.answers, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Angka dibekukan. Pernyataan menunggu Kepala Perangkat Daerah.")
            return redirect("pledges:completion", snapshot.completion.public_id)
    if standing.round:
        return page(request, standing.round, {"prepare_form": form}, status=422)
    return render(request, "pledges/completion/office.html", _before(request, standing, campaign, form), status=422)


@require(Permission.COMPLETION_VIEW)
@require_safe
def completion_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One round: for the office what to do next, for Bakesbangpol all that a decision needs."""
    return page(request, round_of(request, public_id))


def round_of(request: HttpRequest, public_id: str) -> Completion:
    """The round inside the request's scope, or 404."""
    rows = reviews.rounds_within(Completion.objects.within(request.scope))
    return get_object_or_404(rows, public_id=public_id)


def page(request: HttpRequest, completion: Completion, more: dict | None = None, status: int = 200) -> HttpResponse:
    """The page of a round, with a form that was refused in `more`."""
    context = {"completion": completion, "campaign": completion.campaign, "opd": completion.opd} | _numbers(completion)
    context |= _for_office(request, completion) | _for_review(request, completion) | (more or {})
    if context["changes"]:
        record_access("pledges.completion_changes", by=request.actor, subject=completion)
    return render(request, "pledges/completion/detail.html", context, status=status)


def _numbers(completion: Completion) -> dict[str, object]:
    snapshot = completion.snapshots.select_related("completion").latest("pk")
    statement = reviews.current_statement(completion, snapshot)
    letter = reviews.letter_of_snapshot(snapshot)
    standing = queries.standing_of(completion.campaign, completion.opd)
    return {
        "snapshot": snapshot, "statement": statement, "letter": letter, "standing": standing,
        "answer": reviews.letter_of_review(statement.review) if statement and hasattr(statement, "review") else None,
        "kinds": reviews.kinds_of(snapshot), "units": reviews.units_of(snapshot),
        "villages": reviews.villages_of(snapshot), "changes": snapshots.changes_since(snapshot),
        "history": reviews.history(completion), "days": working_days_since(completion.state_at),
        "is_newest": standing.round == completion,
    }  # fmt: skip


def _for_office(request: HttpRequest, completion: Completion) -> dict[str, object]:
    """Forms for those who prepare and those who state."""
    user, opd, state = request.user, completion.opd, completion.state
    may_prepare = user.has_perm(Permission.COMPLETION_PREPARE, opd)
    points = reviews.open_points(completion) if state == Completion.State.RETURNED else []
    return {
        "may_prepare": may_prepare and state != Completion.State.AWAITING_REVIEW,
        "may_hand_in": may_prepare and state == Completion.State.AWAITING_STATEMENT,
        "may_number": may_prepare,
        "may_state": state == Completion.State.AWAITING_STATEMENT
        and user.has_perm(Permission.COMPLETION_STATE, opd)
        and post_of(request.actor, opd, timezone.localdate()) is not None,
        "points": points, "prepare_form": PrepareForm(points=points), "number_form": NumberForm(),
    }  # fmt: skip


def _for_review(request: HttpRequest, completion: Completion) -> dict[str, object]:
    """What only Bakesbangpol sees."""
    if not request.user.has_perm(Permission.COMPLETION_REVIEW, completion.opd):
        return {"is_reviewer": False}
    campaign, opd = completion.campaign, completion.opd
    return {
        "is_reviewer": True, "is_own": is_own(request.actor, opd, timezone.localdate()),
        "is_waiting": completion.state == Completion.State.AWAITING_REVIEW,
        "findings": reviews.findings_of(opd), "signals": signals_for(campaign=campaign, opd=opd),
        "signals_check": last_check(campaign=campaign, opd=opd),
    }  # fmt: skip


def _before(
    request: HttpRequest, standing: queries.Standing, campaign: Campaign, form: PrepareForm
) -> dict[str, object]:
    """The page of an office whose first round is not begun."""
    return {
        "opd": standing.opd, "campaign": campaign, "standing": standing, "prepare_form": form,
        "may_prepare": scope_of(request.user, Permission.COMPLETION_PREPARE).covers(standing.opd),
    }  # fmt: skip


def _campaigns(request: HttpRequest) -> QuerySet[Campaign]:
    return visible_campaigns(request.user).started().newest_first()


def _campaign(request: HttpRequest) -> Campaign | None:
    asked = request.GET.get("kegiatan", "").replace("\0", "")
    found = _campaigns(request).filter(public_id=asked).first() if asked else None
    return found or _started(current_campaign(request.user))


def _started(campaign: Campaign | None) -> Campaign | None:
    return None if campaign is None or campaign.state == Campaign.State.DRAFT else campaign
