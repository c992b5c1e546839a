"""Sending personal links to the persons' own e-mail addresses."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.accounts.actions import links
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from pledges import events
from pledges.models import Campaign, Obligation
from pledges.queries import mailings

_BATCH = 100


def check_possible(campaign: Campaign) -> None:
    """*Refuses* a campaign that takes no signatures by personal link now. *Records* nothing."""
    if not mailings.is_possible(campaign):
        raise DomainError(
            "Kegiatan ini sekarang tidak menerima tanda tangan lewat tautan pribadi. Tidak ada surel yang dikirim."
        )


def send_links(progress: jobs.Progress, *, campaign: Campaign, unit: Opd, scope: Scope, by: Actor) -> None:
    """Put a mail with the personal link into the outbox for each person under a unit who has not signed.

    The address and the link are looked up when the mail leaves. At most one a day for one person, also when two
    operators send at once or the run is repeated. *Refuses* outside the window, a campaign without personal links,
    and when nobody can be sent one now. *Records* `pledges.links_mailed` once, at the start.
    """
    if not progress.last_checkpoint:
        _begin(progress, campaign, unit, scope, by)
    state = progress.last_checkpoint
    progress.total(len(state["items"]))
    progress.advance(state["done"] - progress.job.done_count)
    while state["done"] < len(state["items"]):
        batch = state["items"][state["done"] : state["done"] + _BATCH]
        with transaction.atomic():
            count = _queue(batch)
            state = {**state, "done": state["done"] + len(batch), "queued": state["queued"] + count}
            progress.checkpoint(state)
        progress.note(f"{state['queued']} surel disiapkan untuk dikirim")
        progress.advance(len(batch))
    progress.outcome(queued=state["queued"])


def _begin(progress: jobs.Progress, campaign: Campaign, unit: Opd, scope: Scope, by: Actor) -> None:
    check_possible(campaign)
    found = mailings.ready_ids(campaign, unit, scope)
    if not found:
        raise DomainError(
            f"Tidak ada pegawai {unit.name} yang dapat dikirimi surel sekarang: semuanya sudah menandatangani, sudah "
            "dikirimi hari ini, atau tidak punya surel sendiri."
        )
    staff_ids = Obligation.objects.filter(campaign=campaign).under(unit).missing().values_list("staff_id", flat=True)
    with transaction.atomic():
        links.ensure_personal_links(staff_ids=staff_ids, expires_at=campaign.closes_at, by=by)
        record(
            events.LINKS_MAILED, by=by, subject=unit, opd_id=unit.opd_id, unit=unit.name, count=len(found),
            campaign=campaign.title,
        )  # fmt: skip
        progress.checkpoint({"items": found, "done": 0, "queued": 0})


def _queue(pks: list[int]) -> int:
    """The rows are locked first: a second sender waits here and then finds the mail."""
    list(Obligation.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
    found = mailings.still_ready(pks)
    for public_id in found:
        jobs.send("tautan_pribadi", recipient_type=mailings.RECIPIENT, recipient_key=public_id)
    return len(found)
