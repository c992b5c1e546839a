"""Decisions in the columns of SIASN's disciplinary record (facts.md 5.5): for typing in, not for sending."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from sanctions.models import Case, Decision, Delivery, FrozenFacts, Level

COLUMNS = (
    "pnsOrangId", "nip", "nama", "skNomor", "skTanggal", "hukumanTanggal", "akhirHukumanTanggal", "masaTahun",
    "masaBulan", "jenisHukumanId", "jenisHukuman", "jenisTingkatHukumanId", "nomorPp", "alasanHukumanDisiplinId",
    "golonganId", "golonganLama", "kedudukanHukumId", "hukdisYangDiberhentikanId", "skPembatalanNomor",
    "skPembatalanTanggal", "keterangan",
)  # fmt: skip
_LEVELS = {Level.LIGHT: "R", Level.MEDIUM: "S", Level.HEAVY: "B"}
_PP_94 = "07"
_YEAR = 12


def decisions_for(user: User) -> QuerySet[Decision]:
    """Measures that stand, in cases `user` may open, ready for the sheet; one query after those of the wall."""
    rows = Decision.objects.standing().filter(person__case__in=Case.objects.behind_the_wall_of(user))
    return rows.select_related("measure", "person__case", "person__staff")


def rows_of(decisions: Sequence[Decision]) -> Iterator[list[str]]:
    """One row a decision, in the order of `COLUMNS`; what the portal does not know stays empty. Four queries."""
    people = {decision.person_id for decision in decisions}
    handed = Delivery.objects.filter(decision__person__in=people).order_by("pk")
    delivered = dict(handed.values_list("decision__person", "received_on"))
    annulled = {
        one.person_id: one
        for one in Decision.objects.confirmed().filter(person__in=people, kind=Decision.Kind.ANNULMENT).order_by("pk")
    }
    frozen = {one.person_id: one for one in FrozenFacts.objects.filter(person__in=people).order_by("-pk")}
    keys = RowKey.objects.in_bulk([one.row_key_id for one in frozen.values()])
    for decision in decisions:
        then = frozen.get(decision.person_id)
        facts = _facts(then, keys.get(then.row_key_id)) if then else {}
        yield _row(decision, facts, delivered.get(decision.person_id), annulled.get(decision.person_id))


def _facts(then: FrozenFacts, key: RowKey | None) -> dict[str, Any]:
    """The person as on the day of the act; nothing after a lawful purge."""
    try:
        return vault.unseal(bytes(then.ciphertext), vault.open_key(key))
    except vault.Erased:
        return {}


def _row(decision: Decision, facts: dict[str, Any], received_on: date | None, annulment: Decision | None) -> list[str]:
    staff, measure = decision.person.staff, decision.measure
    months = measure.duration_months or 0
    starts = decision.effective_on
    name, number = facts.get("nama", staff.full_name), staff.nip or ""
    golongan = facts.get("golongan", staff.golongan)
    return [
        "", number, name, decision.number, _day(decision.dated_on), _day(starts), _day(_end(starts, months)),
        str(months // _YEAR) if months else "", str(months % _YEAR) if months else "", measure.siasn_id, measure.name,
        _LEVELS.get(decision.level, ""), _PP_94 if "94/2021" in measure.legal_basis else "", "", "", golongan, "", "",
        annulment.number if annulment else "", _day(annulment.dated_on) if annulment else "",
        f"Perkara {decision.person.case.number}; diterima {_day(received_on) or 'belum'}",
    ]  # fmt: skip


def _end(starts: date | None, months: int) -> date | None:
    """The last day of so many months."""
    if starts is None or not months:
        return None
    years, month = divmod(starts.month - 1 + months, _YEAR)
    first = date(starts.year + years, month + 1, 1)
    following = date(first.year + first.month // _YEAR, first.month % _YEAR + 1, 1)
    return min(first + timedelta(days=starts.day - 1), following) - timedelta(days=1)


def _day(day: date | None) -> str:
    """As SIASN writes it: 23-10-2023."""
    return day.strftime("%d-%m-%Y") if day else ""
