"""Make the files that wait, here and now: `manage.py render_documents [--retry-parked]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from netralitas.access.actors import Actor
from netralitas.documents.actions import files


class Command(BaseCommand):
    """Does what the worker does; for the demonstration and for repair."""

    help = "Membuat berkas dokumen yang menunggu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--retry-parked`."""
        parser.add_argument("--retry-parked", action="store_true", help="ulangi juga yang disisihkan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Until nothing is due."""
        by = Actor.command("render_documents")
        if options["retry_parked"]:
            self.stdout.write(f"{files.retry_parked(by=by)} berkas diulangi")
        while files.render_due(by=by, seconds=3600):
            pass
        self.stdout.write("tidak ada berkas yang menunggu")
