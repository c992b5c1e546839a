"""Finding patterns of *titip tanda tangan* among the signatures of one Perangkat Daerah."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from netralitas.accounts.models import LinkReveal, WayIn
from netralitas.jobs.models import Message
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from netralitas.registry.models import Opd, StaffEvent
from pledges import shapes
from pledges.models import Campaign, Signature
from pledges.queries.mailings import RECIPIENT
from pledges.signal_rules import BURST, CONTACT, DEVICE, NIGHT, READING, REVEALED, STROKES

_CONTACTS = ["email", "phone"]


@dataclass(frozen=True)
class Trace:
    """What one signature left behind that a pattern may be seen in; `shape` and `seconds` None when not known."""

    pk: int
    staff_id: int
    unit_id: int
    obligation: str
    signed_at: datetime
    way_in: str
    device: str
    is_shared: bool
    seconds: int | None
    shape: shapes.Shape | None


@dataclass(frozen=True)
class Found:
    """Signatures that form one group of a pattern, each with its measure."""

    code: str
    members: tuple[tuple[int, int], ...]  # (signature, measure)


def traces(campaign: Campaign, opd: Opd) -> list[Trace]:
    """The valid electronic signatures of an OPD with its sub-units, the earliest first; one query.

    Strokes and circumstances are unsealed one by one and forgotten; those erased lawfully have neither.
    """
    rows = Signature.objects.valid().filter(campaign=campaign, unit__opd=opd).order_by("signed_at", "pk")
    wanted = (
        "pk", "staff_id", "unit_id", "obligation__public_id", "signed_at", "way_in", "device_key", "is_shared_device",
        "row_key__wrapped", "facts_ciphertext", "document__facts_ciphertext",
    )  # fmt: skip
    return [_trace(*row) for row in rows.values_list(*wanted).iterator(chunk_size=500)]


def _trace(*row: object) -> Trace:
    *plain, wrapped, private, paper = row
    if wrapped is None:
        return Trace(*plain, None, None)
    key = vault.open_key(RowKey(wrapped=wrapped))
    evidence = vault.unseal(private, key)["private"]["evidence"] if private else {}
    ink = vault.unseal(paper, key).get("ink")
    return Trace(*plain, evidence.get("seconds_on_text"), shapes.shape_of(ink["s"]) if ink else None)


def found_among(rows: Sequence[Trace], limits: dict[str, int], campaign: Campaign) -> Iterator[Found]:
    """Every group of every pattern; `limits` are the thresholds by code. Four queries more."""
    finders: tuple[Callable[[Sequence[Trace], dict[str, int]], Iterator[Found]], ...] = (
        _devices, _strokes, _bursts, _unread, _nightly,
    )  # fmt: skip
    for finder in finders:
        yield from finder(rows, limits)
    yield from _revealed(rows)
    yield from _contacts(rows, limits, campaign)


def _devices(rows: Sequence[Trace], limits: dict[str, int]) -> Iterator[Found]:
    by_device: dict[str, list[Trace]] = defaultdict(list)
    for one in rows:
        if one.device and not one.is_shared and one.way_in != WayIn.KIOSK:
            by_device[one.device].append(one)
    for group in by_device.values():
        if len({one.staff_id for one in group}) >= limits["device_people"]:
            yield Found(DEVICE, tuple((one.pk, 0) for one in group))


def _strokes(rows: Sequence[Trace], limits: dict[str, int]) -> Iterator[Found]:
    """Chains of near-identical shapes of different persons; the measure is the nearest distance in thousandths."""
    drawn = [one for one in rows if one.shape]
    chains, nearest = list(range(len(drawn))), {}
    for i, j, apart in shapes.near_pairs([one.shape for one in drawn], limits["stroke_distance"] / 1000):
        if drawn[i].staff_id != drawn[j].staff_id:
            chains[_root(chains, i)] = _root(chains, j)
            for number in (i, j):
                nearest[number] = min(nearest.get(number, apart), apart)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in sorted(nearest):
        groups[_root(chains, number)].append(number)
    for group in groups.values():
        yield Found(STROKES, tuple((drawn[number].pk, round(nearest[number] * 1000)) for number in group))


def _root(chains: list[int], number: int) -> int:
    while chains[number] != number:
        chains[number] = chains[chains[number]]
        number = chains[number]
    return number


def _bursts(rows: Sequence[Trace], limits: dict[str, int]) -> Iterator[Found]:
    """Runs in one unit in which some window of the given length holds enough persons; never of a kiosk."""
    window = timedelta(seconds=limits["burst_seconds"])
    for group in _by_unit(one for one in rows if one.way_in != WayIn.KIOSK).values():
        first, run = 0, []
        for last, one in enumerate(group):
            while one.signed_at - group[first].signed_at >= window:
                first += 1
            if last - first + 1 < limits["burst_people"]:
                continue
            if run and run[-1] < first:  # the earlier run ended before this window began
                yield _burst(group, run)
                run = []
            run += range(max(first, run[-1] + 1 if run else first), last + 1)
        if run:
            yield _burst(group, run)


def _burst(group: list[Trace], run: list[int]) -> Found:
    return Found(BURST, tuple((group[number].pk, len(run)) for number in run))


def _unread(rows: Sequence[Trace], limits: dict[str, int]) -> Iterator[Found]:
    quick = (one for one in rows if one.seconds is not None and one.seconds < limits["reading_seconds"])
    for group in _by_unit(quick).values():
        if len(group) >= limits["reading_people"]:
            yield Found(READING, tuple((one.pk, one.seconds) for one in group))


def _nightly(rows: Sequence[Trace], limits: dict[str, int]) -> Iterator[Found]:
    start, end = limits["night_from"], limits["night_until"]
    for group in _by_unit(one for one in rows if _is_between(one.signed_at, start, end)).values():
        if len(group) >= limits["night_people"]:
            yield Found(NIGHT, tuple((one.pk, 0) for one in group))


def _is_between(moment: datetime, start: int, end: int) -> bool:
    """Whether the local hour lies from `start` until before `end`, over midnight when `start` is the later."""
    hour = timezone.localtime(moment).hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def _by_unit(rows: Iterator[Trace]) -> dict[int, list[Trace]]:
    groups: dict[int, list[Trace]] = defaultdict(list)
    for one in rows:
        groups[one.unit_id].append(one)
    return groups


def _revealed(rows: Sequence[Trace]) -> Iterator[Found]:
    """Signatures on the device on which an operator saw the link before; one group for each operator."""
    with_device = {(one.staff_id, one.device): one for one in rows if one.device and one.way_in == WayIn.PERSONAL_LINK}
    seen = LinkReveal.objects.exclude(device_key="").order_by("pk")
    groups: dict[str, dict[int, int]] = defaultdict(dict)
    for staff_id, device, operator, at in seen.values_list("link__staff_id", "device_key", "by_key", "at"):
        one = with_device.get((staff_id, device))
        if one and at <= one.signed_at:
            groups[operator][one.pk] = 0
    yield from (Found(REVEALED, tuple(group.items())) for group in groups.values())


def _contacts(rows: Sequence[Trace], limits: dict[str, int], campaign: Campaign) -> Iterator[Found]:
    """Own addresses replaced one by one by somebody shortly before the link went there; a group for each operator."""
    by_link = {one.staff_id: one for one in rows if one.way_in == WayIn.PERSONAL_LINK}
    changed = StaffEvent.objects.filter(changes__has_any_keys=_CONTACTS, batch_id=None, staff__in=list(by_link))
    changes = [row for row in changed.order_by("pk") if any(row.changes.get(name, [None])[0] for name in _CONTACTS)]
    duties = {by_link[row.staff_id].obligation for row in changes}
    mails = Message.objects.filter(recipient_type=RECIPIENT, recipient_key__in=duties, sent_at__isnull=False)
    sent: dict[str, list[datetime]] = defaultdict(list)
    for key, at in mails.values_list("recipient_key", "sent_at"):
        sent[key].append(at)
    groups: dict[str, dict[int, int]] = defaultdict(dict)
    for row in changes:
        one = by_link[row.staff_id]
        waits = [at - row.recorded_at for at in sent[one.obligation] if row.recorded_at <= at <= one.signed_at]
        if waits and min(waits) <= timedelta(hours=limits["contact_hours"]):
            groups[row.by_key][one.pk] = int(min(waits).total_seconds() // 3600)
    yield from (Found(CONTACT, tuple(group.items())) for group in groups.values())
