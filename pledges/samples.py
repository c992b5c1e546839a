"""A pakta with invented data: what the office sees before anybody signs. Nothing is stored.

Laying out costs a second; call these only where somebody asked.
"""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from netralitas.accounts.models import WayIn
from netralitas.documents import codes, papers, rendering
from netralitas.registry.models import Opd, OpdKind, Staff, StaffCategory
from netralitas.registry.queries.pemda import current_pemda, register_example
from pledges.catalogues import default_text
from pledges.certificates import KIND, pakta_draft
from pledges.models import Campaign, Election, PledgeText, Signature
from pledges.papers import LAST_LEGIBLE_STEP
from pledges.queries.texts import WORDING

HEAD = {
    "title": "Plt. Kepala Dinas Contoh,", "name": "Dra. Kepala Contoh, M.Si.", "rank": "Pembina Utama Muda, IV/c",
    "number": "NIP 19700101 199503 1 001",
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A sample as printed; `is_legible` is false when only letters under 8.5 pt kept it on one page."""

    pdf: bytes
    is_legible: bool


def sample_pakta(unit: Opd | None) -> bytes:
    """The PDF of a sample for a unit, or for an invented office while there is none."""
    today = timezone.localdate()
    election = Election(kind=Election.Kind.PILKADA, name="Pemilihan Contoh", year=today.year)
    now = timezone.now()
    campaign = Campaign(
        code="CONTOH", title="Contoh Ikrar Netralitas", election=election, opens_at=now,
        closes_at=now + timedelta(days=14), basis_letter="SE Nomor 1 (contoh)",
    )  # fmt: skip
    default = default_text(PledgeText.Audience.ASN)
    text = PledgeText(
        campaign=campaign, audience=PledgeText.Audience.ASN, version=1, **{name: default[name] for name in WORDING}
    )
    person = invented_person(unit or invented_office())
    return rendering.pdf(papers.sheet_of(*sample(text, campaign, person, typed_name="CONTOH, TIDAK BERLAKU")))


def is_too_long(text: PledgeText, campaign: Campaign) -> bool:
    """Whether a usual person's pakta with this text would be set below 8.5 pt to stay on one page."""
    person = invented_person(invented_office())
    kind, facts = sample(text, campaign, person, way_in=WayIn.UNIT_LINK, is_shared_device=True, typed_name=person.name)
    return len(rendering.in_step(papers.sheet_of(kind, facts), LAST_LEGIBLE_STEP[kind]).pages) > 1


def sample(
    text: PledgeText, campaign: Campaign, person: Staff, *, ink: dict[str, Any] | None = None, typed_name: str = "",
    head: dict[str, str] | None = None, **signing: Any,
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """Kind and facts of an invented person's paper, marked CONTOH in its number; `head` stands under *Mengetahui*."""
    plain = copy(campaign)
    plain.has_acknowledgement = False  # an invented office has no head to look up
    draft = pakta_draft(
        staff=person, campaign=plain, text=text, code=codes.new_code(),
        method=Signature.Method.DRAWN if ink else Signature.Method.TYPED, ink=ink, typed_name=typed_name,
        **{"way_in": WayIn.PERSONAL_LINK, "is_shared_device": False, "is_via_operator": False, **signing},
    )  # fmt: skip
    facts, _ = draft.issued(f"CONTOH {register_example(current_pemda().register_pattern)}", timezone.now())
    if draft.kind == KIND:
        facts["acknowledged_by"] = head or (HEAD if campaign.has_acknowledgement else None)
    return draft.kind, facts


def printed(kind: str, facts: dict[str, Any]) -> Printed:
    """The sample of some facts, and whether it can be read."""
    content, step = rendering.pdf_with_step(papers.sheet_of(kind, facts))
    return Printed(content, step is not None and step <= LAST_LEGIBLE_STEP[kind])


def invented_person(unit: Opd, **fields: Any) -> Staff:
    """Somebody usual, but for `fields`."""
    usual = {
        "name": "NAMA PEGAWAI CONTOH", "back_title": "S.Pd.", "category": StaffCategory.PNS, "golongan": "III/d",
        "nip": "198001012005011001", "position": "Guru Ahli Muda", "birth_date": date(1980, 1, 1),
    }  # fmt: skip
    return Staff(unit=unit, **{**usual, **fields})


def invented_office(name: str = "Dinas Contoh", **fields: Any) -> Opd:
    """A Perangkat Daerah that is in no table."""
    kind = OpdKind(code="DINAS", name="Dinas Daerah", head_title="Kepala Dinas", recap_group="Dinas")
    unit = Opd(name=name, kind=kind, **{"address": current_pemda().address, **fields})
    unit.opd = unit
    return unit
