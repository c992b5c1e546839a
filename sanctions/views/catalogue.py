"""The catalogue on screen: what applies on a day, its history, and new versions."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.ui.lists import Column, Filter, List
from sanctions.actions import catalogue as actions
from sanctions.forms.catalogue import FORMS, WithdrawForm
from sanctions.models import Act, Authority, CatalogueVersion, Level, Measure, Supervisor, TimeLimit, Track
from sanctions.queries import catalogue as queries

_CODE = Column("kode", "Kode", sort=("code",), value="code")
_BASIS = Column("dasar", "Dasar hukum", value="legal_basis")


class ActList(List):
    """Acts in force."""

    columns = (
        _CODE, Column("nama", "Bentuk pelanggaran", sort=("name",), value="name"),
        Column("jalur", "Jalur", sort=("track", "code"), value="get_track_display"),
        Column("tahap", "Tahapan", sort=("stage", "code"), value="get_stage_display"),
        Column("tingkat", "Tingkat lazim", sort=("normal_level", "code"), value="get_normal_level_display"), _BASIS,
    )  # fmt: skip
    search_fields = ("code", "name", "legal_basis")
    filters = (
        Filter("jalur", "Jalur", Track.choices, "track"),
        Filter("tingkat", "Tingkat", Level.choices, "normal_level"),
    )
    default_sort, noun = "kode", "bentuk pelanggaran"


class MeasureList(List):
    """Measures in force."""

    columns = (
        _CODE, Column("nama", "Jenis hukuman", sort=("name",), value="name"),
        Column("tingkat", "Tingkat", sort=("level", "code"), value="get_level_display"),
        Column("besar", "Besar dan lama", value="size"), Column("untuk", "Untuk", value="kinds"),
        Column("oleh", "Ditetapkan oleh", value="authority"),
        Column("upaya", "Upaya administratif", value="remedy"), _BASIS,
    )  # fmt: skip
    search_fields = ("code", "name", "legal_basis", "authority")
    filters = (Filter("tingkat", "Tingkat", Level.choices, "level"),)
    default_sort, noun = "kode", "jenis hukuman"


class AuthorityList(List):
    """Who may punish whom."""

    columns = (
        _CODE, Column("nama", "Pejabat", sort=("name", "code"), value="name"),
        Column("untuk", "Terhadap", sort=("over",), value="over"),
        Column("tingkat", "Tingkat", value="level_words"), _BASIS,
    )  # fmt: skip
    search_fields = ("code", "name", "over")
    default_sort, noun = "kode", "kewenangan"


class SupervisorList(List):
    """The supervising body."""

    columns = (
        _CODE, Column("nama", "Lembaga", sort=("name",), value="name"), Column("tugas", "Tugas", value="duty"), _BASIS
    )  # fmt: skip
    search_fields = ("name",)
    default_sort, noun = "kode", "lembaga"


class TimeLimitList(List):
    """The clocks of the law."""

    columns = (
        _CODE, Column("nama", "Tenggat", sort=("name",), value="name"),
        Column("lama", "Lama", sort=("unit", "days", "code"), value="length"),
        Column("sejak", "Dihitung sejak", value="begins"),
        Column("akibat", "Yang berlaku bila lewat", value="consequence"), _BASIS,
    )  # fmt: skip
    search_fields = ("code", "name", "begins", "consequence", "legal_basis")
    default_sort, noun = "kode", "tenggat"


LISTS = {
    Act: ActList,
    Measure: MeasureList,
    Authority: AuthorityList,
    Supervisor: SupervisorList,
    TimeLimit: TimeLimitList,
}
TABS = {
    "perbuatan": "Bentuk Pelanggaran", "hukuman": "Jenis Hukuman", "kewenangan": "Pejabat yang Berwenang",
    "pengawas": "Lembaga Pengawas", "tenggat": "Tenggat",
}  # fmt: skip


@require(Permission.CATALOGUE_VIEW)
@require_safe
def catalogue_list(request: HttpRequest, kind: str) -> HttpResponse:
    """What applies on a day: today, or `?tanggal=`."""
    model, day = _model(kind), _day(request)
    listing = LISTS[model](model.objects.in_force(day), request.GET)
    if listing.wants_export:
        return listing.export(writers.xlsx_response, title=TABS[kind])
    context = {
        "listing": listing, "kind": kind, "tabs": TABS, "title": TABS[kind], "day": day,
        "is_today": day == timezone.localdate(), "may_edit": request.user.has_perm(Permission.CATALOGUE_EDIT),
    }  # fmt: skip
    return render(request, "sanctions/catalogue/list.html", context)


@require(Permission.CATALOGUE_VIEW)
@require_safe
def catalogue_entry(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """One entry with all its versions."""
    versions = _versions(kind, code)
    now = next((one for one in versions if one.starts_on <= timezone.localdate()), versions[0])
    context = {
        "kind": kind, "title": TABS[kind], "now": now, "versions": versions,
        "may_edit": request.user.has_perm(Permission.CATALOGUE_EDIT),
    }  # fmt: skip
    return render(request, "sanctions/catalogue/entry.html", context)


@require(Permission.CATALOGUE_EDIT)
def catalogue_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an entry."""
    model = _model(kind)
    form = FORMS[model](request.POST or None)
    if form.is_valid():
        try:
            made = actions.add(model, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{made.code} ditambahkan ke katalog.")
            return redirect("sanctions:catalogue-entry", kind, made.code)
    context = {"form": form, "kind": kind, "title": "Tambah Entri", "list_title": TABS[kind], "now": None}
    return render(request, "sanctions/catalogue/form.html", context)


@require(Permission.CATALOGUE_EDIT)
def catalogue_change(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Write the next version of an entry."""
    now = _versions(kind, code)[0]
    form = FORMS[type(now)](request.POST or None, instance=type(now).objects.get(pk=now.pk), initial={"reason": ""})
    if form.is_valid():
        try:
            actions.change(now, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Versi baru {now.code} disimpan. Versi lama tetap berlaku untuk waktunya.")
            return redirect("sanctions:catalogue-entry", kind, now.code)
    context = {"form": form, "kind": kind, "title": f"Versi Baru {now.code}", "list_title": TABS[kind], "now": now}
    return render(request, "sanctions/catalogue/form.html", context)


@require(Permission.CATALOGUE_EDIT)
def catalogue_withdraw(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Take an entry out of use."""
    now = _versions(kind, code)[0]
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(now, by=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{now.code} dihentikan. Perkara lama tetap memakai versinya.")
            return redirect("sanctions:catalogue-entry", kind, now.code)
    context = {"form": form, "kind": kind, "title": f"Hentikan {now.code}", "list_title": TABS[kind], "now": now}
    return render(request, "sanctions/catalogue/form.html", context)


def _model(kind: str) -> type[CatalogueVersion]:
    if kind not in queries.KINDS:
        raise Http404
    return queries.KINDS[kind]


def _versions(kind: str, code: str) -> list[CatalogueVersion]:
    versions = queries.history(_model(kind), code)
    if not versions:
        raise Http404
    return versions


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("tanggal", ""))
    except ValueError:
        return timezone.localdate()
