"""The register of letters and what is done with one: read, change, issue, number, scan, void."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit import catalogue
from netralitas.audit.actions import record_access
from netralitas.documents import bundles, letter_facts, letter_papers, rendering
from netralitas.documents.actions import letters as actions
from netralitas.documents.forms.letters import DraftForm, IssueForm, NumberForm, SignedPaperForm, VoidForm
from netralitas.documents.letters import LetterKind, Secrecy, kind_of, kinds, starts_for
from netralitas.documents.models import Letter
from netralitas.documents.queries import files
from netralitas.documents.queries.letters import visible_to
from netralitas.documents.uploads import answers, keeping
from netralitas.errors import DomainError
from netralitas.ledger.vault import Erased
from netralitas.ui import confirm
from netralitas.ui.lists import Column, Filter, List

_SECRET = "documents.letter"
_NOTHING: dict[str, Any] = {"values": {}, "addressee": [], "copies": [], "signers": []}
_MOST_PRINTED = 100
_STATES = {
    Letter.State.DRAFT: Q(document=None),
    Letter.State.ISSUED: Q(document__isnull=False, document__voidance=None) & ~Q(shown_number=""),
    Letter.State.UNNUMBERED: Q(document__isnull=False, document__voidance=None, shown_number=""),
    Letter.State.VOIDED: Q(document__voidance__isnull=False),
}


def _kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in kinds()]


def _in_state(rows: QuerySet[Letter], value: str) -> QuerySet[Letter]:
    return rows.filter(_STATES[Letter.State(value)])


class LetterList(List):
    """The register of letters; a name of a person never leaves it as a file."""

    columns = (
        Column("nomor", "Nomor", sort=("shown_number", "pk"), value="full_number"),
        Column("tanggal", "Tanggal", sort=("shown_on", "pk"), value="date"),
        Column("jenis", "Jenis", sort=("kind", "pk"), value=lambda letter: kind_of(letter.kind).label),
        Column("hal", "Hal", sort=("title", "pk"), value="title"),
        Column("kepada", "Kepada", value="addressed_to"),
        Column("keadaan", "Keadaan", value=lambda letter: letter.state.label),
        Column("dibuat", "Disusun", sort=("pk",), value="made_at"),
        Column("penyusun", "Penyusun", value="made_by"),
    )
    search_fields = ("number", "entered__number", "title", "addressed_to", "office")
    filters = (
        Filter("jenis", "Jenis surat", _kind_choices, "kind"),
        Filter("keadaan", "Keadaan", Letter.State.choices, _in_state),
    )
    default_sort, noun = "-dibuat", "surat"


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """Every letter this account may know of."""
    listing = LetterList(visible_to(request.user), request.GET)
    if listing.wants_export:
        return listing.export(catalogue.workbook, title="Daftar Surat")
    rows = [(letter, kind_of(letter.kind)) for letter in listing.page]
    context = {
        "listing": listing, "rows": rows, "starts": starts_for(request.user),
        "may_write": request.user.has_perm(Permission.LETTER_TEMPLATE),
    }  # fmt: skip
    return render(request, "documents/letters/list.html", context)


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letters_print(request: HttpRequest) -> HttpResponse:
    """The issued letters of the list as shown, one behind the other for the printer; secret ones only one by one."""
    secret = [kind.code for kind in kinds() if kind.secrecy is Secrecy.SECRET]
    rows = LetterList(visible_to(request.user), request.GET).rows.exclude(kind__in=secret)
    stored = rows.filter(document__file__isnull=False).select_related("document__file")[:_MOST_PRINTED]
    contents = []
    for letter in stored:
        with files.opened(letter.document.file) as file:
            contents.append(file.read())
    if not contents:
        messages.info(request, "Belum ada surat terbit yang dapat dicetak dari daftar ini.")
        return redirect("documents:letters")
    return _pdf(bundles.joined(contents), "untuk-dicetak")


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letter_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One letter: what it is, its file, what can be done with it."""
    letter, kind = _letter(request, public_id)
    _looked(request, letter, kind)
    content = _content(letter)
    state = files.state_of(letter.document) if letter.document else ""
    context = {
        "letter": letter, "kind": kind, "addressee": content["addressee"], "copies": content["copies"],
        "signers": content["signers"], "file_state": state, "scans": letter.scans.order_by("-pk"),
        "missing": letter_facts.missing(letter.template, content["values"]) if letter.document is None else [],
        "is_erased": content is _NOTHING,
        "may_act": kind.is_open_to(request.user, letter),
        "origin": kind.subject_url(letter) if kind.subject_url and letter.subject_key else "",
    }  # fmt: skip
    return render(request, "documents/letters/detail.html", context)


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letter_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The part of the page that says where the file stands; asked again until it is there."""
    letter, _ = _letter(request, public_id)
    state = files.state_of(letter.document) if letter.document else ""
    response = render(request, "documents/letters/_file.html", {"letter": letter, "file_state": state})
    if state != files.PENDING:
        response["X-Refresh"] = "stop"
    return response


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letter_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The issued file, or the draft as it would look."""
    letter, kind = _letter(request, public_id)
    _looked(request, letter, kind)
    if letter.document is None:
        sheet = letter_papers.preview(letter.template, _readable(letter), dated_on=letter.dated_on)
        return _pdf(rendering.pdf(sheet), "konsep")
    if not hasattr(letter.document, "file"):
        messages.info(request, "Berkas surat sedang disiapkan. Tunggu sebentar lalu muat ulang halaman ini.")
        return redirect(letter)
    with files.opened(letter.document.file) as stored:
        return _pdf(stored.read(), letter.document.number.replace("/", "-"))


