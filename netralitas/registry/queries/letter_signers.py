"""Who signs a paper for a unit, as printed: its head of that day (Plt., Plh., Pj.) or any person; the one place."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from netralitas.documents.letters import Signer
from netralitas.names import clean
from netralitas.registry import catalogues
from netralitas.registry.models import Assignment, Opd, Staff, StaffCategory
from netralitas.registry.queries.heads import head_on, head_title
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats

DOTS = "." * 48  # to be filled in by pen
SEKDA = "Sekretaris Daerah"
_BARE_SEKDA = {Assignment.Kind.PJ, Assignment.Kind.PLH}  # stand without titles, rank and NIP (Permendagri 1/2023)
_TENURED = {StaffCategory.PNS, StaffCategory.CPNS}
_CONTRACT = {StaffCategory.PPPK, StaffCategory.PPPK_PW}
_REGION_KINDS = ("Kabupaten ", "Kota ", "Provinsi ")


def signer_of(unit: Opd, on: date, *, has_titles: bool = True) -> Signer:
    """The head of a unit on a day, Plt., Plh. and Pj. named so; dots where nobody is known. One query.

    Without `has_titles` the name stands bare, as on a sertifikat (Permendagri 1/2023 Pasal 44).
    """
    post = head_on(unit, on) if unit.pk else None
    if post is None:
        return Signer(name=DOTS, title=head_title(unit), nip="NIP")
    capacity = "" if post.kind == Assignment.Kind.DEFINITIVE else post.get_kind_display()
    signer = replace(signer_from(post.staff, title=post.title), capacity=capacity)
    if post.title == SEKDA and post.kind in _BARE_SEKDA:
        return replace(signer, name=clean(post.staff.name), nip="", rank="")
    return signer if has_titles else replace(signer, name=clean(post.staff.name))


def signer_from(person: Staff, *, title: str = "", label: str = "") -> Signer:
    """Any person of the registry, with titles, pangkat and NIP; `label` stands above the signature. No query."""
    return Signer(
        name=clean(person.full_name), title=clean(title or person.position), nip=number_of(person),
        rank=rank_of(person), label=label,
    )  # fmt: skip


def block_of(signer: Signer) -> dict[str, Any]:
    """The block under a paper, for templates and frozen facts: the post in a line, above it for whom, who and rank."""
    facts = signer.facts()
    return {
        "title": f"{signer.capacity} {signer.title}".strip(), "lines": facts["heading"], "name": facts["name"],
        "rank": facts["rank"], "number": facts["number"],
    }  # fmt: skip


def head_block(unit: Opd, now: datetime) -> dict[str, Any]:
    """The block of a unit's head at a moment. One query."""
    return block_of(signer_of(unit, timezone.localdate(now)))


def regional_head() -> str:
    """The head of the region as a post: "BUPATI CONTOH", "WALI KOTA CONTOH"; the pemda's row."""
    pemda = current_pemda()
    name = pemda.short_name
    for kind in _REGION_KINDS:
        name = name.removeprefix(kind)
    return f"{pemda.head_title} {name}".upper()


def number_of(person: Staff) -> str:
    """NIP in groups, "NI PPPK …" of a PPPK, nothing for those without."""
    if not person.nip:
        return ""
    grouped = formats.grouped_nip(person.nip)
    return f"NI PPPK {grouped}" if person.category in _CONTRACT else grouped


def rank_of(person: Staff) -> str:
    """Pangkat and golongan of a PNS, the golongan alone of a PPPK, nothing for others."""
    if person.category in _TENURED:
        pangkat = catalogues.pangkat_names().get(person.golongan, "")
        return clean(", ".join(part for part in (pangkat, person.golongan) if part))
    return f"Golongan {person.golongan}" if person.category in _CONTRACT and person.golongan else ""
