"""What a sertifikat (piagam) shows beyond the facts of a pakta: who gives it, and for what.

It stands on the same facts, number and code; a campaign issues the one or the other.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from netralitas.registry.models import Staff
from netralitas.registry.queries.letter_signers import SEKDA, block_of, regional_head, signer_of
from pledges.letterheads import letterhead_of
from pledges.models import Campaign

KIND = "piagam"
LABEL = "Sertifikat Ikrar Netralitas"
_STATEMENT = (
    "yang dengan sadar dan tanpa paksaan telah membaca, menyatakan, dan menandatangani Ikrar Netralitas {subject} "
    "pada {election} Tahun {year}."
)


def facts_of(staff: Staff, campaign: Campaign, subject: str, day: date) -> dict[str, Any]:
    """The facts that differ from a pakta's; `subject` is "Pegawai ASN". One or two queries."""
    office = campaign.certificate_office or staff.unit.opd or staff.unit
    signer = replace(signer_of(office, day, has_titles=False), **authority(campaign.certificate_authority))
    return {
        "letterhead": letterhead_of(office),
        "acknowledged_by": None,
        "piagam": {
            "title": ["SERTIFIKAT", f"IKRAR NETRALITAS {subject.upper()}"],
            "statement": _STATEMENT.format(
                subject=subject, election=campaign.election.name, year=campaign.election.year
            ),
            "official": block_of(signer),
        },
    }


def authority(code: str) -> dict[str, str]:
    """For whom the official signs (a.n., u.b.), as fields of a signer; the pemda's row."""
    if code == Campaign.Authority.OWN:
        return {}
    return {"on_behalf_of": regional_head(), "under": "" if code == Campaign.Authority.FOR_HEAD else SEKDA}
