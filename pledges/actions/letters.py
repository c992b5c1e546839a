"""Writing Bakesbangpol's letters about a campaign from the counters of the moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions import letters
from netralitas.documents.letters import Signer
from netralitas.documents.models import Letter
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Opd
from netralitas.registry.queries.heads import head_title
from netralitas.registry.queries.letter_signers import signer_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges import events
from pledges import letters as kinds
from pledges.letterheads import letterhead_of
from pledges.models import Campaign
from pledges.queries import completion
from pledges.queries.lagging import FEWEST, Progress, Share, progress_by_opd, share_by_kind, whole_of

_MOST_UNITS = 40  # rows of the table in one letter; the rest stands on the portal
_OFFICES = {"KESBANGPOL": "BADAN KESATUAN BANGSA DAN POLITIK", "SETDA": "SEKRETARIAT DAERAH"}


@transaction.atomic
def remind_heads(
    campaign: Campaign, *, opd_ids: Iterable[int], due_on: date, dated_on: date, office: str, by: Actor
) -> list[Letter]:
    """Write and issue one letter for each chosen Perangkat Daerah that still has somebody missing.

    `office` (KESBANGPOL or SETDA) signs. *Refuses* a campaign that is not open, a due day in the past, and a choice
    without anybody missing. *Records* `pledges.heads_reminded`, and for each letter what `documents.letters` records.
    """
    if campaign.state != Campaign.State.OPEN:
        raise DomainError("Kegiatan ini tidak sedang dibuka, jadi tidak ada yang perlu dipercepat.")
    if due_on < timezone.localdate():
        raise DomainError("Batas waktu sudah lewat. Isi tanggal hari ini atau sesudahnya.")
    wanted = set(opd_ids)
    behind = [one for one in progress_by_opd(campaign) if one.opd.pk in wanted and one.whole.missing]
    if not behind:
        raise DomainError("Tidak ada Perangkat Daerah terpilih yang masih tertinggal. Belum ada surat yang dibuat.")
    sender, at = _sender(office, dated_on), database_time()
    record(events.HEADS_REMINDED, by=by, subject=campaign, count=len(behind))
    return [_remind(campaign, one, sender, at, due_on=due_on, dated_on=dated_on, by=by) for one in behind]


@transaction.atomic
def tell_bawaslu(campaign: Campaign, *, request_letter: str, dated_on: date, office: str, by: Actor) -> Letter:
    """Draft the letter with counts for Bawaslu, to be read and issued by a person.

    `request_letter` is the letter it answers, "" for none. *Refuses* a draft campaign, and one nobody is obliged in.
    *Records* `pledges.bawaslu_letter_begun`, `documents.letter_drafted`.
    """
    progress = progress_by_opd(campaign)
    if campaign.state == Campaign.State.DRAFT or not progress:
        raise DomainError("Kegiatan ini belum punya daftar yang wajib menandatangani.")
    (kop, signer), pemda = _sender(office, dated_on), current_pemda()
    asked = f"Menindaklanjuti {request_letter.strip().rstrip('.')}." if request_letter.strip() else ""
    values = {
        "kegiatan": campaign.title, "permintaan": asked, "keadaan": formats.moment(database_time()),
        "jumlah": _sums(whole_of(progress)), "jenis": _by_kind(campaign), "opd": _by_opd(campaign, progress),
    }  # fmt: skip
    record(events.BAWASLU_LETTER_BEGUN, by=by, subject=campaign, campaign=campaign.title)
    return letters.draft(
        kind=kinds.BAWASLU, values=values, kop=kop, signer=signer, attachment="1 (satu) berkas",
        addressee=[f"Ketua Badan Pengawas Pemilihan Umum {pemda.short_name}", f"di {pemda.place}"],
        copies=[f"Yth. {pemda.head_title} (sebagai laporan)", "Yth. Sekretaris Daerah (sebagai laporan)"],
        subject_type=kinds.ABOUT_CAMPAIGN, subject_key=campaign.public_id, by=by,
    )  # fmt: skip


def _remind(
    campaign: Campaign, one: Progress, sender: tuple[dict, Signer], at: datetime, *, due_on: date, dated_on: date,
    by: Actor,
) -> Letter:  # fmt: skip
    kop, signer = sender
    values = {
        "kegiatan": campaign.title, "perangkat_daerah": one.opd.name,
        "dasar": f"sesuai {campaign.basis_letter}" if campaign.basis_letter else "",
        "keadaan": formats.moment(at), "jumlah": _sums(one.whole), "unit": _by_unit(one), "batas": due_on,
    }  # fmt: skip
    draft = letters.draft(
        kind=kinds.LAGGING, values=values, kop=kop, signer=signer, opd_id=one.opd.pk,
        addressee=[head_title(one.opd), f"di {current_pemda().place}"],
        copies=["Yth. Sekretaris Daerah (sebagai laporan)", "Yth. Kepala BKPSDM"],
        subject_type=kinds.ABOUT_CAMPAIGN, subject_key=campaign.public_id, by=by,
    )  # fmt: skip
    return letters.issue(letter=draft, dated_on=dated_on, by=by)


def _sender(office: str, on: date) -> tuple[dict[str, Any], Signer]:
    """Kop and signer of the office that writes; dots where the registry does not know it."""
    rows = Opd.objects.active().filter(kind_id=office).select_related("opd", "parent", "kind")
    unit = rows.order_by("path").first()
    if unit is not None:
        return letterhead_of(unit), signer_of(unit, on)
    name = _OFFICES[office]
    kop = {"pemda": current_pemda().name.upper(), "lines": [name], "address": current_pemda().address, "emblem": ""}
    return kop, Signer("." * 44, f"Kepala {name.title()}" if office == "KESBANGPOL" else "Sekretaris Daerah", "NIP")


def _sums(share: Share) -> dict[str, Any]:
    return {"columns": ["Uraian", "Orang"], "rows": [
        ["Wajib menandatangani", share.obliged], [f"Sudah menandatangani ({share.percent})", share.done],
        ["Berhalangan sementara", share.hindered], ["Belum menandatangani", share.missing],
    ]}  # fmt: skip


def _by_unit(one: Progress) -> dict[str, Any] | str:
    """Units in which somebody is missing, the most first; nothing when the office has one unit only."""
    behind = sorted(
        ((name, share) for name, share in one.units.items() if share.missing), key=lambda row: -row[1].missing
    )
    if len(one.units) < 2:
        return ""
    rows = [[name, share.obliged, share.done, share.missing] for name, share in behind[:_MOST_UNITS]]
    if rest := behind[_MOST_UNITS:]:
        left = sum((share for _, share in rest), Share())
        rows.append([f"{len(rest)} unit lain (lihat portal)", left.obliged, left.done, left.missing])
    return {"columns": ["Unit kerja", "Wajib", "Sudah", "Belum"], "rows": rows}


def _by_kind(campaign: Campaign) -> dict[str, Any]:
    found = share_by_kind(campaign)
    small = sum((share for _, share in found if share.obliged < FEWEST), Share())
    rows = [[label, share.obliged, share.done, share.missing] for label, share in found if share.obliged >= FEWEST]
    rows += [["Jenis lain", small.obliged, small.done, small.missing]] * bool(small.obliged)
    whole = sum((share for _, share in found), Share())
    total = ["Jumlah", whole.obliged, whole.done, whole.missing]
    return {"columns": ["Jenis pegawai", "Wajib", "Sudah", "Belum"], "rows": rows, "total": total}


def _by_opd(campaign: Campaign, progress: list[Progress]) -> dict[str, Any]:
    """In protocol order; offices with fewer than five obliged stand together, so that nobody is told apart."""
    shown = [one for one in progress if one.whole.obliged >= FEWEST]
    shown.sort(key=lambda one: (one.opd.kind.order, one.opd.protocol_order, one.opd.name))
    standings = {one.opd.pk: one for one in completion.standings(campaign, [one.opd for one in shown])}
    rows = []
    for number, one in enumerate(shown, start=1):
        at = standings[one.opd.pk].accepted_at
        rows.append([str(number), one.opd.name, one.whole.obliged, one.whole.done, one.whole.percent,
                     formats.day(at) if at else "–"])  # fmt: skip
    small = whole_of([one for one in progress if one.whole.obliged < FEWEST])
    if small.obliged:
        rows.append([str(len(rows) + 1), "Perangkat Daerah lain", small.obliged, small.done, small.percent, "–"])
    whole = whole_of(progress)
    total = ["", "Jumlah", whole.obliged, whole.done, whole.percent, ""]
    return {"columns": ["No", "Perangkat Daerah", "Wajib", "Sudah", "%", "Dinyatakan lengkap"], "rows": rows,
            "total": total}  # fmt: skip
