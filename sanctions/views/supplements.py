"""A further hearing of the same person: its editor, and throwing the draft away; read and closed like the first BAP."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.ui import confirm
from sanctions.actions import supplements as actions
from sanctions.forms.examinations import AnswerFormSet, FurtherHearingForm
from sanctions.models import Examination
from sanctions.queries.parts import in_force
from sanctions.views.examinations import closed, examination_or_404, person_for


@require(Permission.CASE_WORK)
@never_cache
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """The editor of a BAP tambahan."""
    person = person_for(request, public_id, "bap_tambahan")
    if refused := closed(request, person, "bap_tambahan"):
        return refused
    draft = person.examinations.filter(frozen_at__isnull=True, supplements__isnull=False).first()
    head, asked = _kept(draft)
    form = FurtherHearingForm(request.POST or None, team=in_force(person.case).order_by("pk"), initial=head)
    answers = AnswerFormSet(request.POST or None, initial=asked, prefix="tj")
    if request.method == "POST" and form.is_valid() and answers.is_valid():
        try:
            draft = actions.write(person, answers=answers.rows(), by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Rancangan {draft} disimpan.")
            if "lanjut" in request.POST:
                return redirect("sanctions:examination", draft.public_id)
            return redirect("sanctions:step-bap-tambahan", person.public_id)
    context = {
        "form": form, "answers": answers, "person": person, "case": person.case, "draft": draft,
        "title": "Berita Acara Pemeriksaan Tambahan",
        "earlier": person.examinations.filter(frozen_at__isnull=False).order_by("pk"),
    }  # fmt: skip
    return render(request, "sanctions/examinations/write.html", context)


def _kept(draft: Examination | None) -> tuple[dict[str, object], list[dict[str, str]]]:
    """What the form starts with: head and answers of the draft."""
    if draft is None:
        return {}, []
    content = draft.content
    head = {name: getattr(draft, name) for name in ("held_on", "held_at", "place", "is_virtual")}
    words = {"examiners": "pemeriksa", "closing": "penutup", "ground": "alasan", "summons": "panggilan"}
    return head | {name: content[key] for name, key in words.items()}, content["tanya_jawab"]


@require(Permission.CASE_WORK)
@never_cache
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw the draft of a BAP tambahan away, after a question."""
    draft = examination_or_404(request, public_id)
    person = person_for(request, draft.person.public_id, "bap_tambahan")
    if request.method == "POST":
        try:
            actions.discard(draft, by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Rancangan {draft} dihapus.")
        return redirect("sanctions:case", person.case.public_id)
    return confirm.ask(
        request, title="Hapus Rancangan", question=f"Hapus rancangan {draft}?", confirm_label="Hapus Rancangan",
        cancel_url=draft.get_absolute_url(), is_dangerous=True,
    )  # fmt: skip
