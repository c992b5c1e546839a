"""Verifikasi data: BKPSDM asks by a date, the operator states that the roster is right, the slow are reminded."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.models import RoleAssignment
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import precise_time
from netralitas.registry.models import Opd
from netralitas.ui.formats import day as in_words
from netralitas.ui.formats import number
from pledges import events
from pledges.models import RosterDue, RosterStatement
from pledges.queries import verifications as queries

AHEAD = timedelta(days=3)  # reminders begin so long before the day
PAUSE = timedelta(days=3)  # and are not repeated sooner


@transaction.atomic
def ask(opds: Iterable[Opd], *, due_on: date, is_again: bool, by: Actor) -> int:
    """Ask each OPD to verify its data by a day; returns how many were asked.

    `is_again` also asks those who have verified. *Refuses* a day that is over. *Records* `pledges.roster_asked`.
    """
    if due_on < timezone.localdate():
        raise DomainError("Tenggatnya sudah lewat. Pilih hari ini atau sesudahnya; belum ada yang berubah.")
    now, count = timezone.now(), 0
    for standing in queries.standings(opds):
        if standing.is_verified and standing.statement and not is_again:
            continue
        keeps = standing.due is not None and not is_again
        asked_at = standing.due.asked_at if keeps else now
        values = {"due_on": due_on, "asked_by": by.label, "asked_at": asked_at, "reminded_at": None}
        RosterDue.objects.update_or_create(opd=standing.opd, defaults=values)
        count += 1
    record(events.ROSTER_ASKED, by=by, count=number(count), date=in_words(due_on))
    return count


@transaction.atomic
def state(opd: Opd, *, seen_sha256: str, by: Actor) -> RosterStatement:
    """State that the roster of an OPD is right, over the snapshot that was seen.

    *Refuses* an empty roster, and one that changed since it was shown. *Records* the sealed statement and
    `pledges.roster_stated`.
    """
    opd = Opd.objects.select_for_update(of=("self",)).get(pk=opd.pk)
    snapshot = queries.snapshot_of(opd)
    if not snapshot.members:
        raise DomainError("Belum ada pegawai yang terdata, sehingga belum ada yang dapat dinyatakan benar.")
    if snapshot.sha256 != seen_sha256:
        raise DomainError(
            "Data berubah sejak halaman ini dibuka. Belum ada yang dinyatakan; periksa angka yang baru, lalu nyatakan."
        )
    standing = queries.standing_of(opd)
    statement = RosterStatement.objects.create(
        opd=opd, stated_at=precise_time(), stated_by=by.label, stater_key=by.key, counts=snapshot.counts,
        total_count=len(snapshot.members), away_count=snapshot.away, open_count=standing.open_changes,
        members=list(snapshot.members), sha256=snapshot.sha256,
    )  # fmt: skip
    record(
        events.ROSTER_STATED, by=by, subject=opd, opd_id=opd.pk, opd=opd.name, total=number(len(snapshot.members)),
        fingerprint=snapshot.sha256[:12],
    )  # fmt: skip
    return statement


@transaction.atomic
def remind(*, by: Actor) -> int:
    """Write to the operators of OPD that are late or nearly so, at most every three days; returns how many messages.

    *Refuses* nothing. *Records* `pledges.roster_reminded` when there was anybody to remind.
    """
    now, sent, reached = timezone.now(), 0, 0
    for standing in queries.unverified_due(timezone.localdate() + AHEAD):
        if standing.due.reminded_at and standing.due.reminded_at > now - PAUSE:
            continue
        words = {"opd": standing.opd.name, "total": standing.total, "due": in_words(standing.due.due_on)}
        for username in _operators(standing.opd):
            jobs.send("verifikasi_data", recipient_type="access.user", recipient_key=username, **words)
            sent += 1
        RosterDue.objects.filter(pk=standing.due.pk).update(reminded_at=now)
        reached += 1
    if reached:
        record(events.ROSTER_REMINDED, by=by, count=number(reached), messages=number(sent))
    return sent


def _operators(opd: Opd) -> list[str]:
    """Accounts of the OPD's operators with an e-mail address."""
    rows = RoleAssignment.objects.in_force().of_present_staff().filter(role="operator_opd", unit=opd)
    return list(rows.exclude(user__email="").filter(user__is_active=True).values_list("user__username", flat=True))
