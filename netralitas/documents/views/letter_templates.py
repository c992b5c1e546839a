"""The wording of letters on screen: the kinds, one kind with its history, a new version, a look at it as a PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.documents import letter_facts, letter_papers, rendering
from netralitas.documents.actions import letter_templates as actions
from netralitas.documents.forms.letter_templates import SampleForm, TemplateForm
from netralitas.documents.letters import LetterKind, Signer, kind_of, kinds
from netralitas.documents.models import LetterTemplate
from netralitas.documents.queries.letter_templates import default_of, difference, newest, versions
from netralitas.errors import DomainError

_KOP = {
    "pemda": "PEMERINTAH DAERAH", "lines": ["NAMA PERANGKAT DAERAH"], "address": "Alamat Perangkat Daerah",
    "emblem": "",
}  # fmt: skip
_SIGNER = Signer("NAMA PEJABAT, S.Sos., M.Si.", "Kepala Perangkat Daerah", "19700101 199503 1 001", "Pembina, IV/a")


@require(Permission.LETTER_TEMPLATE)
@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """The kinds this account may word, with their versions in force."""
    rows = [(kind, newest(kind)) for kind in kinds() if request.user.has_perm(kind.edit_permission)]
    return render(request, "documents/letter_templates/list.html", {"rows": rows})


@require(Permission.LETTER_TEMPLATE)
@require_safe
def template_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One kind: its wording, its fields, its history."""
    kind = _kind(request, code)
    context = {"kind": kind, "template": newest(kind), "versions": versions(kind)}
    return render(request, "documents/letter_templates/detail.html", context)


@require(Permission.LETTER_TEMPLATE)
def template_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write the next version."""
    kind = _kind(request, code)
    form = TemplateForm(request.POST or None, kind=kind, template=newest(kind))
    if form.is_valid():
        try:
            made = actions.write_version(kind, **form.wording(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Naskah {kind.label} versi {made.version} disimpan dan berlaku sejak sekarang.")
            return redirect("documents:letter-template", kind.code)
    return render(request, "documents/letter_templates/form.html", {"kind": kind, "form": form})


@require(Permission.LETTER_TEMPLATE)
@require_POST
def template_preview(request: HttpRequest, code: str) -> HttpResponse:
    """A sample of what is being written, as a PDF; nothing is kept."""
    kind = _kind(request, code)
    form = SampleForm(request.POST, kind=kind, template=newest(kind))
    if form.is_valid():
        wording = {name: text for name, text in form.wording().items() if name != "note"}
        try:
            actions.refuse_faults(kind, **{name: text for name, text in wording.items() if name != "paper"})
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _pdf(kind, LetterTemplate(kind=kind.code, version=0, **wording))
    return render(request, "documents/letter_templates/form.html", {"kind": kind, "form": form})


@require(Permission.LETTER_TEMPLATE)
@require_safe
def template_sample(request: HttpRequest, code: str) -> HttpResponse:
    """A sample of the version in force, or of the one asked for."""
    kind = _kind(request, code)
    return _pdf(kind, _version(kind, request.GET.get("versi", "")) or newest(kind))


@require(Permission.LETTER_TEMPLATE)
@require_safe
def template_version(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """One version and what it changed."""
    kind = _kind(request, code)
    template = _version(kind, version)
    if template is None:
        raise Http404
    before = versions(kind).filter(version__lt=template.version).first()
    context = {"kind": kind, "template": template, "before": before, "lines": difference(before, template)}
    return render(request, "documents/letter_templates/version.html", context)


def _kind(request: HttpRequest, code: str) -> LetterKind:
    try:
        kind = kind_of(code)
    except LookupError as unknown:
        raise Http404 from unknown
    if not request.user.has_perm(kind.edit_permission):
        raise PermissionDenied
    return kind


def _version(kind: LetterKind, asked: str) -> LetterTemplate | None:
    if not (asked.isascii() and asked.isdigit()):
        return None
    if not versions(kind).exists() and int(asked[:9]) == 1:
        return default_of(kind)
    return get_object_or_404(versions(kind), version=int(asked[:9]))


def _pdf(kind: LetterKind, template: LetterTemplate) -> HttpResponse:
    content = {
        "values": letter_facts.samples(kind), "kop": _KOP, "addressee": ["Kepala Perangkat Daerah", "di Tempat"],
        "signers": [_SIGNER.facts()], "copies": ["Yth. Sekretaris Daerah (sebagai laporan)"], "attachment": "",
        "sender": "Kepala Perangkat Daerah",
    }  # fmt: skip
    sheet = letter_papers.preview(template, content, dated_on=timezone.localdate())
    response = HttpResponse(rendering.pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="contoh-{kind.code.replace(".", "-")}.pdf"'
    return response
