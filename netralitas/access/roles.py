"""The role catalogue: roles are code, assignments are rows (accounts.RoleAssignment)."""

from dataclasses import dataclass
from enum import StrEnum

from netralitas.access.permissions import Permission as P  # noqa: N817


class ScopeKind(StrEnum):
    """How far a role reaches: everything, an OPD with its sub-units, one unit, or one's own row."""

    ALL = "all"
    OPD = "opd"
    UNIT = "unit"
    OWN = "own"


@dataclass(frozen=True)
class Role:
    """A role: its code, Indonesian label, reach, what it may do, and whether it counts as privileged."""

    code: str
    label: str
    scope: ScopeKind
    permissions: frozenset[P]
    is_privileged: bool = True
    is_read_only: bool = False
    note: str = ""


def _role(code: str, label: str, scope: ScopeKind, *permissions: P, **options: object) -> Role:
    return Role(code, label, scope, frozenset(permissions), **options)


_DESK = (P.OPD_VIEW, P.STAFF_VIEW, P.CAMPAIGN_VIEW, P.SIGNER_VIEW, P.MISSING_VIEW, P.ROLLUP_VIEW, P.READINESS_VIEW)

PEGAWAI = _role(
    "pegawai", "Pegawai", ScopeKind.OWN, P.PLEDGE_SIGN,
    is_privileged=False, note="Setiap pegawai: ikrar, sertifikat, dan riwayat sendiri.",
)  # fmt: skip
OPERATOR_UNIT = _role(
    "operator_unit", "Operator unit", ScopeKind.UNIT, *_DESK, P.LINK_ISSUE, P.LINK_REVEAL, P.CERTIFICATE_PRINT,
    P.DISPUTE_RECORD,
    note="Sekolah, puskesmas, kelurahan, korwil.",
)  # fmt: skip
OPERATOR_OPD = _role(
    "operator_opd", "Operator OPD", ScopeKind.OPD, *_DESK, P.STAFF_EDIT, P.STAFF_IMPORT, P.STAFF_EXPORT,
    P.ROSTER_STATE, P.LINK_ISSUE, P.LINK_REVEAL, P.CERTIFICATE_PRINT, P.COMPLETION_VIEW, P.COMPLETION_PREPARE,
    P.DISPUTE_RECORD,
    P.LETTER_VIEW,
    note="Dua orang per OPD, dengan surat tugas dan tanggal akhir.",
)  # fmt: skip
KEPALA_OPD = _role(
    "kepala_opd", "Kepala OPD", ScopeKind.OPD, *_DESK, P.COMPLETION_VIEW, P.COMPLETION_PREPARE, P.COMPLETION_STATE,
    P.CERTIFICATE_PRINT, P.UNWILLING_VIEW, P.LETTER_VIEW,
)  # fmt: skip
BAKESBANGPOL = _role(
    "bakesbangpol", "Bakesbangpol", ScopeKind.ALL, *_DESK, P.SETUP_VIEW, P.STAFF_EXPORT,
    P.CAMPAIGN_EDIT, P.CAMPAIGN_OPEN,
    P.LINK_ISSUE, P.CERTIFICATE_PRINT, P.COMPLETION_VIEW, P.COMPLETION_REVIEW, P.SIGNATURE_VOID, P.PROPOSAL_DECIDE,
    P.CATALOGUE_VIEW,
    P.ACCOUNT_CONFIRM, P.CASE_FIGURES, P.DOCUMENT_SEAL, P.SIGNAL_VIEW, P.SIGNAL_RULE, P.DISPUTE_DECIDE,
    P.REMINDER_PLAN, P.WEEKLY_EDIT, P.LETTER_VIEW, P.LETTER_TEMPLATE,
)  # fmt: skip
SEKDA = _role(
    "sekda", "Sekretaris Daerah", ScopeKind.ALL, P.OPD_VIEW, P.CAMPAIGN_VIEW, P.ROLLUP_VIEW, P.CASE_COUNTS,
    is_privileged=False, is_read_only=True, note="Hanya angka, tanpa nama.",
)  # fmt: skip
AJUDAN = _role(
    "ajudan", "Ajudan Sekretaris Daerah", ScopeKind.ALL, P.OPD_VIEW, P.CAMPAIGN_VIEW, P.ROLLUP_VIEW, P.CASE_COUNTS,
    is_privileged=False, is_read_only=True,
)  # fmt: skip
BKPSDM = _role(
    "bkpsdm", "BKPSDM", ScopeKind.ALL, *_DESK, P.SETUP_VIEW, P.OPD_EDIT, P.STAFF_EDIT,
    P.STAFF_IMPORT, P.STAFF_IMPORT_ALL,
    P.STAFF_EXPORT, P.CERTIFICATE_PRINT, P.UNWILLING_VIEW, P.COMPLETION_VIEW, P.PROPOSAL_DECIDE, P.ROSTER_RULE,
    P.CATALOGUE_VIEW,
    P.CATALOGUE_EDIT,
    P.REPORT_EDIT, P.REPORT_ALL, P.REPORTER_VIEW, P.CASE_EDIT, P.CASE_WORK, P.CASE_FIGURES, P.HEAD_COMPARE,
    P.LETTER_VIEW, P.LETTER_TEMPLATE,
)  # fmt: skip
INSPEKTORAT = _role(
    "inspektorat", "Inspektorat / auditor", ScopeKind.ALL, P.OPD_VIEW, P.STAFF_VIEW, P.CAMPAIGN_VIEW,
    P.SIGNER_VIEW, P.MISSING_VIEW, P.ROLLUP_VIEW, P.READINESS_VIEW, P.COMPLETION_VIEW, P.AUDIT_VIEW, P.CATALOGUE_VIEW,
    P.SIGNAL_VIEW, P.CASE_FIGURES, P.LETTER_VIEW,
    is_read_only=True,
)  # fmt: skip
PENANGAN_ITDA = _role(
    "penangan_itda", "Inspektorat (penanganan pelanggaran)", ScopeKind.ALL, P.CATALOGUE_VIEW, P.REPORT_EDIT,
    P.REPORTER_VIEW, P.CASE_EDIT, P.CASE_WORK, P.CASE_FIGURES, P.LETTER_VIEW,
    note="Hanya laporan dan perkara yang menyangkut pegawai BKPSDM sendiri.",
)  # fmt: skip
PEMERIKSA = _role(
    "pemeriksa", "Pemeriksa (tim perkara)", ScopeKind.ALL, P.CATALOGUE_VIEW, P.CASE_WORK, P.LETTER_VIEW,
    note="Hanya perkara yang ditugaskan kepadanya, sesudah menyatakan bebas benturan kepentingan.",
)  # fmt: skip
ADMIN_SISTEM = _role(
    "admin_sistem", "Admin sistem", ScopeKind.ALL, P.OPD_VIEW, P.READINESS_VIEW, P.SETUP_VIEW,
    P.ACCOUNT_EDIT, P.ACCOUNT_CONFIRM, P.PEMDA_EDIT, P.SYSTEM_VIEW, P.DOCUMENT_SEAL, P.HEAD_COMPARE,
    note="Akun, identitas pemda, dan kesehatan sistem; tidak melihat nama penandatangan.",
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        PEGAWAI, OPERATOR_UNIT, OPERATOR_OPD, KEPALA_OPD, BAKESBANGPOL, SEKDA, AJUDAN, BKPSDM, INSPEKTORAT,
        PENANGAN_ITDA, PEMERIKSA, ADMIN_SISTEM,
    )
}  # fmt: skip
ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values() if role.scope is not ScopeKind.OWN]
