"""Declare a seal unfit: `manage.py revoke_seal 1 --from 2026-10-01T00:00 --reason "kunci bocor"`."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from netralitas.access.actors import Actor
from netralitas.documents.actions import seals
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time


class Command(BaseCommand):
    """What the register says was sealed before the moment stays good; the rest can no longer be made sure of."""

    help = "Mencabut sertifikat segel mulai saat tertentu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Number, moment, reason."""
        parser.add_argument("number", type=int, help="nomor segel, misalnya 1 untuk seal-1.crt")
        parser.add_argument("--from", dest="revoked_at", default="", help="sejak kapan, misalnya 2026-10-01T08:00")
        parser.add_argument("--reason", required=True, help="alasan, tercatat dalam audit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Revoke, and say what to do next."""
        moment = self._moment(options["revoked_at"])
        try:
            seals.revoke(
                options["number"], revoked_at=moment, reason=options["reason"], by=Actor.command("revoke_seal")
            )
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write("Segel dicabut. Buat penggantinya: manage.py make_seal_ca --renew")

    @staticmethod
    def _moment(typed: str) -> datetime:
        if not typed:
            return database_time()
        try:
            moment = parse_datetime(typed)
        except ValueError:
            moment = None
        if moment is None:
            raise CommandError("Tulis waktu sebagai 2026-10-01T08:00.")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
