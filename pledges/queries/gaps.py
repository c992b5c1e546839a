"""What is missing in the registry before people can sign: one check a row, the units or persons it concerns.

The page *Kesiapan* lists them, the opening of a campaign counts them: one truth (product.md 4.1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from netralitas.access.scopes import Scope
from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Assignment, Opd, Staff
from netralitas.ui.formats import number


@dataclass(frozen=True)
class Check:
    """One thing to look at: label, head of its column, the end of a counted sentence, how to mend it.

    A hint proves nothing.
    """

    code: str
    label: str
    column: str
    sentence: str
    advice: str
    rows: Callable[[date], QuerySet]
    is_hint: bool = False

    def counted(self, count: int) -> str:
        """`12 unit belum punya lokasi (kecamatan).`"""
        return f"{number(count)} {self.sentence}"


def _units() -> QuerySet[Opd]:
    return Opd.objects.active().filter(is_active_in_pledge=True)


def _without_operator(day: date) -> QuerySet[Opd]:
    in_force = RoleAssignment.objects.in_force(day).of_present_staff().filter(role="operator_opd")
    own, of_office = in_force.filter(unit=OuterRef("pk")), in_force.filter(unit=OuterRef("opd"))
    return _units().recap_rows().filter(~Exists(own), ~Exists(of_office))


def _without_head(day: date) -> QuerySet[Opd]:
    head = Assignment.objects.on(day).heads().filter(unit=OuterRef("pk"))
    return _units().recap_rows().filter(~Exists(head))


def _without_place(day: date) -> QuerySet[Opd]:
    return _units().filter(kecamatan__isnull=True)


def _closed_with_roles(day: date) -> QuerySet[Opd]:
    held = RoleAssignment.objects.in_force(day).filter(unit=OuterRef("pk"))
    return Opd.objects.filter(Exists(held), closed_on__isnull=False)


def _people() -> QuerySet[Staff]:
    return Staff.objects.present().filter(unit__is_active_in_pledge=True)


def _without_contact(day: date) -> QuerySet[Staff]:
    return _people().filter(phone="", email="")


def _without_birth_date(day: date) -> QuerySet[Staff]:
    return _people().filter(birth_date__isnull=True)


def _alike(day: date) -> QuerySet[Staff]:
    """Same name without titles and same birth date as another person who is present."""
    twin = Staff.objects.present().filter(name_key=OuterRef("name_key"), birth_date=OuterRef("birth_date"))
    return _people().filter(Exists(twin.exclude(pk=OuterRef("pk"))))


def _same_phone(day: date) -> QuerySet[Staff]:
    """Grouped first: numbers have no index, and asking person by person would take minutes for 20,000."""
    numbers = Staff.objects.present().exclude(phone="").order_by().values("phone")
    shared = numbers.annotate(owners=Count("pk")).filter(owners__gt=1).values("phone")
    return _people().filter(phone__in=shared)


UNIT_CHECKS = {
    check.code: check
    for check in (
        Check("operators", "Tanpa operator", "Operator", "Perangkat Daerah belum punya operator.",
              "Admin sistem memberi peran operator dengan surat tugas.", _without_operator),
        Check("heads", "Tanpa pimpinan", "Pimpinan", "Perangkat Daerah belum punya pimpinan (definitif atau Plt.).",
              "BKPSDM menetapkan pimpinan di halaman unitnya.", _without_head),
        Check("locations", "Tanpa lokasi", "Lokasi", "unit belum punya lokasi (kecamatan).",
              "BKPSDM mengisi lokasi di data unit, atau lewat buku kerja unit.", _without_place),
        Check("closed", "Tutup, masih ada peran", "Peran",
              "unit sudah ditutup tetapi masih ada akun yang berperan di sana.",
              "Admin sistem memindahkan perannya ke unit penerus.", _closed_with_roles),
    )
}  # fmt: skip
PEOPLE_CHECKS = {
    check.code: check
    for check in (
        Check("contacts", "Tanpa kontak", "Kontak",
              "pegawai belum punya nomor HP maupun surel; tautannya harus dicetak.",
              "Operator mengisi nomor HP atau surel.", _without_contact),
        Check("birth_dates", "Tanpa tanggal lahir", "Tgl. lahir",
              "pegawai belum punya tanggal lahir; tautan unit tidak mengenalinya.",
              "Operator mengisi tanggal lahir.", _without_birth_date),
        Check("duplicates", "Diduga ganda", "Ganda", "pegawai diduga terdata ganda (nama dan tanggal lahir sama).",
              "Periksa di halaman pegawainya; data yang berlebih diusulkan digabung.", _alike),
        Check("phones", "HP sama", "HP sama", "pegawai memakai nomor HP yang sama dengan orang lain.",
              "Hanya petunjuk: suami-istri atau HP dinas biasa begitu.", _same_phone, is_hint=True),
    )
}  # fmt: skip


def counted_units(day: date) -> list[tuple[Check, int]]:
    """How many units each check finds in the whole pemda; one SQL query a check."""
    return [(check, check.rows(day).count()) for check in UNIT_CHECKS.values()]


def by_office(scope: Scope, day: date) -> QuerySet[Opd]:
    """Perangkat Daerah with units inside a scope, each with one count a check (`gap_<code>`); one SQL query."""
    inside = Opd.objects.within(scope).active()
    offices = Opd.objects.filter(pk__in=inside.values("opd_id")).select_related("kind")
    counts = {
        f"gap_{check.code}": _counted(check.rows(day).filter(pk__in=inside.values("pk")), "opd")
        for check in UNIT_CHECKS.values()
        if check.code != "closed"
    }
    counts |= {
        f"gap_{check.code}": _counted(check.rows(day).within(scope), "unit__opd") for check in PEOPLE_CHECKS.values()
    }
    people = _counted(_people().within(scope), "unit__opd")
    return offices.annotate(people=people, **counts)


def _counted(rows: QuerySet, office: str) -> Coalesce:
    """How many rows belong to the office of the outer query."""
    grouped = rows.filter(**{office: OuterRef("pk")}).order_by().values(office)
    return Coalesce(Subquery(grouped.annotate(found=Count("pk")).values("found")), 0)
