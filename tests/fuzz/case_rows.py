"""Cases in every state up to the LHP, and the addresses that lead to them."""

from netralitas.registry.models import Opd
from sanctions.actions import assignments
from tests.cast import make_staff
from tests.sanctions import matters

Arguments = dict[str, tuple[str, ...]]
_STATES = {
    "telaah": "case-person allegation-add person-track step-hentikan step-mulai-pemeriksaan",
    "pemeriksaan": "step-panggil", "panggilan_1": "step-bap", "panggilan_2": "step-tidak-hadir",
    "bap": "step-bap-tambahan step-lhp",
}  # fmt: skip


def arguments(*, dinas: Opd, elsewhere: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    found: Arguments = {}
    people = {}
    for state, names in _STATES.items():
        person = matters.make_case(make_staff(f"Terlapor {state}", dinas)).persons.get()
        people[state] = matters.bring_to(person, state)
        found |= {f"sanctions:{name}": (person.public_id,) for name in names.split()}
    case = people["telaah"].case
    names = ("case", "case-person-add", "case-assignments", "case-step-back")
    found |= {f"sanctions:{name}": (case.public_id,) for name in names}
    found["sanctions:allegation-withdraw"] = (people["telaah"].allegations.get().public_id,)
    found["sanctions:case-new"] = (matters.make_report(make_staff("Terlapor Baru", dinas)).public_id,)
    assigned = assignments.assign(
        case, staff=make_staff("Pemeriksa Uji", elsewhere), role="ketua", element="kepegawaian", letter_number="1",
        letter_date=matters.OPENED_ON, by=matters.BY,
    )  # fmt: skip
    names = ("declaration", "declaration-note", "assignment-end")
    return found | {f"sanctions:{name}": (assigned.public_id,) for name in names} | _papers(people)


def _papers(people: dict) -> Arguments:
    """A BAP and an LHP, each still a draft."""
    bap = matters.draft_examination(people["panggilan_1"])
    lhp = matters.draft_report(people["bap"])
    found = {f"sanctions:{name}": (bap.public_id,) for name in ("examination", "examination-finish")}
    found["sanctions:examination-discard"] = (matters.draft_supplement(people["bap"]).public_id,)
    names = ("investigation-report", "investigation-report-finish")
    return found | {f"sanctions:{name}": (lhp.public_id,) for name in names}
