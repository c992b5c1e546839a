"""Cases in every state after the LHP, an entered SK, and the addresses that lead to them."""

from netralitas.registry.models import Opd
from sanctions.actions import decisions
from sanctions.outcome_urls import routes
from tests.cast import make_staff
from tests.sanctions import matters, outcomes

Arguments = dict[str, tuple[str, ...]]
_STATES = {
    "lhp": "step-ajukan", "menunggu_keputusan": "step-keputusan", "diputus": "step-sampaikan",
    "disampaikan": "step-keberatan step-berlaku step-pembatalan decision-correct",
}  # fmt: skip


def arguments(*, dinas: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    reviewed = _person("Terlapor Telaah", dinas)
    found: Arguments = {f"sanctions:{route.name}": (reviewed.public_id,) for route in routes if route.name != "due"}
    for state, names in _STATES.items():
        person = outcomes.bring(_person(f"Terlapor {state}", dinas), state)
        found |= {f"sanctions:{name}": (person.public_id,) for name in names.split()}
    entered = outcomes.bring(_person("Terlapor SK", dinas), "menunggu_keputusan")
    entry = decisions.enter(entered, outcomes.paper(), by=outcomes.FIRST)
    about_entry = ("decision", "decision-confirm", "decision-return", "decision-scan")
    return found | {f"sanctions:{name}": (entry.public_id,) for name in about_entry}


def _person(name: str, dinas: Opd) -> object:
    return matters.make_case(make_staff(name, dinas)).persons.get()
