"""Suspected breaches on the desk of BKPSDM: two cases on their way, and reports that are none, wait or need more."""

from datetime import date, time, timedelta

from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.demo.exhibits import add_screenshot
from netralitas.registry.models import Opd, Staff, StaffCategory, StaffStatus
from netralitas.registry.queries.heads import head_on
from pledges.models import Campaign
from sanctions.actions import assignments, calendar, cases, examinations, reports
from sanctions.actions.allegations import Accusation
from sanctions.actions.examinations import Hearing
from sanctions.actions.reports import Named
from sanctions.models import Act, Case, CaseAssignment, CaseRole, Element, Report

_BY = Actor.command("BKPSDM peragaan")
_CLINIC, _SCHOOLS, _ROADS, _OVERSIGHT, _PERSONNEL, _SECRETARIAT = "2.02", "2.01", "2.03", "1.03", "3.01", "1.01"


def load_breaches(units: dict[str, Opd], campaign: Campaign) -> None:
    """Five reports of three weeks; every name, number and act is invented."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        calendar.add_fixed(year, by=_BY)
    _examined(units, campaign, today)
    _in_review(units, campaign, today)
    _settled(units, today)


def _examined(units: dict[str, Opd], campaign: Campaign, today: date) -> None:
    """A case of discipline with its team and a first summons; Bawaslu forwarded it."""
    accused = _clerk(units[_CLINIC])
    acts = Act.objects.in_force(today).filter(code="D-11")
    report = _report(
        Report.Source.BAWASLU, today - timedelta(days=12), accused, acts,
        "Diduga mengarahkan kegiatan posyandu agar menguntungkan salah satu bakal pasangan calon.",
        external_number="001/PM.05/K.CONTOH/2026", external_date=today - timedelta(days=13),
        acted_on=today - timedelta(days=18), place="Balai Desa Contohsari",
    )  # fmt: skip
    case = _opened(report, accused, campaign, "Dugaan tindakan yang menguntungkan bakal pasangan calon")
    _team(case, units, today - timedelta(days=8))
    person = case.persons.get()
    examinations.begin(
        [person], letter_number="800.1.6/021-CONTOH/2026", letter_date=today - timedelta(days=7),
        reason="Bukti awal cukup menurut telaah", by=_BY,
    )  # fmt: skip
    examinations.summon(
        person, letter_number="800.1.6/022-CONTOH/2026", letter_date=today - timedelta(days=3), reason="", by=_BY,
        hearing=Hearing(on=today + timedelta(days=2), at=time(9), place="Ruang Rapat BKPSDM", is_virtual=False),
    )  # fmt: skip


def _in_review(units: dict[str, Opd], campaign: Campaign, today: date) -> None:
    """A matter of the code of ethics, still in review."""
    accused = _clerk(units[_SCHOOLS])
    acts = Act.objects.in_force(today).filter(code="KE-04")
    report = _report(
        Report.Source.SOCIAL, today - timedelta(days=6), accused, acts,
        "Akun yang diduga milik pegawai membagikan unggahan dukungan kepada salah satu bakal calon.",
        acted_on=today - timedelta(days=9), place="Media sosial",
    )  # fmt: skip
    add_screenshot(report, today - timedelta(days=6), by=_BY)
    _opened(report, accused, campaign, "Dugaan dukungan di media sosial")


def _settled(units: dict[str, Opd], today: date) -> None:
    """What is no case: a missing pledge, a report that says too little, one that nobody has looked at yet."""
    unsigned = _report(
        Report.Source.SUPERIOR, today - timedelta(days=5), _clerk(units[_ROADS]), Act.objects.none(),
        "Belum menandatangani ikrar netralitas sampai tanggal laporan.",
    )  # fmt: skip
    reports.triage(
        unsigned, outcome=Report.State.NO_BREACH, reason="Belum menandatangani ikrar bukan pelanggaran.", by=_BY
    )
    vague = _report(
        Report.Source.SP4N, today - timedelta(days=4), None, Act.objects.none(),
        "Seorang pegawai terlihat di acara salah satu bakal calon.", external_number="LAPOR-CONTOH-0007",
    )  # fmt: skip
    reports.triage(vague, outcome=Report.State.NEEDS_MORE, reason="Nama, tempat, dan tanggal belum disebutkan.", by=_BY)
    _report(
        Report.Source.NAMED, today - timedelta(days=1), _clerk(units[_ROADS]), Act.objects.none(),
        "Diduga memakai kendaraan dinas ke pertemuan salah satu bakal calon.",
    )  # fmt: skip


def _report(
    source: str, received_on: date, accused: Staff | None, acts: object, summary: str, **details: object
) -> Report:
    named = Named(staff=accused) if accused else Named(description="Tidak disebutkan namanya")
    return reports.register(
        source=source, received_on=received_on, summary=summary, named=[named], acts=list(acts), reporter={}, by=_BY,
        **details,
    )  # fmt: skip


def _opened(report: Report, accused: Staff, campaign: Campaign, title: str) -> Case:
    reports.triage(report, outcome=Report.State.EXAMINE, reason="Uraian dan bukti awal memadai.", by=_BY)
    report.refresh_from_db()
    accusation = Accusation(
        acted_on=report.acted_on, acts=list(report.acts.all()), place=report.place, election=campaign.election,
        description=report.summary,
    )  # fmt: skip
    return cases.open_case(
        reports=[report], accused=[accused], accusation=accusation, title=title,
        opened_on=report.received_on + timedelta(days=2), by=_BY,
    )  # fmt: skip


def _team(case: Case, units: dict[str, Opd], on: date) -> None:
    """Three who declared themselves free of conflicts: the Inspektorat, who so has a case to show, BKPSDM, the head."""
    accused = case.persons.get()
    handler = Staff.objects.filter(account_link__user__role_assignments__role="penangan_itda").first()
    seats = (
        (CaseRole.CHAIR, Element.OVERSIGHT, handler or _clerk(units[_OVERSIGHT], units[_SECRETARIAT])),
        (CaseRole.EXAMINER, Element.PERSONNEL, _clerk(units[_PERSONNEL], units[_SECRETARIAT])),
        (CaseRole.SUPERIOR, Element.SUPERIOR, head_on(accused.unit.opd, on).staff),
    )
    for role, element, staff in seats:
        assignment = assignments.assign(
            case, role=role, element=element, staff=staff, letter_number="800.1.6/020-CONTOH/2026", letter_date=on,
            by=_BY,
        )  # fmt: skip
        assignments.declare(
            assignment, has_conflict=False, statement="", letter_number="800.1.6/020-CONTOH/2026", by=_BY
        )


def _clerk(*offices: Opd) -> Staff:
    """A civil servant of the first office that has one who heads nothing, has no account and no part in a matter.

    A pemda of a few hundred may have none there: then of any office.
    """
    named = Report.objects.filter(named__staff__isnull=False).values("named__staff")
    assigned = CaseAssignment.objects.filter(staff__isnull=False).values("staff")
    free = Staff.objects.filter(status=StaffStatus.ACTIVE, assignments=None, account_link=None).filter(
        category__in=(StaffCategory.PNS, StaffCategory.PPPK)
    )
    free = free.exclude(pk__in=named).exclude(pk__in=assigned).order_by("category", "pk")
    there = (free.under(office).first() for office in offices)
    return next(filter(None, there), None) or free[0]
