"""The steps after a comparison: transfers, standings, an import of some rows; at once for few, by a worker for many."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry.actions import reconciliations as actions
from netralitas.registry.models import Difference, Reconciliation
from netralitas.ui import confirm, formats

AT_ONCE = 200
_Kind = Difference.Kind


def follow(
    request: HttpRequest, run: Reconciliation, chosen: list[Difference], back: str, form_class: type[forms.Form]
) -> HttpResponse:
    """Do what the pressed button says with the chosen findings. Raises DomainError for what is not allowed."""
    one = request.POST.get("satu", "").partition(":")[2]
    match one or request.POST.get("langkah", ""):
        case "mutasi":
            return _transfers(request, run, chosen, back)
        case "kedudukan":
            return _standings(request, run, chosen, back, form_class)
        case "impor":
            if not request.user.has_perm(Permission.STAFF_IMPORT_ALL):
                raise DomainError("Pegawai baru diimpor oleh BKPSDM. Belum ada yang berubah.")
            batch = actions.import_rows(run, chosen, by=request.actor, owner=request.user)
            return redirect("registry:import-mapping", batch.public_id)
    raise DomainError("Langkah ini tidak dikenal. Belum ada yang berubah.")


def _transfers(request: HttpRequest, run: Reconciliation, chosen: list[Difference], back: str) -> HttpResponse:
    moved = [row for row in chosen if row.kind == _Kind.MOVED]
    if len(moved) > AT_ONCE and request.scope.is_all:
        job = jobs.start(
            "registry.reconcile_follow", by=request.actor, owner=request.user, return_url=back,
            label=f"Mengusulkan {formats.number(len(moved))} mutasi", run=run.public_id,
            differences=[row.pk for row in moved],
        )  # fmt: skip
        return redirect(job)
    mine = [row for row in moved if _is_mine(row, request.scope)]
    asked = [row for row in moved if not _is_mine(row, request.scope)]
    done = actions.propose_transfers(run, mine, is_offered=not request.scope.is_all, by=request.actor)
    done += actions.propose_transfers(run, asked, by=request.actor)
    return _told(request, done, len(moved), "usulan mutasi", back)


def _standings(
    request: HttpRequest, run: Reconciliation, chosen: list[Difference], back: str, form_class: type[forms.Form]
) -> HttpResponse:
    wanted = [row for row in chosen if row.kind in {_Kind.STATUS, _Kind.EXTRA} and _is_mine(row, request.scope)]
    if not wanted:
        raise DomainError("Tidak ada usulan kedudukan di antara yang dipilih. Belum ada yang berubah.")
    asks_status = any(not row.value for row in wanted)
    is_filled = "on" in request.POST
    picked = ",".join(row.public_id for row in wanted)
    form = form_class(request.POST if is_filled else None, asks_status=asks_status, initial={"pilih": picked})
    if is_filled and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("on", "reason")}
        done = actions.propose_standings(
            run, wanted, **answers, status=form.cleaned_data.get("status", ""),
            is_from_opd=not request.scope.is_all, by=request.actor,
        )  # fmt: skip
        return _told(request, done, len(wanted), "usulan kedudukan", back)
    return confirm.ask(
        request, title="Usulkan kedudukan", confirm_label="Usulkan", cancel_url=back, form=form,
        question=f"Usulkan kedudukan {formats.number(len(wanted))} pegawai?",
        consequences=("Yang keluar dari daftar wajib menunggu persetujuan orang kedua.",),
    )  # fmt: skip


def _is_mine(row: Difference, scope: Scope) -> bool:
    """Whether the person counts in a unit of whoever asks."""
    return row.unit is not None and scope.covers(row.unit)


def _told(request: HttpRequest, done: int, asked: int, what: str, back: str) -> HttpResponse:
    if done:
        messages.success(request, f"{formats.number(done)} {what} dibuat.")
    if done < asked:
        text = f"{formats.number(asked - done)} temuan tidak dapat diusulkan; alasannya ada di kolom Tindak lanjut."
        messages.warning(request, text)
    return redirect(back)
