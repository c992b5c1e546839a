"""Changes that wait for somebody: a resignation, a disputed transfer, one person in two rows."""

from datetime import date, timedelta

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.demo.loading import BY
from netralitas.demo.people import invented_nik
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.actions import standings, transfers
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Opd, Staff, StaffCategory, StaffStatus

_OPERATOR = Actor.command("operator peragaan")
_FROM, _TO = "2.01", "2.02"
_CATEGORIES = (StaffCategory.PPPK, StaffCategory.PPPK_PW)


def load_changes(units: dict[str, Opd]) -> None:
    """What BKPSDM and the operators find on their desks: one of each kind."""
    leaving, moving, twin = _clerks(units[_FROM])
    day = timezone.localdate()
    standings.propose_exit(
        leaving, status=StaffStatus.RESIGNED, on=day + timedelta(days=9), is_from_opd=True, by=_OPERATOR,
        ground=Ground(reason="Mengundurkan diri", letter_number="800.1.8/010-CONTOH/2026"),
    )  # fmt: skip
    transfer = transfers.propose(
        staff=moving, to_unit=units[_TO], reason="SK mutasi 800.1.3/011-CONTOH/2026", is_offered=True,
        on=day.replace(day=1), by=_OPERATOR,
    )  # fmt: skip
    transfers.dispute(transfer, answer="Formasi di unit tujuan sudah terisi", by=BY)
    _second_row(twin, units[_TO])


def _clerks(unit: Opd) -> list[Staff]:
    """Three of the office or its schools who are active, head nothing and have no account."""
    rows = Staff.objects.under(unit).filter(status=StaffStatus.ACTIVE, assignments=None, account_link=None)
    return list(rows.filter(category__in=_CATEGORIES).order_by("pk")[:3])


def _second_row(person: Staff, unit: Opd) -> None:
    """The honorer of before, never taken out when the person became PPPK: found under Data Ganda."""
    born: date = person.birth_date
    staff_actions.create(
        unit=unit, by=BY, name=person.name, category=StaffCategory.HONORER, sex=person.sex, birth_date=born,
        nik=invented_nik(born, person.sex, 7001), position="Tenaga Administrasi",
    )  # fmt: skip
