"""Who signs for a unit, as letters print it."""

from dataclasses import replace
from datetime import date

from netralitas.documents.letters import Signer
from netralitas.registry import catalogues
from netralitas.registry.models import Assignment, Opd, Staff, StaffCategory
from netralitas.registry.queries.heads import head_on, head_title
from netralitas.ui import formats

DOTS = "." * 44
_TENURED = {StaffCategory.PNS, StaffCategory.CPNS}
_CONTRACT = {StaffCategory.PPPK, StaffCategory.PPPK_PW}


def signer_of(unit: Opd, on: date) -> Signer:
    """The head of a unit on a day, Plt., Plh. and Pj. named so; dots where nobody is known. One query."""
    post = head_on(unit, on)
    if post is None:
        return Signer(name=DOTS, title=head_title(unit), nip="NIP")
    capacity = "" if post.kind == Assignment.Kind.DEFINITIVE else post.get_kind_display()
    return replace(signer_from(post.staff, title=post.title), capacity=capacity)


def signer_from(person: Staff, *, title: str = "", label: str = "") -> Signer:
    """Any person of the registry, with titles, pangkat and NIP; `label` stands above the signature. No query."""
    return Signer(
        name=person.full_name, title=title or person.position, nip=number_of(person), rank=rank_of(person), label=label
    )


def without_titles(signer: Signer, person: Staff) -> Signer:
    """As on keputusan: the name without gelar (Permendagri 1/2023 Pasal 44)."""
    return replace(signer, name=person.name.upper(), nip="", rank="")


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
        return ", ".join(part for part in (pangkat, person.golongan) if part)
    return f"Golongan {person.golongan}" if person.category in _CONTRACT and person.golongan else ""
