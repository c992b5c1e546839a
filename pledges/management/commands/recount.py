"""`manage.py recount`: are the counters what a recount gives? Exit 1 on a difference, which is named."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from netralitas.access.actors import Actor
from pledges.actions import counting
from pledges.models import Campaign
from pledges.queries.counts import differences

_SHOWN = 50


class Command(BaseCommand):
    """Compares counters and day counts with the obligations and with a replay of the roster events."""

    help = "Bandingkan angka tersimpan dengan hitung ulang; keluar dengan 1 bila berbeda."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--campaign", metavar="KODE", help="satu kegiatan saja")
        parser.add_argument("--repair", action="store_true", help="tulis ulang angka yang berbeda")

    def handle(self, *args: Any, campaign: str | None, repair: bool, **options: Any) -> None:
        """Check each campaign that was opened; raises CommandError (exit 1) when one differs."""
        rows = Campaign.objects.started().order_by("pk")
        if campaign:
            rows = rows.filter(code=campaign.upper())
            if not rows:
                raise CommandError(f"Tidak ada kegiatan yang sudah dibuka dengan kode {campaign}.")
        # each looked at to the end, so that every difference is named
        wrong = [row.code for row in list(rows) if not self._agrees(row, repair)]
        if wrong:
            raise CommandError(f"Berbeda: {', '.join(wrong)}.")

    def _agrees(self, campaign: Campaign, repair: bool) -> bool:
        found = differences(campaign)
        if not found:
            self.stdout.write(f"{campaign.code}: OK, {campaign.obligations.count()} kewajiban cocok.")
            return True
        for sentence in found[:_SHOWN]:
            self.stdout.write(f"{campaign.code}: {sentence}")
        if len(found) > _SHOWN:
            self.stdout.write(f"{campaign.code}: … dan {len(found) - _SHOWN} lagi")
        if not repair:
            return False
        counting.rebuild(campaign, by=Actor.command("recount"))
        left = differences(campaign)
        self.stdout.write(f"{campaign.code}: ditulis ulang, {len(left)} perbedaan tersisa.")
        return not left
