"""Evidence of a case and of its report, and the addresses that lead to it."""

from netralitas.documents.uploads.kinds import Kind
from netralitas.registry.models import Opd
from sanctions.actions import evidence
from tests.cast import make_staff
from tests.documents.uploads.samples import scan_jpeg
from tests.sanctions import matters

Arguments = dict[str, tuple[str, ...]]


def arguments(*, dinas: Opd) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    case = matters.make_case(make_staff("Terlapor Bukti", dinas))
    arrival = evidence.Arrival(content=scan_jpeg(), name="foto.jpg", kind=Kind.PICTURE, title="Foto uji")
    exhibit = evidence.receive(arrival, home=case.reports.get(), by=matters.BY)
    evidence.draw_copy(exhibit, by=matters.BY)
    found: Arguments = {"sanctions:report-exhibit-new": (case.reports.get().public_id,)}
    found |= {f"sanctions:{name}": (case.public_id,) for name in ("case-exhibits", "case-exhibit-new")}
    names = ("exhibit", "exhibit-look", "exhibit-original", "exhibit-verify", "exhibit-hand-over")
    return found | {f"sanctions:{name}": (exhibit.public_id,) for name in names}
