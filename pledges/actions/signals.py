"""Looking for patterns among signatures, in the background; and the thresholds from which they are asked about."""

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.names import clean
from netralitas.registry.models import Opd
from pledges import events
from pledges.models import Campaign, SignalCheck, SignalFinding, SignalThreshold
from pledges.queries import patterns, signals
from pledges.signal_rules import KINDS, THRESHOLDS

_BATCH = 500


def check_due(*, by: Actor) -> int:
    """Look again at every OPD of the campaigns in work whose signatures changed since the last look.

    *Refuses* nothing. *Records* what `check` records. Returns how many were looked at.
    """
    running = Campaign.objects.filter(state__in=[Campaign.State.OPEN, Campaign.State.CLOSED])
    due = [(campaign, one.opd) for campaign in running for one in signals.standings(campaign) if one.is_due]
    for campaign, opd in due:
        check(campaign, opd, by=by)
    return len(due)


def check(campaign: Campaign, opd: Opd, *, by: Actor) -> SignalCheck:
    """Look for patterns among the signatures of one OPD and keep what was found in place of the last look.

    Thousands of strokes take seconds, so they are looked at before the transaction: nobody's signature waits for it.
    *Refuses* nothing. *Records* `pledges.signals_checked`.
    """
    limits = {one.threshold.code: one.value for one in signals.limits()}
    standing = {one.opd.pk: one for one in signals.standings(campaign)}.get(opd.pk)
    rows = patterns.traces(campaign, opd)
    groups = list(patterns.found_among(rows, limits, campaign))
    return _keep(campaign, opd, standing, groups, by)


@transaction.atomic
def _keep(
    campaign: Campaign, opd: Opd, standing: signals.Standing | None, groups: list[patterns.Found], by: Actor
) -> SignalCheck:
    count = standing.signatures if standing else 0
    row, _ = SignalCheck.objects.update_or_create(
        campaign=campaign, opd=opd,
        defaults={
            "checked_at": timezone.now(), "signature_count": count,
            "last_seq": standing.last_seq if standing else 0,
        },
    )  # fmt: skip
    row.findings.all().delete()
    found = [
        SignalFinding(check_row=row, code=one.code, group=number, signature_id=pk, measure=measure)
        for number, one in enumerate(groups, start=1)
        for pk, measure in one.members
    ]
    SignalFinding.objects.bulk_create(found, batch_size=_BATCH, ignore_conflicts=True)
    record(
        events.SIGNALS_CHECKED, by=by, subject=opd, opd_id=opd.pk, opd=opd.name, campaign=campaign.title,
        signatures=count, kinds=len({one.code for one in groups}),
    )  # fmt: skip
    return row


@transaction.atomic
def set_threshold(code: str, *, value: int, note: str, by: Actor) -> SignalThreshold:
    """Set from when on a pattern is asked about; every OPD is looked at again at the next check.

    *Refuses* a value out of bounds and no note. *Records* `pledges.signal_threshold_set`.
    """
    threshold, note = THRESHOLDS[code], clean(note)[:200]
    if not threshold.lowest <= value <= threshold.highest:
        message = f"Isi angka {threshold.lowest} sampai {threshold.highest}. Ambang belum berubah."
        raise DomainError(message, code="di_luar_batas")
    if not note:
        raise DomainError("Tuliskan alasan perubahan ambang. Ambang belum berubah.", code="tanpa_catatan")
    before = next(one.value for one in signals.limits() if one.threshold.code == code)
    row, _ = SignalThreshold.objects.update_or_create(
        code=code, defaults={"value": value, "note": note, "changed_at": timezone.now(), "changed_by": by.label}
    )
    SignalCheck.objects.update(last_seq=0)
    record(
        events.SIGNAL_THRESHOLD_SET, by=by, threshold=f"{KINDS[threshold.kind].question} {threshold.label}",
        before=before, after=value, note=note.rstrip("."),
    )  # fmt: skip
    return row
