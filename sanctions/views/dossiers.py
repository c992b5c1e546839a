"""*Berkas perkara*: ordered with a reason, compiled in the background."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from sanctions.actions import dossiers as actions
from sanctions.forms.dossiers import ZIP, DossierForm
from sanctions.queries.parts import parts_of
from sanctions.transitions import Part
from sanctions.views.cases import case_or_404


@require(Permission.CASE_WORK)
@never_cache
def case_dossier(request: HttpRequest, public_id: str) -> HttpResponse:
    """Order the file of a case; secretariat and team only."""
    case = case_or_404(request, public_id)
    if not parts_of(request.user, case) & {Part.SECRETARIAT, Part.TEAM}:
        raise Http404
    form = DossierForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            job = actions.order(
                case, is_archive=given["form"] == ZIP, reason=given["reason"], owner=request.user, by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(job.get_absolute_url())
    return render(request, "sanctions/dossiers/form.html", {"case": case, "form": form})
