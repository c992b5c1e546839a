"""*Cek Keaslian* of the file itself: an uploaded PDF is judged and forgotten. Nothing is kept or logged."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from netralitas.access.doors import public
from netralitas.access.throttling import Limit, hit
from netralitas.documents.forms.verification import FileForm
from netralitas.documents.inspection import asking
from netralitas.documents.queries import proofs
from netralitas.documents.views.verification import page

# each costs a process of a second: limits for one address and for all, well above what an office needs
CHECKS = Limit("verification-file", tries=60, seconds=600)
CHECKS_OF_ALL = Limit("verification-file-all", tries=600, seconds=600)
_TEMPLATE = "documents/verification/file.html"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form for a PDF, and the answer."""
    if request.method != "POST":
        return page(request, _TEMPLATE, {"form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, _TEMPLATE, {"form": form})
    if not hit(CHECKS, request.client_ip) or not hit(CHECKS_OF_ALL, "all"):
        return _later(request, form, status=429)
    try:
        verdict = proofs.examine(form.cleaned_data["berkas"].read())
    except asking.Busy:
        return _later(request, form, status=503)
    return page(request, _TEMPLATE, {"form": FileForm(), "verdict": verdict, "kind": verdict.kind.name.lower()})


def _later(request: HttpRequest, form: FileForm, *, status: int) -> HttpResponse:
    response = page(request, _TEMPLATE, {"form": form, "must_wait": True}, status=status)
    response["Retry-After"] = "60"
    return response
