"""The fixed cast: the same few persons and units in every test.

Units: `dinas_a` (with the school `sekolah_a` under it) and `dinas_b`. Persons: `siti`, pegawai of Dinas A,
with her account `siti_user`. Accounts: `budi` (operator A), `rina` (operator B, the stranger), `kepala_a`,
`kesbang`, `sekda`, `bkpsdm`, `inspektur`, `admin_sistem`. `sign_in(account)` gives a client signed in as it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.roles import ROLES
from netralitas.accounts.models import RoleAssignment, StaffLink
from netralitas.registry.models import Opd, OpdKind, Staff, StaffCategory

PASSWORD = "sawah-hijau-Ciruas"
_serial = count(1)


def make_unit(name: str, *, kind: str = "DINAS", parent: Opd | None = None, **fields: object) -> Opd:
    """A unit of the tree, without its history."""
    defaults = {"name": kind.title(), "head_title": "Kepala", "recap_group": kind.title()}
    kind_row, _ = OpdKind.objects.get_or_create(code=kind, defaults=defaults)
    fields.setdefault("code", f"U{next(_serial):04d}")
    unit = Opd(name=name, kind=kind_row, parent=parent, path="", **fields)
    unit.has_recap_row = fields.get("has_recap_row", parent is None)
    unit.path = f"baru-{unit.public_id}"
    unit.save()
    unit.path = f"{parent.path if parent else ''}{unit.pk:06d}/"
    unit.opd = parent.opd if parent else unit
    unit.recap_unit = unit if unit.has_recap_row else parent.recap_unit
    unit.save()
    return unit


def make_nip(born: date = date(1985, 4, 12), appointed: str = "201001", sex: str = "2") -> str:
    """A NIP that fits together; 999 calls in a row give 999 different ones, none ends in the invalid 000."""
    return f"{born:%Y%m%d}{appointed}{sex}{next(_serial) % 999 + 1:03d}"


def make_staff(name: str, unit: Opd, **fields: object) -> Staff:
    """A person of a unit, without history."""
    born = fields.setdefault("birth_date", date(1985, 4, 12))
    fields.setdefault("category", StaffCategory.PNS)
    fields.setdefault("nip", make_nip(born))
    fields.setdefault("name_key", name.casefold())
    return Staff.objects.create(name=name, unit=unit, **fields)


def make_account(name: str, role: str | None = None, unit: Opd | None = None, staff: Staff | None = None) -> User:
    """An account with `PASSWORD`, a role since yesterday, and the person behind it."""
    user = User.objects.create_user(password=PASSWORD, display_name=name)
    if role:
        assert role in ROLES, role
        yesterday = timezone.localdate() - timedelta(days=1)
        RoleAssignment.objects.create(user=user, role=role, unit=unit, starts_on=yesterday, given_by="uji")
    if staff:
        StaffLink.objects.create(user=user, staff=staff)
    return user


@pytest.fixture
def by() -> Actor:
    """Who acts when it does not matter who."""
    return Actor.command("uji")


@pytest.fixture
def dinas_a(db) -> Opd:
    return make_unit("Dinas Pendidikan", protocol_order=10)


@pytest.fixture
def sekolah_a(dinas_a) -> Opd:
    return make_unit("SD Negeri Ciruas 1", kind="SD", parent=dinas_a)


@pytest.fixture
def dinas_b(db) -> Opd:
    return make_unit("Dinas Kesehatan", protocol_order=20)


@pytest.fixture
def siti(dinas_a) -> Staff:
    return make_staff("Siti Aminah", dinas_a, back_title="S.Pd.", golongan="III/c", position="Guru Ahli Muda", sex="P")


@pytest.fixture
def siti_user(siti) -> User:
    return make_account("Siti Aminah", staff=siti)


@pytest.fixture
def budi(dinas_a) -> User:
    return make_account("Budi Santoso", "operator_opd", dinas_a, make_staff("Budi Santoso", dinas_a, sex="L"))


@pytest.fixture
def rina(dinas_b) -> User:
    return make_account("Rina Marlina", "operator_opd", dinas_b, make_staff("Rina Marlina", dinas_b, sex="P"))


@pytest.fixture
def kepala_a(dinas_a) -> User:
    return make_account("Hasan Basri", "kepala_opd", dinas_a, make_staff("Hasan Basri", dinas_a, eselon="II.b"))


@pytest.fixture
def kesbang(db) -> User:
    return make_account("Dewi Kesbang", "bakesbangpol")


@pytest.fixture
def sekda(db) -> User:
    return make_account("Sekretaris Daerah", "sekda")


@pytest.fixture
def bkpsdm(db) -> User:
    return make_account("Agus BKPSDM", "bkpsdm")


@pytest.fixture
def inspektur(db) -> User:
    return make_account("Ratna Inspektorat", "inspektorat")


@pytest.fixture
def admin_sistem(db) -> User:
    return make_account("Joko Admin", "admin_sistem")


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client signed in as an account, past the password."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
