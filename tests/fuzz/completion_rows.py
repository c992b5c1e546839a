"""A round of completion whose scan waits for Bakesbangpol, and the addresses that lead to it."""

from io import BytesIO

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.documents.uploads import keeping
from netralitas.registry.models import Opd
from pledges.actions import completion, statements
from pledges.models import Campaign
from tests.documents.uploads.samples import scan_jpeg
from tests.pledges import completion_cases

BY = Actor.command("uji")
_ABOUT_A_ROUND = ("", "-state", "-print", "-scan", "-number", "-check", "-return", "-accept")

Arguments = dict[str, tuple[str, ...]]


def arguments(*, campaign: Campaign, dinas: Opd) -> Arguments:
    """Make the rows (the office has a head by now); every URL name about them, and what to give it."""
    completion_cases.verify(dinas)
    snapshot = completion.prepare(campaign, dinas, note="Ditindaklanjuti", by=BY)
    file = BytesIO(scan_jpeg())
    file.name = "pernyataan.jpg"
    with keeping.kept_scan(file) as scan:
        statement = statements.hand_in(
            snapshot.completion, seen=snapshot.public_id, signed_on=timezone.localdate(), scan_name=scan.name,
            scan_sha256=scan.sha256, by=BY,
        )  # fmt: skip
    found: Arguments = {"pledges:completion-scan-file": (statement.public_id,)}
    found |= dict.fromkeys(("pledges:completion-office", "pledges:completion-prepare"), (dinas.public_id,))
    round_id = snapshot.completion.public_id
    return found | {f"pledges:completion{end}": (round_id,) for end in _ABOUT_A_ROUND}
