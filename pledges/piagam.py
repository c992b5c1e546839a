"""What a sertifikat (piagam) shows beyond the facts of a pakta: who gives it, and for what.

It stands on the same facts, number and code; a campaign issues the one or the other.
"""

from datetime import date
from typing import Any

from netralitas.registry.models import Staff
from pledges import officials
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
    official = officials.official_on(
        office, day, on_behalf=officials.lines_of(campaign.certificate_authority), has_titles=False
    )
    return {
        "letterhead": letterhead_of(office),
        "acknowledged_by": None,
        "piagam": {
            "title": ["SERTIFIKAT", f"IKRAR NETRALITAS {subject.upper()}"],
            "statement": _STATEMENT.format(
                subject=subject, election=campaign.election.name, year=campaign.election.year
            ),
            "official": official.as_facts(),
        },
    }
