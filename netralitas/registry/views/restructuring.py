"""Changes of the tree of units: a form, a page that says in numbers what will happen, the change; and the history."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.actions import opd, restructuring
from netralitas.registry.forms import restructuring as forms
from netralitas.registry.models import Opd
from netralitas.registry.queries.unit_history import cargo, chapters
from netralitas.registry.uniting import foretold
from netralitas.ui import confirm
from netralitas.ui.formats import day, number

_KEPT = "Sertifikat dan surat yang sudah terbit tetap memuat nama lama."
_FOLLOWS = "Daftar wajib kegiatan yang sedang terbuka menyesuaikan sendiri dalam beberapa menit."


@require(Permission.OPD_EDIT)
def unit_rename(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a unit another name from a date."""

    def told(unit: Opd, form: forms.RenameForm) -> tuple[str, ...]:
        name = form.cleaned_data["name"]
        return (f"{unit.name} menjadi {name}.", "Nama lama tetap ditemukan oleh pencarian dan impor.", _KEPT)

    return _change(request, public_id, forms.RenameForm, "Ganti Nama", opd.edit, told)


@require(Permission.OPD_EDIT)
def unit_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hang a unit under another parent."""

    def told(unit: Opd, form: forms.MoveForm) -> tuple[str, ...]:
        parent = form.cleaned_data["parent"]
        return (f"{unit.name} berpindah ke bawah {parent or 'pemda'}.", *cargo(unit).sentences, _FOLLOWS, _KEPT)

    return _change(request, public_id, forms.MoveForm, "Pindahkan", opd.move, told)


@require(Permission.OPD_EDIT)
def unit_merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Merge a unit into another."""

    def told(unit: Opd, form: forms.MergeForm) -> tuple[str, ...]:
        into = form.cleaned_data["into"]
        return (
            f"Semua pegawai, sub-unit, nama lama, dan usulan mutasi ikut ke {into.name}.", *cargo(unit).sentences,
            f"{unit.name} ditutup; penugasan pimpinannya berakhir pada tanggal itu.",
            *foretold(unit, into), _FOLLOWS, _KEPT,
        )  # fmt: skip

    return _change(request, public_id, forms.MergeForm, "Gabungkan", restructuring.merge, told, is_dangerous=True)


@require(Permission.OPD_EDIT)
def unit_split(request: HttpRequest, public_id: str) -> HttpResponse:
    """Form a new unit from part of a unit."""

    def told(unit: Opd, form: forms.SplitForm) -> tuple[str, ...]:
        chosen = form.cleaned_data
        return (
            f"{chosen['name']} ({chosen['code']}) dibentuk di samping {unit.name}.",
            f"{number(len(chosen['children']))} sub-unit dan {number(len(chosen['staff']))} pegawai ikut ke unit baru.",
            "Pimpinan dan operator unit baru ditetapkan sesudahnya.", _FOLLOWS, _KEPT,
        )  # fmt: skip

    return _change(request, public_id, forms.SplitForm, "Pecah", restructuring.split, told)


@require(Permission.OPD_EDIT)
def unit_close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close an empty unit."""

    def told(unit: Opd, form: forms.CloseForm) -> tuple[str, ...]:
        empty = "Unit hanya dapat ditutup bila kosong. Bila masih berisi, pakai Gabungkan."
        return (*cargo(unit).sentences, empty, "Riwayatnya tetap ada.")

    return _change(request, public_id, forms.CloseForm, "Tutup", opd.close, told, is_dangerous=True)


@require(Permission.OPD_EDIT)
def unit_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a closed unit again."""

    def told(unit: Opd, form: forms.ReopenForm) -> tuple[str, ...]:
        return (f"{unit.name} terbuka lagi, tanpa pegawai. Pegawai yang sudah pindah tidak kembali sendiri.",)

    return _change(request, public_id, forms.ReopenForm, "Buka Kembali", restructuring.reopen, told)


@require(Permission.OPD_VIEW)
@require_safe
def unit_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that happened to a unit."""
    unit = get_object_or_404(Opd.objects.within(request.scope).select_related("successor"), public_id=public_id)
    return render(request, "registry/units/history.html", {"unit": unit, "chapters": chapters(unit)})


def _change(
    request: HttpRequest, public_id: str, form_class: type[forms.ChangeForm], verb: str,
    act: Callable[..., Any], told: Callable[..., tuple[str, ...]], *, is_dangerous: bool = False,
) -> HttpResponse:  # fmt: skip
    """Form → what will happen → done; the second step posts the same answers again.

    When something else would happen by now, the page asks once more.
    """
    rows = Opd.objects.within(request.scope).select_related("parent", "opd", "kind", "kecamatan")
    unit = get_object_or_404(rows, public_id=public_id)
    back = reverse("registry:unit", args=[unit.public_id])
    form = form_class(request.POST or None, unit=unit, scope=request.scope)
    consequences = told(unit, form) if form.is_valid() else ()
    if form.is_valid() and form.has_seen(consequences):
        try:
            act(unit, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{verb} {unit.name}: dicatat, berlaku sejak {day(form.cleaned_data['on'])}.")
            return redirect(back)
    elif form.is_valid():
        return confirm.ask(
            request, title=f"{verb} {unit.name}", question=f"Berlaku sejak {day(form.cleaned_data['on'])}.",
            consequences=consequences, confirm_label=verb, cancel_url=back, is_dangerous=is_dangerous,
            form=form.hidden(consequences),
        )  # fmt: skip
    context = {"form": form, "unit": Opd.objects.get(pk=unit.pk), "verb": verb}
    return render(request, "registry/units/change.html", context)
