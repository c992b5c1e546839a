"""The pemda's identity and emblem."""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import public, require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.actions import pemda as actions
from netralitas.registry.forms.pemda import PEMDA_FIELDS, EmblemForm, PemdaForm
from netralitas.registry.models import Pemda
from netralitas.registry.pictures import reencoded
from netralitas.registry.queries.pemda import current_pemda


@require(Permission.PEMDA_EDIT)
def pemda_edit(request: HttpRequest) -> HttpResponse:
    """Show and change the pemda's data."""
    form = PemdaForm(request.POST or None, instance=Pemda.objects.first() or Pemda())
    if form.is_valid():
        try:
            actions.edit(by=request.actor, **{name: form.cleaned_data[name] for name in PEMDA_FIELDS})
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Identitas pemda disimpan.")
            return redirect("registry:pemda")
    return render(request, "registry/pemda/form.html", {"form": form, "emblem_form": EmblemForm()})


@require(Permission.PEMDA_EDIT)
@require_POST
def emblem_upload(request: HttpRequest) -> HttpResponse:
    """Take a new emblem, re-encoded."""
    form = EmblemForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["emblem"]))
        return redirect("registry:pemda")
    try:
        picture = reencoded(form.cleaned_data["emblem"])
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        actions.edit(by=request.actor, emblem=ContentFile(picture, name="lambang.png"))
        messages.success(request, "Lambang diganti.")
    return redirect("registry:pemda")


@public
@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    """The emblem as PNG."""
    pemda = current_pemda()
    if not pemda.emblem:
        raise Http404
    response = FileResponse(pemda.emblem.open("rb"), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response
