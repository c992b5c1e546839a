"""The units an operator looks after, each with the state of its unit link."""

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from netralitas.registry.models import Opd
from netralitas.ui.lists import Column, Filter, List

STATES = [("buka", "Berlaku"), ("tutup", "Belum ada atau sudah ditutup")]


def with_door(units: QuerySet[Opd]) -> QuerySet[Opd]:
    """Units with `door` (buka or tutup), `door_opens`, `door_closes`, `door_ends_at`; no query of its own."""
    lives = Q(unit_link__expires_at=None) | Q(unit_link__expires_at__gt=timezone.now())
    return units.annotate(
        door=Case(When(Q(unit_link__is_active=True) & lives, then=Value("buka")), default=Value("tutup")),
        door_opens=F("unit_link__opens_at_hour"),
        door_closes=F("unit_link__closes_at_hour"),
        door_ends_at=F("unit_link__expires_at"),
    )


class UnitDoorList(List):
    """The list of unit links."""

    columns = (
        Column("unit", "Unit", sort=("name",), value="name"),
        Column("tautan", "Tautan unit", sort=("door",), value="door"),
        Column("jam", "Jam buka"),
        Column("sampai", "Berlaku sampai", sort=("door_ends_at",)),
    )
    search_fields = ("name", "opd__name")
    filters = (Filter("tautan", "Tautan unit", STATES, "door"),)
    default_sort = "unit"
    noun = "unit"
    exports = ()

    def __init__(self, rows: QuerySet[Opd], *args: object, **options: object) -> None:
        super().__init__(with_door(rows), *args, **options)
