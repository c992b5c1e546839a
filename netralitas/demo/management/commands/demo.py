"""`manage.py demo`: load the invented Kabupaten Contoh; refused on anything that is not a demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from netralitas.demo import breaches, changes, loading, people, staffing, story, tree, villages
from netralitas.registry.models import Opd, Pemda, Staff


class Command(BaseCommand):
    """Loads the demonstration, or prints its sign-ins."""

    help = "Memuat data peragaan Kabupaten Contoh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--staff`, `--if-empty`, `--accounts`."""
        parser.add_argument("--staff", type=int, default=2000)
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the demonstration is there")
        parser.add_argument("--accounts", action="store_true", help="print the sign-ins and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load or print."""
        self._guard()
        if options["accounts"]:
            return self._print_accounts()
        if Staff.objects.exists() or Opd.objects.exists():
            if options["if_empty"]:
                return None
            raise CommandError("Data peragaan sudah ada. Untuk menyusunnya dari awal: make demo STAFF=2000.")
        self._load(options["staff"])
        return None

    def _guard(self) -> None:
        """Only with NETRALITAS_DEMO, and never over data that the demonstration did not make."""
        if not settings.DEMO:
            raise CommandError("Perintah ini hanya untuk peragaan (NETRALITAS_DEMO=1).")
        pemda = Pemda.objects.first()
        if (pemda is None and Staff.objects.exists()) or (pemda is not None and not pemda.is_demo):
            raise CommandError("Basis data ini berisi data yang bukan peragaan. Peragaan tidak dijalankan.")

    def _load(self, count: int) -> None:
        now = timezone.now()
        units = tree.units(schools_per_kecamatan=4 if count < 10_000 else 10)
        persons = people.staff_of(units, count)
        self._tell(f"Menyusun Kabupaten Contoh: {len(units)} unit, {len(persons)} pegawai …")
        loading.load_pemda()
        rows = loading.load_tree(units)
        self._tell("Mengimpor buku kerja BKPSDM yang sengaja berantakan …")
        for line in staffing.load_staff(persons):
            self._tell(f"  {line}")
        loading.load_heads(persons, rows)
        villages.load_villages(rows)
        loading.load_standings()
        loading.load_accounts(rows)
        changes.load_changes(rows)
        self._tell("Membuka kegiatan ikrar dan menandatangani selama sepuluh hari …")
        campaign = story.open_campaign(now)
        signed = story.sign(campaign, units, now, self._tell)
        breaches.load_breaches(rows, campaign)
        self._tell(f"Selesai: {signed} ikrar ditandatangani. Sertifikatnya dibuat bertahap oleh pekerja latar.")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _print_accounts(self) -> None:
        self.stdout.write(f"Kata sandi semua akun peragaan: {loading.PASSWORD}")
        for account in loading.ACCOUNTS:
            self.stdout.write(f"  {account.email:<34} {account.name}")
