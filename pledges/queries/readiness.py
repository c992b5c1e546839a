"""Whether a campaign can be opened: what is missing, how to mend it, and whom it would oblige."""

from collections import Counter as Tally
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from netralitas.jobs.health import Level, worker
from netralitas.registry.models import Pemda, StaffCategory, StaffStatus
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui.formats import number
from pledges.models import Campaign, Election, Obligation, PledgeText
from pledges.queries import gaps
from pledges.queries.placements import audiences_of, newcomers, placements
from pledges.queries.texts import drafts

ERROR, WARNING = "error", "warning"
_NOWHERE = {None, "127.0.0.1", "localhost", "0.0.0.0"}  # noqa: S104  names, nothing is bound
UNNAMED = Pemda._meta.get_field("name").default
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
    """Everything the readiness page says; fourteen queries, whatever the number of staff."""
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
    findings += house_findings()
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
    """product.md 4.1: the checks of the page *Kesiapan*, persons only of the kinds that must sign."""
    day = timezone.localdate()
    counted = gaps.counted_units(day)
    counted += [
        (check, check.rows(day).filter(newcomers(campaign)).count())
        for check in gaps.PEOPLE_CHECKS.values()
        if not check.is_hint
    ]
    return [Finding(WARNING, check.code, check.counted(count)) for check, count in counted if count]


def house_findings() -> list[Finding]:
    """What concerns the portal itself: address, identity, the worker; two queries at most."""
    pemda, found = current_pemda(), []
    if not settings.DEMO and urlsplit(settings.BASE_URL).hostname in _NOWHERE:
        sentence = "Alamat portal (NETRALITAS_BASE_URL) belum diisi; tautan dan QR tidak akan dapat dibuka dari HP."
        found.append(Finding(ERROR, "address", sentence))
    if pemda.pk is None or pemda.name == UNNAMED:
        sentence = "Identitas pemda belum diisi; nama dan kopnya tercetak pada setiap pakta."
        found.append(Finding(WARNING, "pemda", sentence))
    elif not pemda.public_address:
        sentence = "Alamat resmi portal belum diisi di Identitas Pemda; alamat itu tercetak di kaki setiap pakta."
        found.append(Finding(WARNING, "pemda", sentence))
    if worker().level is not Level.GOOD:
        sentence = "Pekerja latar belum berjalan; sertifikat, surel, dan impor besar menunggu."
        found.append(Finding(WARNING, "worker", sentence))
    return found


def election_findings() -> list[Finding]:
    """What concerns election and text of campaigns in preparation; four queries."""
    found = []
    drafts_waiting = Campaign.objects.filter(state=Campaign.State.DRAFT)
    if not Election.objects.exists():
        found.append(Finding(WARNING, "election", "Pemilihan belum didata."))
    elif Election.objects.filter(stages__isnull=True).exists():
        sentence = "Ada pemilihan tanpa tahapan; tenggat seperti H-7 DCT belum dapat dihitung."
        found.append(Finding(WARNING, "election", sentence))
    if not Campaign.objects.exists():
        found.append(Finding(WARNING, "campaign", "Kegiatan ikrar belum dibuat."))
    texts = PledgeText.objects.filter(campaign__in=drafts_waiting, is_approved=False).count()
    if texts:
        found.append(Finding(WARNING, "campaign", f"{number(texts)} naskah belum ditandai disetujui Bagian Hukum."))
    return found
