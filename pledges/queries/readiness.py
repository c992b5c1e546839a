"""Whether a campaign can be opened: what is missing, how to mend it, and whom it would oblige."""

from collections import Counter as Tally
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils import timezone

from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Assignment, Opd, Staff, StaffCategory, StaffStatus
from netralitas.ui.formats import number
from pledges.models import Campaign, Obligation, PledgeText
from pledges.queries.placements import audiences_of, newcomers, placements
from pledges.queries.texts import drafts

ERROR, WARNING = "error", "warning"
_EXCLUDED = dict(StaffStatus.choices)


@dataclass(frozen=True)
class Finding:
    """One thing to mend before opening: an error stops, a warning does not. `code` names the place to mend it."""

    level: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Readiness:
    """What opening would do, and what stands in its way."""

    findings: list[Finding]
    obliged_by_category: dict[str, int]  # label of the kind: persons
    excluded_by_reason: dict[str, int]  # label of the reason: persons
    hindered: int
    unapproved: list[str] = field(default_factory=list)  # labels of texts not marked as approved

    @property
    def errors(self) -> list[Finding]:
        """What stops the opening."""
        return [finding for finding in self.findings if finding.level == ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What is worth mending, but stops nothing."""
        return [finding for finding in self.findings if finding.level == WARNING]

    @property
    def obliged(self) -> int:
        """How many must sign."""
        return sum(self.obliged_by_category.values())

    @property
    def excluded(self) -> int:
        """How many are known but need not sign."""
        return sum(self.excluded_by_reason.values())


def readiness(campaign: Campaign) -> Readiness:
    """Everything the readiness page says; nine queries, whatever the number of staff."""
    obliged: Tally[str] = Tally()
    excluded: Tally[str] = Tally()
    hindered = 0
    for placed in placements(campaign, timezone.localdate()):
        if placed.state == Obligation.State.EXCLUDED:
            excluded[_EXCLUDED[placed.reason]] += 1
        else:
            obliged[placed.category] += 1
            hindered += placed.state == Obligation.State.HINDERED
    texts = drafts(campaign)
    needed = audiences_of(campaign)
    by_category = {category.label: obliged[category] for category in StaffCategory if category in obliged}
    unapproved = [str(texts[audience]) for audience in needed if audience in texts and not texts[audience].is_approved]
    findings = [*_window_findings(campaign), *_text_findings(needed, texts), *_people_findings(obliged.total())]
    return Readiness([*findings, *_registry_findings(campaign)], by_category, dict(excluded), hindered, unapproved)


def _window_findings(campaign: Campaign) -> list[Finding]:
    if campaign.closes_at <= timezone.now():
        return [Finding(ERROR, "window", "Masa tanda tangan sudah lewat. Ubah tanggal tutupnya.")]
    if not campaign.basis_letter:
        return [
            Finding(
                WARNING, "window", "Nomor surat edaran yang menjadi dasar belum diisi; nomor itu tercetak pada pakta."
            )
        ]
    return []


def _text_findings(needed: list[str], texts: dict[str, PledgeText]) -> list[Finding]:
    found = []
    for audience in needed:
        label = PledgeText.Audience(audience).label
        if audience not in texts:
            found.append(Finding(ERROR, "texts", f"Naskah untuk {label} belum ada."))
        elif not texts[audience].is_approved:
            found.append(Finding(WARNING, "texts", f"Naskah untuk {label} belum ditandai disetujui Bagian Hukum."))
    return found


def _people_findings(obliged: int) -> list[Finding]:
    if obliged:
        return []
    sentence = "Belum ada seorang pun yang wajib. Unggah data pegawai, atau periksa jenis pegawai yang dipilih."
    return [Finding(ERROR, "people", sentence)]


def _registry_findings(campaign: Campaign) -> list[Finding]:
    """product.md 4.1: OPD without operator or head, units without location, persons without contact."""
    day = timezone.localdate()
    units = Opd.objects.active().filter(is_active_in_pledge=True)
    rows = units.recap_rows()
    head = Assignment.objects.on(day).heads().filter(unit=OuterRef("pk"))
    operator = RoleAssignment.objects.in_force(day).filter(role="operator_opd", unit=OuterRef("opd"))
    silent = Staff.objects.filter(newcomers(campaign)).present().filter(phone="", email="")
    counted = (
        ("heads", rows.filter(~Exists(head)).count(), "Perangkat Daerah belum punya pimpinan (definitif atau Plt.)."),
        ("operators", rows.filter(~Exists(operator)).count(), "Perangkat Daerah belum punya operator."),
        ("locations", units.filter(kecamatan__isnull=True).count(), "unit belum punya lokasi (kecamatan)."),
        ("contacts", silent.count(), "pegawai belum punya nomor HP maupun surel; tautannya harus dicetak."),
    )
    return [Finding(WARNING, code, f"{number(count)} {sentence}") for code, count, sentence in counted if count]
