"""A case that waits for its decision, an entered SK, and the addresses that lead to them."""

from datetime import date

from netralitas.registry.models import Opd
from sanctions.actions import decisions
from sanctions.outcome_urls import routes
from tests.cast import make_staff
from tests.sanctions import matters, outcomes

Arguments = dict[str, tuple[str, ...]]


def arguments(*, dinas: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    waiting = matters.make_case(make_staff("Terlapor Putusan", dinas)).persons.get()
    outcomes.bring(waiting, "menunggu_keputusan")
    entered = matters.make_case(make_staff("Terlapor SK", dinas)).persons.get()
    outcomes.bring(entered, "menunggu_keputusan")
    entry = decisions.enter(entered, outcomes.paper(dated_on=date(2026, 4, 6)), by=outcomes.FIRST)
    names = [str(route.name) for route in routes if route.name != "due"]
    found: Arguments = {f"sanctions:{name}": (waiting.public_id,) for name in names}
    about_entry = ("decision", "decision-confirm", "decision-return", "decision-scan")
    return found | {f"sanctions:{name}": (entry.public_id,) for name in about_entry}
