"""Accounts by workbook: the dry run does everything and takes it back, so that it tells what applying will do."""

import json
import secrets
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.actions import accounts, passwords, roles
from netralitas.accounts.models import Activation, RoleAssignment, StaffLink
from netralitas.accounts.queries import account_rows
from netralitas.accounts.queries.account_rows import AccountRow, Refused
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.exchange.findings import Finding
from netralitas.exchange.models import ImportBatch, ImportFinding
from netralitas.exchange.readers import open_workbook
from netralitas.exchange.tables import find_table
from netralitas.keys import data_key, decrypt, encrypt
from netralitas.registry.models import Staff

_State = ImportBatch.State
CREATED, GIVEN, SAME, REFUSED = "created", "updated", "unchanged", "refused"
PASSWORD_DROPPED = "Kolom kata sandi dibuang dan tidak disimpan: kata sandi selalu dibuat pemilik akun sendiri."


@transaction.atomic
def upload(*, content: bytes, file_name: str, owner: User, by: Actor) -> ImportBatch:
    """Read a workbook and run it dry; only the needed columns are kept, encrypted, until it is applied.

    *Refuses* a file that cannot be read or names no accounts. *Records* accounts.workbook_read.
    """
    table = find_table(open_workbook(BytesIO(content)), account_rows.ACCOUNT_COLUMNS)
    rows = account_rows.rows_of(table)
    dropped = table.dropped_columns
    notes = [PASSWORD_DROPPED] if any(account_rows.PASSWORD_HEADING.search(heading) for heading in dropped) else []
    batch = ImportBatch.objects.create(
        kind=account_rows.KIND, file_name=names.clean(file_name)[-200:] or "tanpa-nama", storage_name=_keep(rows),
        sheet=table.sheet, dropped_columns=dropped, notes=[*table.notes, *notes], owner=owner,
    )  # fmt: skip
    _check(batch, rows, by)
    audit.record(events.WORKBOOK_READ, by=by, subject=batch, file=batch.file_name, **batch.totals)
    return batch


@transaction.atomic
def apply(*, batch: ImportBatch, by: Actor) -> ImportBatch:
    """Make the accounts and roles of a checked workbook, all accepted rows or none; activations leave by e-mail.

    *Refuses* a workbook applied before, and one whose outcome would differ from what was checked.
    *Records* accounts.workbook_applied beside what each account and role records.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk, kind=account_rows.KIND)
    if batch.state != _State.CHECKED:
        raise DomainError("Berkas ini sudah diterapkan atau tidak dipakai lagi.")
    totals, _ = _carry_out(_kept(batch), by)
    if totals != batch.totals:
        raise DomainError(
            "Data di portal sudah berubah sejak berkas ini diperiksa. Unggah sekali lagi. Belum ada yang berubah."
        )
    default_storage.delete(batch.storage_name)
    batch.state, batch.storage_name = _State.APPLIED, ""
    batch.applied_at, batch.applied_by = timezone.now(), by.label
    batch.save()
    audit.record(events.WORKBOOK_APPLIED, by=by, subject=batch, file=batch.file_name, **totals)
    return batch


@transaction.atomic
def make_letters(*, users: Iterable[User], by: Actor) -> list[Activation]:
    """Make an activation letter for each account that has neither password nor address.

    *Refuses* nothing. *Records* accounts.activation_made for each.
    """
    return [passwords.make_activation(user=user, way=Activation.Way.LETTER, by=by) for user in users]


def _check(batch: ImportBatch, rows: list[AccountRow], by: Actor) -> None:
    """Do it and take it back: whatever applying would refuse is found now, in the same words."""
    with transaction.atomic():
        totals, findings = _carry_out(rows, by)
        transaction.set_rollback(True)
    batch.totals, batch.state, batch.checked_at = totals, _State.CHECKED, timezone.now()
    batch.save(update_fields=["totals", "state", "checked_at"])
    ImportFinding.objects.bulk_create(
        ImportFinding(
            batch=batch, row=one.row, column=one.column[:100], level=one.level, code=one.code, message=one.message[:300]
        )
        for one in findings
    )


def _carry_out(rows: list[AccountRow], by: Actor) -> tuple[dict[str, int], list[Finding]]:
    counted, findings = Counter({CREATED: 0, GIVEN: 0, SAME: 0, REFUSED: 0}), []
    for row in rows:
        try:
            with transaction.atomic():
                counted[_one(row, by)] += 1
        except Refused as refusal:
            findings.append(refusal.finding(row.row))
        except DomainError as refusal:
            findings.append(Refused("", refusal.message).finding(row.row))
    counted[REFUSED] = len(findings)
    return {"rows": len(rows), **counted}, findings


def _one(row: AccountRow, by: Actor) -> str:
    """One row: the account when it is missing, the role when it is missing; answers what came of it."""
    role, nip = account_rows.role_of(row), account_rows.nip_of(row)
    ends_on, unit = account_rows.ends_of(row), account_rows.unit_of(row)
    user, is_new = _account(row, nip, by)
    held = RoleAssignment.objects.filter(user=user, role=role, unit=unit, revoked_at=None)
    if held.filter(letter_number=row.letter, ends_on=ends_on).exists():
        return SAME
    roles.give_role(
        user=user,
        role=role,
        unit=unit,
        letter_number=row.letter,
        starts_on=timezone.localdate(),
        ends_on=ends_on,
        by=by,
    )
    if is_new and user.email:
        passwords.make_activation(user=user, way=Activation.Way.EMAIL, by=by)
    return CREATED if is_new else GIVEN


def _account(row: AccountRow, nip: str, by: Actor) -> tuple[User, bool]:
    """(the account, whether it was made now): by NIP for staff, by e-mail for an official from outside."""
    if not nip:
        known = User.objects.filter(email__iexact=row.email).first() if row.email else None
        if not row.email:
            raise Refused("NIP", "Isi NIP, atau surel untuk pejabat di luar data pegawai.")
        return (known, False) if known else (_made(None, row, by), True)
    staff = Staff.objects.present().filter(nip=nip).first()
    if staff is None:
        raise Refused("NIP", "NIP ini belum ada di data pegawai. Periksa 18 angkanya.")
    link = StaffLink.objects.filter(staff=staff).select_related("user").first()
    return (link.user, False) if link else (_made(staff, row, by), True)


def _made(staff: Staff | None, row: AccountRow, by: Actor) -> User:
    return accounts.create_account(staff=staff, name=row.name, email=row.email or (staff.email if staff else ""), by=by)


def _keep(rows: list[AccountRow]) -> str:
    sealed = encrypt(json.dumps([row.as_dict() for row in rows]).encode(), data_key("upload"))
    return default_storage.save(f"imports/{secrets.token_hex(16)}.bin", ContentFile(sealed))


def _kept(batch: ImportBatch) -> list[AccountRow]:
    try:
        with default_storage.open(batch.storage_name) as file:
            return [AccountRow(**row) for row in json.loads(decrypt(file.read(), data_key("upload")))]
    except (OSError, ValueError):
        raise DomainError("Berkas ini sudah dihapus. Unggah sekali lagi.") from None
