"""The way to Lengkap: some offices complete, one returned, one waiting for its head, some for Bakesbangpol."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import accounts as account_actions
from netralitas.accounts.actions import roles
from netralitas.accounts.models import StaffLink
from netralitas.demo.loading import BY
from netralitas.documents.uploads import keeping
from netralitas.ledger import clock
from netralitas.registry.models import Opd, Staff
from netralitas.registry.queries.heads import head_on
from pledges.actions import completion as rounds
from pledges.actions import reviews, statements, verifications
from pledges.models import Campaign, Completion
from pledges.queries import verifications as data

COMPLETE, ON_PAPER, RETURNED, PREPARED = "1.03", "2.10", "2.06", "4.08"
WAITING = ("3.05", "4.15")  # Bakesbangpol's own statement waits for a reviewer from elsewhere
EARLY = (COMPLETE, ON_PAPER, RETURNED, PREPARED, *WAITING)  # everybody there signs in the first days
LAST_EARLY_DAY = 5
_OPERATOR = Actor.command("operator peragaan")
_NOTE = "Yang belum sedang dihubungi operator dan menyusul."

Act = tuple[datetime, Callable[[], object]]


def acts(campaign: Campaign, units: dict[str, Opd]) -> list[Act]:
    """What the offices and Bakesbangpol do between the signatures, each at its moment, in order."""
    others = [unit for unit in units.values() if unit.parent_id is None and unit.code not in EARLY]
    found: list[Act] = [(_at(campaign, 3, 3), _later(_verify, unit)) for unit in others[::3]]
    for code in EARLY:
        found.append((_at(campaign, 6, 2), _later(_verify, units[code])))
        found.append((_at(campaign, 6, 3), _later(_prepare, campaign, units[code])))
    for code in (COMPLETE, RETURNED, *WAITING):
        found.append((_at(campaign, 7 if code in WAITING else 6, 5), _later(_state, campaign, units[code])))
    found.append((_at(campaign, 7, 3), _later(_hand_in, campaign, units[ON_PAPER])))
    found.append((_at(campaign, 8, 2), _later(_accept, campaign, units[COMPLETE])))
    found.append((_at(campaign, 8, 3), _later(_accept, campaign, units[ON_PAPER])))
    found.append((_at(campaign, 8, 4), _later(_send_back, campaign, units[RETURNED])))
    return sorted(found, key=lambda act: act[0])


def play_until(waiting: list[Act], moment: datetime) -> None:
    """Let happen what is due by a moment, each as if it were then."""
    while waiting and waiting[0][0] <= moment:
        at, act = waiting.pop(0)
        with clock.pretend(at):
            act()


def _at(campaign: Campaign, day: int, hours: int) -> datetime:
    """So many days and hours after the opening at seven."""
    return campaign.opens_at + timedelta(days=day, hours=hours)


def _later(act: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: act(*arguments)


def _verify(opd: Opd) -> None:
    verifications.state(opd, seen_sha256=data.snapshot_of(opd).sha256, by=_OPERATOR)


def _prepare(campaign: Campaign, opd: Opd) -> None:
    rounds.prepare(campaign, opd, note=_NOTE, by=_OPERATOR)


def _state(campaign: Campaign, opd: Opd) -> None:
    """On screen, by the account of whoever heads the office that day."""
    completion = _round(campaign, opd)
    post = head_on(opd, timezone.localdate(clock.database_time()))
    link = StaffLink.objects.filter(staff=post.staff).select_related("user").first()
    user = link.user if link else _account_of_head(post.staff, opd)
    seen = rounds.latest_snapshot(completion).public_id
    statements.state(completion, seen=seen, by=Actor.of_user(user))


def _account_of_head(staff: Staff, opd: Opd) -> User:
    user = account_actions.create_account(staff=staff, name="", email="", by=BY)
    roles.give_role(
        user=user, role="kepala_opd", unit=opd, letter_number="", starts_on=timezone.localdate(), ends_on=None, by=BY
    )
    return user


def _hand_in(campaign: Campaign, opd: Opd) -> None:
    """On paper: signed, stamped, scanned by the operator."""
    completion = _round(campaign, opd)
    snapshot = rounds.latest_snapshot(completion)
    with keeping.kept_scan(_scan(opd, snapshot.fingerprint)) as scan:
        statements.hand_in(
            completion, seen=snapshot.public_id, signed_on=timezone.localdate(clock.database_time()),
            scan_name=scan.name, scan_sha256=scan.sha256, by=_OPERATOR,
        )  # fmt: skip


def _scan(opd: Opd, fingerprint: str) -> io.BytesIO:
    picture, output = Image.new("L", (900, 1300), 250), io.BytesIO()
    words = ("SURAT PERNYATAAN KELENGKAPAN", opd.name, f"sidik {fingerprint}", "(contoh pindaian untuk peragaan)")
    pen = ImageDraw.Draw(picture)
    for line, text in enumerate(words):
        pen.text((90, 120 + 60 * line), text, fill=20, font_size=28)
    pen.ellipse((480, 900, 720, 1140), outline=90, width=6)
    picture.save(output, "JPEG")
    output.seek(0)
    output.name = "pernyataan.jpg"
    return output


def _accept(campaign: Campaign, opd: Opd) -> None:
    completion, by = _round(campaign, opd), _reviewer()
    statement = completion.statements.latest("pk")
    if statement.is_paper:
        statements.check_scan(completion, seen=statement.public_id, by=by)
    reviews.accept(completion, seen=statement.public_id, by=by)


def _send_back(campaign: Campaign, opd: Opd) -> None:
    completion = _round(campaign, opd)
    notes = {
        "jumlah": "Dua pegawai paruh waktu pada data BKPSDM belum ada di daftar wajib. Periksa lalu tambahkan.",
        "pengecualian": "Sebutkan nomor SK pensiun pada dasar pengecualian.",
    }
    reviews.send_back(completion, seen=completion.statements.latest("pk").public_id, notes=notes, by=_reviewer())


def _round(campaign: Campaign, opd: Opd) -> Completion:
    return Completion.objects.get(campaign=campaign, opd=opd, number=0)


def _reviewer() -> Actor:
    return Actor.of_user(User.objects.get(email="kesbangpol@contoh.example"))
