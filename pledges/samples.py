"""A pakta with invented data on a real kop: what the office sees before anybody signs. Nothing is stored.

Laying out costs a second; call these only where somebody asked.
"""

from copy import copy
from datetime import date, timedelta

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

_NAME = "NAMA PEGAWAI CONTOH"
_HEAD = {
    "title": "Plt. Kepala Dinas Contoh,", "name": "Dra. Kepala Contoh, M.Si.", "rank": "Pembina Utama Muda, IV/c",
    "number": "NIP 19700101 199503 1 001",
}  # fmt: skip


def sample_pakta(unit: Opd | None) -> bytes:
    """The PDF of a sample for a unit, or for an invented office while there is none."""
    today = timezone.localdate()
    unit = unit or _invented_office()
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
    draft = pakta_draft(
        staff=_invented_person(unit), campaign=campaign, text=text, code=codes.new_code(),
        way_in=WayIn.PERSONAL_LINK, is_shared_device=False, is_via_operator=False, method=Signature.Method.TYPED,
        ink=None, typed_name="CONTOH, TIDAK BERLAKU",
    )  # fmt: skip
    facts, _ = draft.issued(f"CONTOH {register_example(current_pemda().register_pattern)}", now)
    return rendering.pdf(papers.sheet_of(KIND, facts))


def is_too_long(text: PledgeText, campaign: Campaign) -> bool:
    """Whether a usual person's pakta with this text would be set below 8.5 pt to stay on one page."""
    plain = copy(campaign)
    plain.has_acknowledgement = False  # the invented office has no head to look up
    draft = pakta_draft(
        staff=_invented_person(_invented_office()), campaign=plain, text=text, code=codes.new_code(),
        way_in=WayIn.UNIT_LINK, is_shared_device=True, is_via_operator=False, method=Signature.Method.TYPED,
        ink=None, typed_name=_NAME,
    )  # fmt: skip
    facts, _ = draft.issued(register_example(current_pemda().register_pattern), timezone.now())
    if campaign.has_acknowledgement:
        facts["acknowledged_by"] = _HEAD
    layout = rendering.in_step(papers.sheet_of(KIND, facts), LAST_LEGIBLE_STEP)
    return len(layout.pages) > 1


def _invented_person(unit: Opd) -> Staff:
    return Staff(
        name=_NAME, back_title="S.Pd.", category=StaffCategory.PNS, nip="198001012005011001", golongan="III/d",
        position="Guru Ahli Muda", birth_date=date(1980, 1, 1), unit=unit,
    )  # fmt: skip


def _invented_office() -> Opd:
    kind = OpdKind(code="DINAS", name="Dinas Daerah", head_title="Kepala Dinas", recap_group="Dinas")
    unit = Opd(name="Dinas Contoh", kind=kind, address=current_pemda().address)
    unit.opd = unit
    return unit
