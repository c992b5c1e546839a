"""Election events and their stages; the deadlines of drafts follow the stages."""

from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.names import clean
from pledges import events
from pledges.models import Campaign, Election, Stage
from pledges.queries.campaigns import deadline

Stages = dict[str, tuple[date, date | None]]  # kind of stage: (first day, last day or None)

_YEARS = range(1999, 2101)


@transaction.atomic
def create_election(*, kind: str, name: str, year: int, stages: Stages, by: Actor) -> Election:
    """Write down an election event with its dated stages.

    *Refuses* an empty name, an impossible year, a stage that ends before it starts.
    *Records* `pledges.election_created`.
    """
    _guard(kind, clean(name), year, stages)
    election = Election.objects.create(kind=kind, name=clean(name), year=year)
    _write_stages(election, stages)
    record(events.ELECTION_CREATED, by=by, subject=election, election=str(election))
    return election


@transaction.atomic
def edit_election(election: Election, *, kind: str, name: str, year: int, stages: Stages, by: Actor) -> list[Campaign]:
    """Change an election event; drafts with a deadline by stage move along and are returned.

    *Refuses* what `create_election` refuses; another name or year once a campaign was opened; a stage taken away,
    or moved before the opening, that a draft's deadline hangs on. *Records* `pledges.election_changed`.
    """
    election = Election.objects.select_for_update().get(pk=election.pk)
    _guard(kind, clean(name), year, stages)
    is_renamed = (election.kind, election.name, election.year) != (kind, clean(name), year)
    if is_renamed and election.campaigns.exclude(state=Campaign.State.DRAFT).exists():
        raise DomainError(
            "Nama, jenis, dan tahun sudah tercantum pada naskah yang berlaku. Hanya tahapan yang dapat diubah; "
            "belum ada yang disimpan.",
            code="sudah_dipakai",
        )
    election.kind, election.name, election.year = kind, clean(name), year
    election.save()
    _write_stages(election, stages)
    moved = [campaign for campaign in _drafts_by_stage(election) if _follow_stage(campaign, election)]
    titles = ", ".join(campaign.title for campaign in moved) or "tidak ada"
    record(events.ELECTION_CHANGED, by=by, subject=election, election=str(election), moved=titles)
    return moved


def _guard(kind: str, name: str, year: int, stages: Stages) -> None:
    if kind not in Election.Kind.values:
        raise DomainError("Pilih jenis pemilihannya. Belum ada yang disimpan.", code="jenis")
    if not name:
        raise DomainError("Isi nama pemilihan seperti yang tercetak pada pakta. Belum ada yang disimpan.", code="nama")
    if year not in _YEARS:
        raise DomainError("Tahun pemilihan tidak masuk akal. Belum ada yang disimpan.", code="tahun")
    for stage, (starts_on, ends_on) in stages.items():
        if ends_on is not None and ends_on < starts_on:
            label = Stage.Kind(stage).label
            raise DomainError(f"{label}: selesai sebelum mulai. Belum ada yang disimpan.", code="tanggal")


def _write_stages(election: Election, stages: Stages) -> None:
    election.stages.exclude(kind__in=stages).delete()
    for kind, (starts_on, ends_on) in stages.items():
        dates = {"starts_on": starts_on, "ends_on": ends_on}
        Stage.objects.update_or_create(election=election, kind=kind, defaults=dates)


def _drafts_by_stage(election: Election) -> list[Campaign]:
    rows = election.campaigns.filter(state=Campaign.State.DRAFT).exclude(deadline_stage="")
    return list(rows.select_for_update().order_by("pk"))


def _follow_stage(campaign: Campaign, election: Election) -> bool:
    due = deadline(election, campaign.deadline_stage, campaign.deadline_days_before or 0)
    if due.closes_at is None:
        raise DomainError(
            f"Tenggat kegiatan {campaign.title} memakai {due.words}, jadi tanggal tahapan itu harus ada. "
            "Belum ada yang disimpan.",
            code="tahapan_dipakai",
        )
    if due.closes_at <= campaign.opens_at:
        raise DomainError(
            f"Dengan tanggal ini, {due.words} jatuh sebelum kegiatan {campaign.title} dibuka. Ubah dahulu tanggal buka "
            "kegiatan itu; belum ada yang disimpan.",
            code="tenggat_mendahului",
        )
    if due.closes_at == campaign.closes_at:
        return False
    campaign.closes_at = due.closes_at
    campaign.save(update_fields=["closes_at"])
    return True
