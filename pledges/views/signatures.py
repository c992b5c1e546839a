"""Reading and signing, and the screen that says it is done."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.accounts.doors import person
from netralitas.accounts.queries.contacts import contact_of
from netralitas.documents.queries import files
from netralitas.errors import DomainError
from pledges.actions import signatures as actions
from pledges.actions.texts import MAX_POINTS
from pledges.forms.signatures import SignForm, new_ticket
from pledges.models import Campaign, Obligation, PledgeText, Signature
from pledges.queries import mine, texts
from pledges.queries import signatures as queries


@person
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sign page; a POST takes the signature, and repeating it changes nothing."""
    campaign, obligation = queries.campaign_of(request.person, public_id)
    if campaign is None:
        raise Http404
    if obligation and obligation.state in Obligation.SIGNED_STATES and (already := queries.signature_for(obligation)):
        is_post = request.method == "POST"
        return _take(request, campaign, obligation, already) if is_post else _go_on(request, already, is_again=True)
    stop = queries.hindrance(campaign, obligation, request.person, request.way_in, timezone.now())
    if not stop and request.visit and request.visit.is_read_only:
        stop = queries.READ_ONLY
    if stop:
        return _stopped(request, campaign, stop)
    if request.method == "POST":
        return _take(request, campaign, obligation)
    text = texts.current_text(campaign, obligation.audience)
    return _page(request, campaign, obligation, text) if text else _stopped(request, campaign, queries.NO_TEXT)


@person
@never_cache
@require_safe
def done(request: HttpRequest, public_id: str) -> HttpResponse:
    """The screen after signing: good as a screenshot, without NIP or NIK."""
    signature = get_object_or_404(queries.own_signatures(request.person), public_id=public_id)
    if hasattr(signature, "void"):
        return redirect("pledges:mine")
    context = {
        "signature": signature,
        "way": mine.way_of(signature),
        "certificate": files.state_of(signature.document),
        "verify_url": request.build_absolute_uri(reverse("documents:verify-code", args=[signature.document.code])),
        "is_again": "ulang" in request.GET,
        "draft": queries.draft_name(signature.obligation, signature.revision),
    }
    return render(request, "pledges/signatures/done.html", context | _signer(request))


def _take(
    request: HttpRequest, campaign: Campaign, obligation: Obligation, already: Signature | None = None
) -> HttpResponse:
    """Sign, or show the page again with everything that was typed and drawn; what is recorded already stays."""
    form, notice, text = SignForm(request.POST), "", None
    if form.is_valid():
        try:
            signature = actions.sign(
                staff=request.person, campaign=campaign, way_in=request.way_in, by=request.actor,
                evidence=form.evidence(request), **_marks(request), **form.signature,
            )  # fmt: skip
        except actions.FormReused as refusal:
            stop = queries.Hindrance(refusal.code, "Formulir sudah terkirim", refusal.message)
            return _stopped(request, campaign, stop, status=422)
        except actions.TextChanged as changed:
            text, notice = changed.text, changed.message
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _acknowledged(request, signature, form)
    elif already:
        return _acknowledged(request, already, form)
    text = text or texts.current_text(campaign, obligation.audience)
    return _page(request, campaign, obligation, text, form, notice)


def _marks(request: HttpRequest) -> dict[str, bool]:
    visit = request.visit
    return {
        "is_shared_device": bool(visit and visit.is_shared_device),
        "is_via_operator": bool(visit and visit.is_via_operator),
    }


def _acknowledged(request: HttpRequest, signature: Signature, form: SignForm) -> HttpResponse:
    """On to the done screen, which says so when it was signed by another form before."""
    return _go_on(request, signature, is_again=form.cleaned_data.get("formulir") != signature.form_key)


def _go_on(request: HttpRequest, signature: Signature, *, is_again: bool) -> HttpResponse:
    """A redirect; for our own script an empty answer that names the address, so that the page is fetched once."""
    address = reverse("pledges:done", args=[signature.public_id]) + ("?ulang=1" if is_again else "")
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204, headers={"X-Next": address})
    return HttpResponseRedirect(address, status=303)


def _page(
    request: HttpRequest, campaign: Campaign, obligation: Obligation, text: PledgeText,
    form: SignForm | None = None, notice: str = "",
) -> HttpResponse:  # fmt: skip
    """The sign page, fresh or with what was sent; a text that changed must be ticked anew."""
    context = {
        "campaign": campaign,
        "text": text,
        "filled": texts.fill(text, campaign, voice="saya"),
        "conduct": queries.conduct_for(text.audience),
        "form": form,
        "notice": notice,
        "draft": queries.draft_name(obligation, obligation.revision),
        "sent": _sent(form, has_new_text=bool(notice)),
    }
    status = 422 if form is not None else 200
    return render(request, "pledges/signatures/sign.html", context | _signer(request), status=status)


def _sent(form: SignForm | None, *, has_new_text: bool) -> dict[str, object]:
    """What goes back into the fields, and the stage to show first."""
    is_fresh = form is None or "formulir" in form.errors
    data = form.data if form is not None else {}
    ticked = data.getlist("butir") if form is not None and not has_new_text else []
    is_reading = form is None or has_new_text or "butir" in form.errors
    return {
        "ticket": new_ticket() if is_fresh else data["formulir"],
        "ticked": {number for number in range(MAX_POINTS) if str(number) in ticked},
        "method": data.get("cara", "typed"),
        "ink": data.get("tinta", ""),
        "name": data.get("nama", ""),
        "seconds": data.get("detik", ""),
        "stage": "baca" if is_reading else "tanda-tangan",
    }


def _stopped(request: HttpRequest, campaign: Campaign, stop: queries.Hindrance, status: int = 200) -> HttpResponse:
    """A plain screen: why not now, and what to do next."""
    context = {"campaign": campaign, "stop": stop}
    return render(request, "pledges/signatures/stopped.html", context | _signer(request), status=status)


def _signer(request: HttpRequest) -> dict[str, object]:
    """Who signs and whom to ask, on every page."""
    return {"person": request.person, "contact": contact_of(request.person.unit)}
