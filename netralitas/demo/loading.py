"""Loading the invented pemda: identity, tree, staff from the ugly workbook, heads, accounts."""

from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.roles import ROLES, ScopeKind
from netralitas.accounts.actions import accounts as account_actions
from netralitas.accounts.actions import roles
from netralitas.demo import tree
from netralitas.demo.people import Person
from netralitas.registry.actions import assignments, opd
from netralitas.registry.actions import pemda as pemda_actions
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Kecamatan, Opd, OpdKind, Pemda, Staff, StaffStatus

BY = Actor.command("demo")
PARTS = (ScopeKind.OPD, ScopeKind.UNIT)  # roles that hold for a part of the pemda
PASSWORD = "peragaan-contoh-2026"  # shown on the console; the demonstration holds no real data
FOLDER: Path = settings.DATA_DIR / "demo"


def load_pemda() -> Pemda:
    """The pemda's row, marked as demonstration."""
    return pemda_actions.edit(
        by=BY, name="Pemerintah Kabupaten Contoh", short_name="Kabupaten Contoh", place="Contohsari",
        address="Jalan Contoh Raya Nomor 1, Contohsari 00001", public_address="ikrar.contohkab.example",
        help_contact="Meja bantuan Bakesbangpol, telepon (0800) 000-100", accent_colour="#1f4e79", is_demo=True,
    )  # fmt: skip


_OPERATORS = (
    "Ibu Dewi Peragasari", "Bapak Agus Umpama", "Ibu Ratna Contohwati", "Bapak Iwan Misalnya", "Ibu Lilis Rekaan",
)  # fmt: skip


def load_tree(units: list[tree.UnitSpec]) -> dict[str, Opd]:
    """Kecamatan and units, parents first; code → unit."""
    kecamatan = [
        Kecamatan.objects.create(code=f"99.01.{number + 1:02d}", name=name)
        for number, name in enumerate(tree.KECAMATAN_NAMES)
    ]
    kinds = {kind.code: kind for kind in OpdKind.objects.all()}
    found: dict[str, Opd] = {}
    for order, unit in enumerate(units, start=1):
        found[unit.code] = opd.create(
            by=BY, parent=found.get(unit.parent), code=unit.code, name=unit.name, short_name=unit.short_name,
            kind=kinds[unit.kind], kecamatan=None if unit.kecamatan is None else kecamatan[unit.kecamatan],
            has_recap_row=unit.has_recap_row, protocol_order=order, external_code=unit.external_code,
            letterhead=list(unit.letterhead or _letterhead(unit)), phone=f"(0800) 000-{order:03d}",
            operator_name=_OPERATORS[order % len(_OPERATORS)], operator_phone=f"0800-0000-{order:04d}",
            address="Jalan Contoh Raya Nomor 1, Contohsari",
        )  # fmt: skip
    return found


def load_heads(people: list[Person], units: dict[str, Opd]) -> None:
    """The head of every unit that has one in the data."""
    numbers = {person.nip: person for person in people if person.is_head}
    for staff in Staff.objects.filter(nip__in=numbers):
        person = numbers[staff.nip]
        kind = "plt" if person.unit.code in {"2.09", "2.15", "4.11"} else "definitif"
        assignments.assign_head(
            staff=staff, unit=units[person.unit.code], starts_on=date(2025, 1, 6), by=BY, kind=kind,
            letter_number=f"800.1.3/{person.unit.code}/SK-CONTOH/2025",
        )  # fmt: skip


def load_standings() -> None:
    """A few who cannot sign or need not: what every roster holds."""
    rows = Staff.objects.filter(assignments__isnull=True, category__in=("PNS", "PPPK")).order_by("pk")[40::90]
    today = timezone.localdate()
    for person, (status, reason) in zip(rows, cycle(_STANDINGS), strict=False):
        staff_actions.change_status(person, status=status, on=today.replace(day=1), reason=reason, by=BY)


_STANDINGS = (
    (StaffStatus.RETIRED, "SK pensiun 800.1.8/001-CONTOH/2026"),
    (StaffStatus.HAJJ, "Surat izin 800.1.11/002-CONTOH/2026"),
    (StaffStatus.STUDY, "SK tugas belajar 800.2/003-CONTOH/2026"),
    (StaffStatus.SICK, "Surat keterangan dokter 004-CONTOH/2026"),
    (StaffStatus.MOVED_OUT, "SK mutasi 800.1.3/005-CONTOH/2026"),
)


def load_accounts(units: dict[str, Opd]) -> None:
    """One account per role, signing in by e-mail (and by NIP where a person stands behind it)."""
    hashed = make_password(PASSWORD)  # once: 29 ms is 29 ms
    today = timezone.localdate()
    for account in ACCOUNTS:
        unit = units.get(account.unit)
        person = _person(account, unit) if account.is_person and unit else None
        user = account_actions.create_account(staff=person, name=account.name, email=account.email, by=BY)
        User.objects.filter(pk=user.pk).update(password=hashed)
        if account.role:
            reach = ROLES[account.role].scope
            roles.give_role(
                user=user, role=account.role, unit=unit if reach in PARTS else None,
                letter_number="800/001/ST-CONTOH/2026", starts_on=today,
                ends_on=today + timedelta(days=365), by=BY,
            )  # fmt: skip


def _person(account: "Account", unit: Opd) -> Staff:
    """The head for a head's account or the Sekda's, else the last of the unit's list who has no account yet."""
    rows = Staff.objects.present().filter(unit=unit, account_link__isnull=True).in_order()
    return rows.first() if account.role in {"kepala_opd", "sekda"} else rows.last()


class Account:
    """One sign-in of the demonstration."""

    def __init__(self, role: str, name: str, email: str, unit: str = "", *, is_person: bool = False) -> None:
        self.role, self.name, self.email, self.unit, self.is_person = role, name, email, unit, is_person


ACCOUNTS = (
    Account("sekda", "Sekretaris Daerah", "sekda@contoh.example", "1.01", is_person=True),
    Account("ajudan", "Ajudan Sekretaris Daerah", "ajudan@contoh.example", "1.01", is_person=True),
    Account("bakesbangpol", "Admin Bakesbangpol", "kesbangpol@contoh.example"),
    Account("bkpsdm", "Admin BKPSDM", "bkpsdm@contoh.example", "3.01", is_person=True),
    Account("inspektorat", "Auditor Inspektorat", "inspektorat@contoh.example"),
    Account("penangan_itda", "Penangan Perkara Inspektorat", "perkara@contoh.example", "1.03", is_person=True),
    Account("kepala_opd", "Kepala Dinas Pendidikan", "kadisdik@contoh.example", "2.01", is_person=True),
    Account("operator_opd", "Operator Dinas Pendidikan", "operator.disdik@contoh.example", "2.01", is_person=True),
    Account("operator_opd", "Operator Dinas Kesehatan", "operator.dinkes@contoh.example", "2.02", is_person=True),
    Account("kepala_opd", "Kepala Disnakertrans", "kadisnaker@contoh.example", "2.06", is_person=True),
    Account("operator_opd", "Operator Disnakertrans", "operator.disnaker@contoh.example", "2.06", is_person=True),
    Account("operator_unit", "Operator SDN 1 Contohsari", "operator.sd@contoh.example", "2.01.01.01", is_person=True),
    Account("admin_sistem", "Admin Sistem", "admin@contoh.example"),
    Account("", "Pegawai", "pegawai@contoh.example", "2.01.05.50", is_person=True),
)


def _letterhead(unit: tree.UnitSpec) -> tuple[str, ...]:
    return (unit.name.upper(),)
