"""What an operator or a kepala OPD needs on opening the portal: how many, who is missing, what to do next."""

from dataclasses import dataclass

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope, scope_of
from netralitas.accounts.models import WayIn
from netralitas.accounts.queries.doors import with_door
from netralitas.accounts.queries.links import unit_address, unit_link_for
from netralitas.dashboards.queries.campaigns import Choice
from netralitas.dashboards.queries.figures import Figures
from netralitas.dashboards.queries.rollup import Row
from netralitas.registry.models import Opd
from netralitas.ui import formats
from pledges.models import Campaign
from pledges.queries.completion import Standing


@dataclass(frozen=True)
class Step:
    """One thing to do next: an icon, what and why, and the page (or the place on this page) where it is done."""

    icon: str
    text: str
    url_name: str = ""
    label: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is done further down on the same page."""
        return self.url_name.startswith("#")


PRINT = "pledges:print"
NOBODY_OBLIGED = Step(
    "people", "Belum ada pegawai pada daftar wajib. Periksa Data Pegawai.", "registry:staff", "Data Pegawai"
)
ALL_DONE = Step("check-circle", "Semua sudah menandatangani. Cetak daftar dan sertifikatnya.", PRINT, "Cetak")
NOT_OPEN = Step("lock", "Kegiatan ini tidak sedang menerima tanda tangan. Daftar di bawah tetap dapat diunduh.")
NOBODY_SIGNED = Step(
    "qr-code", "Belum ada yang menandatangani. Tempel poster, atau kirim pesan ke grup.", PRINT, "Cetak poster"
)
HEAD_WAITS = Step("person-badge", "Pimpinan belum menandatangani. Mulailah dari pimpinan; yang lain mengikuti.")
COMPLETIONS, COMPLETION = "pledges:completions", "Verifikasi Kelengkapan"
RETURNED = Step("arrow-return-left", "Bakesbangpol mengembalikan pernyataan dengan catatan.", COMPLETIONS, COMPLETION)
TO_PREPARE = Step("clipboard-check", "Siapkan pernyataan kelengkapan.", COMPLETIONS, COMPLETION)
TO_STATE = Step("pen-fill", "Pernyataan kelengkapan menunggu Bapak/Ibu.", COMPLETIONS, COMPLETION)
TO_REMIND = Step("hourglass-split", "Pernyataan menunggu Kepala Perangkat Daerah.", COMPLETIONS, COMPLETION)
WRITE_TO_GROUP = Step("chat-dots", "Salin pesan untuk grup dan kirimkan, lalu hubungi satu per satu yang belum.")


def next_steps(choice: Choice, whole: Figures, heads: Figures, rows: list[Row], unreached: int) -> list[Step]:
    """What helps most now, at most three; no query."""
    if not whole.obliged:
        return [NOBODY_OBLIGED]
    if whole.is_complete:
        return [ALL_DONE]
    if choice.current.is_to_come():
        return [_prepare(choice.current)]
    if not choice.is_open:
        return [NOT_OPEN]
    idle = [row.name for row in rows if row.figures.obliged and not row.figures.done]
    steps = [HEAD_WAITS] if heads.waiting else []
    if not whole.done:
        steps.append(NOBODY_SIGNED)
    elif len(rows) > 1 and idle:
        text = f"{len(idle)} unit belum mulai: {_few(idle)}. Kirim pesan ke grup unit itu."
        steps.append(Step("building", text, "#per-unit", "Lihat per unit"))
    if unreached:
        text = f"{unreached} pegawai yang belum menandatangani tidak punya nomor HP atau surel. Cetak lembar tautannya."
        steps.append(Step("telephone-x", text, PRINT, "Cetak lembar tautan"))
    return [*steps, WRITE_TO_GROUP][:3]


def completion_steps(standing: Standing, *, may_state: bool) -> list[Step]:
    """What is next on the way to Lengkap, for an operator or a head; no query."""
    state = standing.round.state if standing.round else standing.state
    if state == "returned":
        return [RETURNED]
    if state != "awaiting_statement":
        return []
    if standing.round is None:
        return [TO_PREPARE]
    return [TO_STATE] if may_state else [TO_REMIND]


def _prepare(campaign: Campaign) -> Step:
    begins = f"{formats.weekday(campaign.opens_at)}, pukul {formats.clock(campaign.opens_at)}"
    text = f"Masa tanda tangan dibuka {begins}. Cetak lembar tautan dan poster dari sekarang."
    return Step("calendar-check", text, PRINT, "Cetak")


def group_link(user: User, unit: Opd, campaign: Campaign, fallback: str) -> str:
    """The address for a unit's group; one query at most.

    Its unit link (or that of the unit above it) for those who may hand it out, else the portal's own address.
    """
    if not scope_of(user, Permission.LINK_ISSUE).covers(unit) or WayIn.UNIT_LINK not in campaign.ways_in:
        return fallback
    link = unit_link_for(unit)
    return unit_address(link) if link else fallback


def without_door(user: User, scope: Scope, campaign: Campaign) -> int:
    """How many units of a desk lack a unit link that its holder may make now; one query at most."""
    is_useful = WayIn.UNIT_LINK in campaign.ways_in and (campaign.is_open() or campaign.is_to_come())
    if not is_useful or not user.has_perm(Permission.LINK_ISSUE):
        return 0
    return with_door(Opd.objects.within(scope).active().filter(is_active_in_pledge=True)).filter(door="tutup").count()


def desk_scope(scope: Scope, unit: Opd | None) -> Scope:
    """The scope narrowed to one unit inside it, with its sub-units only where the scope has them too."""
    if unit is None:
        return scope
    has_below = scope.is_all or any(unit.path.startswith(path) for path in scope.paths)
    return Scope(paths=(unit.path,)) if has_below else Scope(unit_ids=(unit.pk,))


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown}, dan {len(names) - 3} lainnya" if len(names) > 3 else shown
