"""The papers of one accused person: what was written, and where each begins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents.letters import kind_of
from netralitas.documents.queries.letters import of_subject
from netralitas.errors import DomainError
from sanctions.actions import letters as actions
from sanctions.letters import ABOUT_PERSON, kinds
from sanctions.queries.letter_values import codes_for
from sanctions.queries.parts import parts_of
from sanctions.transitions import Part
from sanctions.views.cases import person_or_404


@require(Permission.CASE_WORK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """The papers about one person; a POST begins one of them."""
    person = person_or_404(request, public_id)
    may_write = bool(parts_of(request.user, person.case) & {Part.SECRETARIAT, Part.TEAM})
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        try:
            letter = actions.begin(person, request.POST.get("jenis", ""), by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("sanctions:person-letters", person.public_id)
        messages.success(request, "Konsep disusun dari isi perkara. Periksa dan lengkapi sebelum diterbitkan.")
        return redirect("documents:letter-edit", letter.public_id)
    record_access("sanctions.caseperson", by=request.actor, subject=person.case)
    codes = codes_for(person, [kind.code for kind in kinds.ALL])
    context = {
        "case": person.case, "person": person, "may_write": may_write, "kinds": [kind_of(code) for code in codes],
        "letters": [(one, kind_of(one.kind)) for one in of_subject(ABOUT_PERSON, person.public_id)],
    }  # fmt: skip
    return render(request, "sanctions/letters/person.html", context)