@require(Permission.LETTER_VIEW)
@never_cache
def letter_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a draft."""
    letter, kind = _mine(request, public_id, is_draft=True)
    _readable(letter)
    form = DraftForm(request.POST or None, letter=letter)
    if form.is_valid():
        try:
            actions.revise(letter=letter, **form.values(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Konsep surat disimpan.")
            return redirect(letter)
    return _form(request, letter, kind, form, title="Ubah Konsep", button="Simpan")


@require(Permission.LETTER_VIEW)
@never_cache
def letter_issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issue a draft."""
    letter, kind = _mine(request, public_id, is_draft=True)
    form = IssueForm(request.POST or None, letter=letter)
    if form.is_valid():
        try:
            issued = actions.issue(letter=letter, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            said = f" dengan nomor {issued.full_number}" if issued.full_number else ", nomornya dicatat kemudian"
            messages.success(request, f"{kind.label} terbit{said}.")
            return redirect(letter)
    return _form(request, letter, kind, form, title="Terbitkan Surat", button="Terbitkan")


@require(Permission.LETTER_VIEW)
@never_cache
def letter_number(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the number once."""
    letter, kind = _mine(request, public_id)
    form = NumberForm(request.POST or None, initial={"dated_on": letter.dated_on} if letter.dated_on else None)
    if form.is_valid():
        try:
            actions.enter_number(letter=letter, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Nomor surat dicatat dan terkunci.")
            return redirect(letter)
    return _form(request, letter, kind, form, title="Catat Nomor", button="Catat Nomor")


@require(Permission.LETTER_VIEW)
@never_cache
def letter_scan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep the signed paper."""
    letter, kind = _mine(request, public_id)
    form = SignedPaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            with keeping.kept_scan(form.cleaned_data["scan"]) as scan:
                actions.keep_scan(letter=letter, scan=scan, by=request.actor)
        except DomainError as refusal:
            form.add_error("scan", refusal.message)
        else:
            messages.success(request, "Pindaian surat disimpan.")
            return redirect(letter)
    return _form(request, letter, kind, form, title="Unggah Surat Bertanda Tangan", button="Unggah")


@require(Permission.LETTER_VIEW)
@never_cache
@require_safe
def letter_scan_copy(request: HttpRequest, public_id: str, scan_id: str) -> HttpResponse:
    """The kept copy of a signed paper."""
    letter, kind = _letter(request, public_id)
    scan = get_object_or_404(letter.scans, public_id=scan_id)
    _looked(request, letter, kind)
    try:
        return answers.copy(scan.scan_name, "surat-bertanda-tangan")
    except DomainError as problem:
        raise Http404(problem.message) from problem


@require(Permission.LETTER_VIEW)
@never_cache
def letter_void(request: HttpRequest, public_id: str) -> HttpResponse:
    """Declare an issued letter void."""
    letter, kind = _mine(request, public_id)
    form = VoidForm(request.POST or None)
    if form.is_valid():
        try:
            actions.void(letter=letter, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{kind.label} dibatalkan.")
            return redirect(letter)
    return confirm.ask(
        request, title="Batalkan Surat", question=f"Batalkan {kind.label} {letter.full_number}?", form=form,
        confirm_label="Batalkan Surat", cancel_url=letter.get_absolute_url(), is_dangerous=True,
        consequences=("Surat tetap tersimpan, tetapi Cek Keaslian menyatakannya dibatalkan.",
                      "Pembatalan tidak dapat ditarik kembali; buat surat baru bila perlu."),
    )  # fmt: skip


@require(Permission.LETTER_VIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw a draft away."""
    letter, kind = _mine(request, public_id, is_draft=True)
    if request.method == "POST":
        try:
            actions.discard(letter=letter, by=request.actor)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Konsep {kind.label} dihapus.")
        return redirect("documents:letters")
    return confirm.ask(
        request, title="Hapus Konsep", question=f"Hapus konsep {kind.label}?", confirm_label="Hapus Konsep",
        cancel_url=letter.get_absolute_url(), is_dangerous=True,
    )  # fmt: skip


def _letter(request: HttpRequest, public_id: str) -> tuple[Letter, LetterKind]:
    """A letter this account may know of, or 404."""
    rows = visible_to(request.user).select_related("document__rendition", "document__file", "document__row_key")
    letter = get_object_or_404(rows, public_id=public_id)
    return letter, kind_of(letter.kind)


def _mine(request: HttpRequest, public_id: str, *, is_draft: bool = False) -> tuple[Letter, LetterKind]:
    """The same for those who may act on it; what only fits a draft is 404 afterwards."""
    letter, kind = _letter(request, public_id)
    if not kind.is_open_to(request.user, letter):
        raise PermissionDenied
    if is_draft and letter.document is not None:
        raise Http404
    return letter, kind


def _content(letter: Letter) -> dict[str, Any]:
    """What was handed down, or nothing after a lawful purge."""
    try:
        return letter.content()
    except Erased:
        return _NOTHING


def _readable(letter: Letter) -> dict[str, Any]:
    """The same where nothing is of no use: 404 then."""
    content = _content(letter)
    if content is _NOTHING:
        raise Http404
    return content


def _looked(request: HttpRequest, letter: Letter, kind: LetterKind) -> None:
    """A look at a secret letter is written down."""
    if kind.secrecy is Secrecy.SECRET:
        record_access(_SECRET, by=request.actor, subject=letter)


def _form(
    request: HttpRequest, letter: Letter, kind: LetterKind, form: Any, *, title: str, button: str
) -> HttpResponse:
    context = {"letter": letter, "kind": kind, "form": form, "title": title, "button": button}
    return render(request, "documents/letters/form.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="surat-{name}.pdf"'
    return response
