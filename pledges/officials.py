"""The block under a paper: who holds the post on its day (Plt., Plh., Pj.), and for whom (a.n., u.b.)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from netralitas.names import clean
from netralitas.registry import catalogues
from netralitas.registry.models import Assignment, Opd, Staff
from netralitas.registry.queries.heads import head_on, head_title
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges.models import Campaign

_SEKDA = "Sekretaris Daerah"
_UNKNOWN = "." * 48  # to be filled in by pen
_REGION_KINDS = ("Kabupaten ", "Kota ", "Provinsi ")
_BARE_SEKDA = {Assignment.Kind.PJ, Assignment.Kind.PLH}  # stand without titles, rank and NIP (Permendagri 1/2023)


@dataclass(frozen=True)
class Official:
    """One block: the lines above the signature as a letter has them, and who stands under it."""

    title: str  # "Plt. Kepala Dinas Pendidikan"
    lines: tuple[str, ...]  # "a.n. BUPATI CONTOH", "SEKRETARIS DAERAH", "u.b.", "Plt. KEPALA BADAN …,"
    name: str
    rank: str
    number: str

    def as_facts(self) -> dict[str, Any]:
        """For frozen facts and templates."""
        return {**asdict(self), "lines": list(self.lines)}


def official_on(unit: Opd, day: date, *, on_behalf: Sequence[str] = (), has_titles: bool = True) -> Official:
    """The head of a unit on a day; dots where nobody is known. `on_behalf` are the lines above the post; one query.

    Without `has_titles` the name stands bare, as on a sertifikat (Permendagri 1/2023 Pasal 44).
    """
    post = head_on(unit, day) if unit.pk else None
    if post is None:
        title = head_title(unit)
        return Official(title, (*on_behalf, f"{title.upper()},"), _UNKNOWN, "", "NIP")
    person, lines = post.staff, (*on_behalf, f"{_prefix(post)}{clean(post.title).upper()},")
    if post.title == _SEKDA and post.kind in _BARE_SEKDA:
        return Official(str(post), lines, clean(person.name), "", "")
    name = clean(person.full_name if has_titles else person.name)
    return Official(str(post), lines, name, rank_of(person), number_of(person))


def official_of(office: Opd, now: datetime) -> dict[str, Any]:
    """The block of the head at a moment, for templates. One query."""
    return official_on(office, timezone.localdate(now)).as_facts()


def lines_of(authority: str) -> tuple[str, ...]:
    """What stands above the post when a paper is signed for the head of the region; the pemda's row."""
    if authority == Campaign.Authority.OWN:
        return ()
    first = f"a.n. {regional_head()}"
    return (first,) if authority == Campaign.Authority.FOR_HEAD else (first, _SEKDA.upper(), "u.b.")


def regional_head() -> str:
    """The head of the region as a post: "BUPATI CONTOH", "WALI KOTA CONTOH"."""
    pemda = current_pemda()
    name = pemda.short_name
    for kind in _REGION_KINDS:
        name = name.removeprefix(kind)
    return f"{pemda.head_title} {name}".upper()


def rank_of(person: Staff) -> str:
    """Pangkat and golongan; "" when there is none."""
    pangkat = catalogues.pangkat_names().get(person.golongan, "")
    return clean(", ".join(part for part in (pangkat, person.golongan) if part))


def number_of(person: Staff) -> str:
    """The NIP as printed under a name; "" when there is none."""
    return f"NIP {formats.grouped_nip(person.nip)}" if person.nip else ""


def _prefix(post: Assignment) -> str:
    return "" if post.kind == Assignment.Kind.DEFINITIVE else f"{post.get_kind_display()} "
