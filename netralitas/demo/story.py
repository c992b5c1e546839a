"""Ten days of signing: a campaign opened before today, most of the staff signed by drawn strokes, many at an apel."""

import json
import random
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from netralitas.access.actors import SYSTEM, Actor
from netralitas.accounts.models import WayIn
from netralitas.dashboards.actions import mondays
from netralitas.db import new_public_id
from netralitas.demo import completions, strokes
from netralitas.demo.loading import BY
from netralitas.demo.tree import UnitSpec
from netralitas.ledger import clock
from netralitas.registry.models import Opd
from netralitas.registry.models.staff import VILLAGE
from pledges import ink
from pledges.actions import campaigns, elections, printing, signatures, texts
from pledges.models import Campaign, Election, Obligation, PledgeText, Signature
from pledges.models.campaigns import default_categories

DAYS = 10
_SHARE_OF_DAY = (5, 7, 4, 3, 2, 9, 6, 4, 3, 3, 3)  # the last is today
_WAYS = ((WayIn.UNIT_LINK, 55), (WayIn.PERSONAL_LINK, 35), (WayIn.PASSWORD, 10))


def open_campaign(now: datetime) -> Campaign:
    """The Pilkada campaign, opened ten days ago at seven; every unit has its link, as the signatures by it tell."""
    opened = datetime.combine(timezone.localdate(now) - timedelta(days=DAYS), time(7), timezone.get_current_timezone())
    with clock.pretend(opened):
        election = elections.create_election(
            kind=Election.Kind.PILKADA, name="Pemilihan Bupati dan Wakil Bupati Contoh", year=opened.year,
            stages=_stages(opened), by=BY,
        )  # fmt: skip
        campaign = campaigns.create_campaign(
            code=f"PILKADA-{opened.year}", title=f"Ikrar Netralitas Pilkada {opened.year}", election=election,
            opens_at=opened, closes_at=opened + timedelta(days=24),
            basis_letter=f"SE Nomor 800.1.10/0001-CONTOH/{opened.year}",
            sign_place="Contohsari", categories=[*default_categories(), *sorted(VILLAGE)], by=BY,
        )  # fmt: skip
        for text in PledgeText.objects.filter(campaign=campaign):
            texts.approve(text, by=BY)
        campaign = campaigns.open_campaign(campaign, by=BY)
    printing.open_unit_links(campaign=campaign, units=Opd.objects.active(), place=None, by=BY)
    return campaign


def sign(campaign: Campaign, units: list[UnitSpec], now: datetime, tell: Callable[[str], None]) -> int:
    """Let the staff of each unit sign as far as the unit is ready; returns how many signed."""
    chance = random.Random(11)  # noqa: S311  invented data, no secret
    readiness = {unit.code: unit.readiness for unit in units}
    rows = Obligation.objects.filter(campaign=campaign).obliged().select_related("staff__unit__opd", "unit")
    signing = []
    for row in rows.order_by("pk"):
        ready = readiness.get(row.unit.code, 0.6)
        is_head_who_signs = row.is_opd_head and ready > 0.56
        if is_head_who_signs or chance.random() < ready:
            moment = _moment(chance, campaign.opens_at, now, is_first=row.is_opd_head)
            signing.append((_early(moment, campaign) if row.unit.code in completions.EARLY else moment, row))
    signing.sort(key=lambda pair: (pair[0], pair[1].pk))
    text_ids = {t.audience: t.public_id for t in PledgeText.objects.filter(campaign=campaign)}
    waiting, monday = completions.acts(campaign, {unit.code: unit for unit in Opd.objects.all()}), None
    for number, (moment, row) in enumerate(signing, start=1):
        if monday != (monday := _monday_of(moment)):
            with clock.pretend(max(monday, campaign.opens_at)):
                mondays.freeze_due(by=SYSTEM)
        completions.play_until(waiting, moment)
        with clock.pretend(moment):
            _sign_one(campaign, row, text_ids[row.audience], chance)
        if number % 500 == 0:
            tell(f"  {number} dari {len(signing)} tanda tangan")
    completions.play_until(waiting, now)
    return len(signing)


def _early(moment: datetime, campaign: Campaign) -> datetime:
    """The same hour within the first days: these offices are done before they state it."""
    days = (moment - campaign.opens_at).days
    return moment - timedelta(days=max(days - completions.LAST_EARLY_DAY, 0))


def _monday_of(moment: datetime) -> datetime:
    """Seven in the morning of its week's Monday: the weekly report is frozen before anybody signs on that day."""
    day = timezone.localdate(moment)
    return datetime.combine(day - timedelta(days=day.weekday()), time(7), timezone.get_current_timezone())


def _sign_one(campaign: Campaign, row: Obligation, text_id: str, chance: random.Random) -> None:
    way = chance.choices([w for w, _ in _WAYS], [share for _, share in _WAYS])[0]
    is_shared = way == WayIn.UNIT_LINK and chance.random() < 0.12
    text = PledgeText.objects.get(public_id=text_id)
    signatures.sign(
        staff=row.staff, campaign=campaign, text_public_id=text_id, form_key=new_public_id() + new_public_id(),
        points_agreed=range(len(text.points)), method=Signature.Method.DRAWN, ink=_ink(row.pk), typed_name="",
        way_in=way, is_shared_device=is_shared, is_via_operator=False, evidence={"seconds": chance.randrange(25, 140)},
        by=Actor("visit", row.staff.public_id, row.staff.full_name),
    )  # fmt: skip


def _ink(seed: int) -> ink.Ink:
    return ink.parse(json.dumps(strokes.drawn(seed)))


def _moment(chance: random.Random, opened: datetime, now: datetime, *, is_first: bool) -> datetime:
    """A time in office hours, a third of them within the half hour of the apel."""
    day = 0 if is_first and chance.random() < 0.7 else chance.choices(range(DAYS + 1), _SHARE_OF_DAY)[0]
    minutes = chance.randrange(30, 60) if chance.random() < 0.35 else chance.randrange(60, 720)
    moment = opened + timedelta(days=day, minutes=minutes, seconds=chance.randrange(60))
    return min(moment, now - timedelta(minutes=chance.randrange(1, 30)))


def _stages(opened: datetime) -> dict:
    first = opened.date()
    return {
        "dcs": (first - timedelta(days=40), None),
        "dct": (first + timedelta(days=20), None),
        "kampanye": (first + timedelta(days=24), first + timedelta(days=80)),
        "tenang": (first + timedelta(days=81), first + timedelta(days=83)),
        "hari_h": (first + timedelta(days=84), None),
    }
