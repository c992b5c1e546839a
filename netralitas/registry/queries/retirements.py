"""Who reaches the age of retirement within a span of days, by the pemda's own table of ages."""

from dataclasses import dataclass
from datetime import date

from netralitas.access.scopes import Scope
from netralitas.registry.models import Proposal, RetirementAge, Staff, StaffStatus
from netralitas.registry.models.staff import ASN


@dataclass(frozen=True)
class Retiring:
    """One person whose pension begins in the span: from which day, by which row of the table, what was done."""

    person: Staff
    age: int
    on: date
    rule: RetirementAge
    proposal: Proposal | None


def pension_day(born: date, age: int) -> date:
    """TMT pensiun: the first day of the month after the one in which the age is reached."""
    months = (born.year + age) * 12 + born.month  # counted from zero, so this is the month after
    return date(months // 12, months % 12 + 1, 1)


def rule_for(person: Staff, rules: list[RetirementAge]) -> RetirementAge | None:
    """The first row whose word stands in the post and whose jenjang fits; rows with a word come first."""
    position = person.position.casefold()
    fitting = [
        rule
        for rule in rules
        if rule.word.casefold() in position and (not rule.jenjang or rule.jenjang == person.jenjang)
    ]
    return min(fitting, key=lambda rule: (not rule.word, rule.order, rule.pk), default=None)


def pension_of(person: Staff) -> tuple[date, RetirementAge] | None:
    """The day and the rule of one person, None without birth date or fitting row; one query."""
    rule = rule_for(person, list(RetirementAge.objects.all())) if person.birth_date else None
    return (pension_day(person.birth_date, rule.age), rule) if rule else None


def retiring(scope: Scope, first: date, last: date) -> list[Retiring]:
    """ASN inside a scope whose pension begins from `first` to `last`, the earliest first; three queries."""
    rules = list(RetirementAge.objects.all())
    if not rules:
        return []
    ages = [rule.age for rule in rules]
    oldest, youngest = date(first.year - max(ages) - 1, 1, 1), date(last.year - min(ages), 12, 31)
    rows = Staff.objects.within(scope).present().filter(merged_into=None, category__in=ASN)
    found = []
    for person in rows.filter(birth_date__range=(oldest, youngest)).select_related("unit__opd"):
        rule = rule_for(person, rules)
        if rule and first <= (on := pension_day(person.birth_date, rule.age)) <= last:
            found.append((person, rule, on))
    proposals = _proposals([person.pk for person, _, _ in found])
    whole = [Retiring(person, rule.age, on, rule, proposals.get(person.pk)) for person, rule, on in found]
    return sorted(whole, key=lambda one: (one.on, one.person.name_key))


def _proposals(staff_ids: list[int]) -> dict[int, Proposal]:
    """The last live proposal of retirement of each person."""
    live = (Proposal.State.PROPOSED, Proposal.State.ACCEPTED)
    rows = Proposal.objects.filter(staff__in=staff_ids, status=StaffStatus.RETIRED, state__in=live)
    return {row.staff_id: row for row in rows.order_by("pk")}
