"""`manage.py create_account`: the first admin, and the way back when no admin is left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.roles import ADMIN_SISTEM, ROLE_CHOICES
from netralitas.accounts.actions import accounts, passwords, roles
from netralitas.accounts.models import Activation
from netralitas.accounts.queries.activations import activation_address
from netralitas.errors import DomainError
from netralitas.registry.models import Opd, Staff


class Command(BaseCommand):
    """Makes an account with a role and prints the one-time address where its owner sets the password."""

    help = "Membuat akun dengan peran; mencetak tautan aktivasi 72 jam. Kata sandi dibuat sendiri oleh pemilik akun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name or NIP, e-mail, role and unit."""
        parser.add_argument("--name", default="", help="nama pemilik akun (di luar data pegawai)")
        parser.add_argument("--nip", default="", help="NIP pegawai pemilik akun")
        parser.add_argument("--email", default="", help="surel pemilik akun; dipakai untuk masuk")
        parser.add_argument("--role", default=ADMIN_SISTEM.code, choices=[code for code, _ in ROLE_CHOICES])
        parser.add_argument("--unit", default="", help="kode unit, untuk peran per Perangkat Daerah atau unit")
        parser.add_argument("--letter", default="", help="nomor surat tugas")

    def handle(self, **options: Any) -> None:
        """Account, role and activation in one transaction."""
        by = Actor.command("create_account")
        staff = _one(Staff, "nip", options["nip"])
        unit = _one(Opd, "code", options["unit"])
        email = options["email"] or (staff.email if staff else "")
        if staff is None and not (options["name"] and email):
            raise CommandError("Sebutkan --nip, atau --name bersama --email.")
        try:
            with transaction.atomic():
                user = accounts.create_account(staff=staff, name=options["name"], email=email, by=by)
                roles.give_role(
                    user=user, role=options["role"], unit=unit, letter_number=options["letter"],
                    starts_on=timezone.localdate(), ends_on=None, by=by,
                )  # fmt: skip
                activation = passwords.make_activation(user=user, way=Activation.Way.LETTER, by=by)
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Akun {user.display_name} dibuat. Kata sandi dibuat pemiliknya sebelum 72 jam lewat:")
        self.stdout.write(activation_address(activation))


def _one(model: type, field: str, value: str) -> Any:
    """The row of that number or code, None when none was named."""
    if not value:
        return None
    row = model.objects.filter(**{field: value}).first()
    if row is None:
        raise CommandError(f"{value} tidak ditemukan.")
    return row
