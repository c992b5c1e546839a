"""Rows of the roster, of accounts and of reports, and the addresses that lead to them."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts.actions import account_imports, operators, resets, sessions
from netralitas.accounts.models import Factor, RoleAssignment
from netralitas.documents.uploads import keeping
from netralitas.registry.actions import assignments, identities, proposals, standings, transfers
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Kecamatan, Opd, StaffStatus
from sanctions.actions import calendar
from sanctions.actions import reports as report_actions
from sanctions.models import Holiday
from tests.cast import make_account, make_staff
from tests.documents.uploads.samples import scan_jpeg

BY, SECOND = Actor.command("uji"), Actor.command("orang kedua")
ACCOUNTS_FILE = "NAMA;SUREL;PERAN\nRatna Uji;ratna@contoh.example;Inspektorat\n"
_ABOUT_A_UNIT = (
    "pledges:unit-sample pledges:verification pledges:verification-state pledges:unreachable registry:unit-history "
    "registry:unit-rename registry:unit-move registry:unit-merge registry:unit-split registry:unit-close "
    "registry:unit-reopen registry:assignments"
)

Arguments = dict[str, tuple[str, ...]]


def arguments(*, school: Opd, dinas: Opd, other_dinas: Opd, budi: User) -> Arguments:
    """Make the rows; every URL name about them, and what to give it."""
    place = Kecamatan.objects.create(code="99.09.09", name="Ciruas")
    found: Arguments = dict.fromkeys(("registry:kecamatan-edit", "registry:kecamatan-delete"), (place.code,))
    found |= dict.fromkeys(_ABOUT_A_UNIT.split(), (school.public_id,))
    found |= {"pledges:readiness-units": ("heads",), "pledges:readiness-people": ("contacts",)}
    return found | _roster(dinas, other_dinas) | _accounts(other_dinas, budi) | _sanctions(dinas)


def _roster(dinas: Opd, other: Opd) -> Arguments:
    """A head, a disputed transfer, a proposal with its scan, two rows of one person, one row merged before."""
    head = assignments.assign_head(staff=make_staff("Kepala Uji", dinas), unit=dinas, starts_on=date(2026, 1, 5), by=BY)
    disputed = transfers.propose(staff=make_staff("Pindahan Uji", dinas), to_unit=other, by=BY)
    transfers.dispute(disputed, answer="Formasi sudah terisi", by=SECOND)
    leaving = make_staff("Pensiunan Uji", dinas)
    proposal = standings.propose_exit(
        leaving, status=StaffStatus.RETIRED, on=timezone.localdate(), ground=_ground(), is_from_opd=True, by=BY
    )
    one, two, merged = make_staff("Ganda Uji", dinas), make_staff("Ganda Uji", other), make_staff("Ganda Uji", dinas)
    joined = identities.propose_merge(kept=one, other=merged, ground=Ground(reason="Uji"), is_from_opd=False, by=BY)
    proposals.accept(joined, by=SECOND)
    found = _of("registry:staff-kind registry:retirement-propose registry:merge-find", one.public_id)
    found |= {"registry:merge": (one.public_id, two.public_id), "registry:split": (merged.public_id,)}
    found |= _of("registry:transfer-dispute registry:transfer-decide", disputed.public_id)
    found |= {"registry:assignment-end": (head.public_id,), "registry:proposal": (proposal.public_id,)}
    return found | _of(
        "registry:proposal-evidence registry:proposal-accept registry:proposal-dispute registry:proposal-withdraw",
        proposal.public_id,
    )


def _ground() -> Ground:
    scan = keeping.keep_scan(SimpleUploadedFile("sk.jpg", scan_jpeg()))
    return Ground(reason="SK Uji", evidence_name=scan.name, evidence_sha256=scan.sha256)


def _accounts(unit: Opd, budi: User) -> Arguments:
    """A workbook, an operator before and after, a request for a reset, a device, a factor."""
    batch = account_imports.upload(content=ACCOUNTS_FILE.encode(), file_name="akun.csv", owner=budi, by=BY)
    user = make_account("Operator Lama", "operator_opd", unit, make_staff("Operator Lama", unit))
    handed = operators.hand_over(
        assignment=RoleAssignment.objects.get(user=user), successor=make_staff("Operator Baru", unit), email="",
        letter_number="800/1", ends_on=timezone.localdate() + timedelta(days=60), by=BY,
    )  # fmt: skip
    reset = resets.propose_reset(user=user, reason="HP hilang", checked_how="Tatap muka", by=Actor.of_user(budi))
    device = sessions.list_session(user=budi, session_key="uji", device="Firefox", way="kata sandi")
    factor = Factor.objects.create(user=user, kind=Factor.Kind.PASSKEY, label="Kunci uji", credential=b"uji")
    found = _of("accounts:account-lock accounts:account-unlock accounts:reset-propose", user.username)
    found |= _of("accounts:account-import accounts:account-import-apply", batch.public_id)
    found |= _of("accounts:reset accounts:reset-approve accounts:reset-drop", reset.public_id)
    found |= {"accounts:hand-over": (handed.new.public_id,), "accounts:hand-over-sheet": (handed.public_id,)}
    return found | {"accounts:device-end": (device.public_id,), "accounts:factor-remove": (factor.public_id,)}


def _sanctions(dinas: Opd) -> Arguments:
    """A report, a holiday, an entry of the catalogue."""
    named = [report_actions.Named(make_staff("Terlapor Uji", dinas))]
    report = report_actions.register(
        source="bawaslu", received_on=date(2026, 10, 1), summary="Uraian uji", named=named, acts=[],
        reporter={"name": "Pelapor Uji"}, by=BY,
    )  # fmt: skip
    day = date(2026, 12, 25)
    calendar.add([calendar.NewHoliday(day, "Hari Natal", Holiday.Kind.NATIONAL)], by=BY)
    places = ("", "-triage", "-answer", "-reporter", "-letters")
    found = _of(" ".join(f"sanctions:report{end}" for end in places), report.public_id)
    found |= _of("sanctions:catalogue sanctions:catalogue-new", "perbuatan")
    found |= _of(
        "sanctions:catalogue-entry sanctions:catalogue-change sanctions:catalogue-withdraw", "perbuatan", "KE-01"
    )
    return found | {"sanctions:holiday-remove": (day.isoformat(),)}


def _of(names: str, *given: str) -> Arguments:
    """The same arguments for several names."""
    return dict.fromkeys(names.split(), given)
