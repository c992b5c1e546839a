"""The first day of a portal: what has to be done, in order, by whom, and whether it is done."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.accounts.models import RoleAssignment
from netralitas.registry.models import Kecamatan, Opd, Staff
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui.formats import number
from pledges.models import Campaign, Election, PledgeText
from pledges.queries import gaps, readiness

ADMIN, BKPSDM, KESBANG = "Admin sistem", "BKPSDM", "Bakesbangpol"
_OFFICES = ("bkpsdm", "bakesbangpol")  # whose accounts come first


@dataclass(frozen=True)
class Step:
    """One step: its name, what it is for, who does it, how far it is, where it is done."""

    title: str
    purpose: str
    who: str
    permission: Permission
    is_done: bool
    told: str
    url_name: str
    url: str = ""  # "" when the reader may not do it


def is_waiting() -> bool:
    """Whether no campaign was ever opened: the set-up page is the desk of those who prepare; one query."""
    return not Campaign.objects.started().exists()


def steps(user: User) -> list[Step]:
    """All steps as `user` sees them; a fixed number of queries."""
    found = [*_base(), *_people(), *_campaign()]
    return [
        Step(**vars(step) | {"url": reverse(step.url_name)}) if user.has_perm(step.permission) else step
        for step in found
    ]


def _base() -> list[Step]:
    pemda = current_pemda()
    named = pemda.pk is not None and pemda.name != readiness.UNNAMED
    offices = RoleAssignment.objects.in_force().filter(role__in=_OFFICES).values_list("role", flat=True).distinct()
    places, units = Kecamatan.objects.count(), Opd.objects.active().count()
    return [
        Step("Identitas pemda", "Nama, lambang, warna, zona waktu, kop, dan pola nomor register.", ADMIN,
             Permission.PEMDA_EDIT, named and bool(pemda.public_address),
             pemda.name if named else "Belum diisi", "registry:pemda"),
        Step("Akun BKPSDM dan Bakesbangpol", "Dua kantor ini menyiapkan data dan kegiatan.", ADMIN,
             Permission.ACCOUNT_EDIT, len(set(offices)) == len(_OFFICES),
             f"{len(set(offices))} dari {len(_OFFICES)} kantor punya akun", "accounts:accounts"),
        Step("Kecamatan", "Lokasi setiap unit dan dasar angka per wilayah.", BKPSDM, Permission.OPD_EDIT,
             places > 0, f"{number(places)} kecamatan", "registry:kecamatan"),
        Step("Perangkat Daerah", "Pohon unit dari satu buku kerja: dinas, badan, kecamatan, sekolah, puskesmas.",
             BKPSDM, Permission.OPD_EDIT, units > 0, f"{number(units)} unit", "registry:unit-imports"),
    ]  # fmt: skip


def _people() -> list[Step]:
    day = timezone.localdate()
    rows = Opd.objects.active().recap_rows().count()
    missing = gaps.UNIT_CHECKS["operators"].rows(day).count()
    staff = Staff.objects.present().count()
    staffed = f"{number(rows - missing)} dari {number(rows)} Perangkat Daerah punya operator"
    return [
        Step("Akun operator", "Dua operator per Perangkat Daerah, dengan surat tugas.", ADMIN,
             Permission.ACCOUNT_EDIT, rows > 0 and missing == 0,
             staffed if rows else "Sesudah ada Perangkat Daerah",
             "accounts:operators"),
        Step("Data pegawai", "Satu berkas BKPSDM untuk seluruh pemda.", BKPSDM, Permission.STAFF_IMPORT_ALL,
             staff > 0, f"{number(staff)} pegawai", "registry:imports"),
    ]  # fmt: skip


def _campaign() -> list[Step]:
    elections = Election.objects.filter(stages__isnull=False).distinct().count()
    campaigns = Campaign.objects.count()
    texts = PledgeText.objects.filter(Q(frozen_at__isnull=False) | Q(is_approved=True)).count()
    all_texts = PledgeText.objects.count()
    approved = f"{texts} dari {all_texts} naskah disetujui"
    errors = [finding for finding in readiness.house_findings() if finding.level == readiness.ERROR]
    missing = sum(bool(count) for _, count in gaps.counted_units(timezone.localdate()))
    told = "Diperiksa bila datanya sudah ada"
    if campaigns:
        told = "Ada yang menghalangi" if errors else f"{missing} hal pada unit perlu dilihat" if missing else "Lengkap"
    return [
        Step("Pemilihan dan tahapan", "Tanggal DCT, masa tenang, dan hari pemungutan suara.", KESBANG,
             Permission.CAMPAIGN_EDIT, elections > 0, f"{elections} pemilihan dengan tahapan", "pledges:elections"),
        Step("Kegiatan ikrar", "Siapa yang wajib, dari kapan sampai kapan; naskah bawaan ikut dibuat.", KESBANG,
             Permission.CAMPAIGN_EDIT, campaigns > 0, f"{campaigns} kegiatan", "pledges:campaigns"),
        Step("Naskah", "Dibaca, disesuaikan, lalu ditandai disetujui Bagian Hukum.", KESBANG,
             Permission.CAMPAIGN_EDIT, 0 < all_texts == texts, approved if all_texts else "Dibuat bersama kegiatan",
             "pledges:campaigns"),
        Step("Kesiapan", "Yang masih kurang pada unit dan pegawai, masing-masing dengan tempat membereskannya.",
             "Semua", Permission.READINESS_VIEW, campaigns > 0 and not errors and not missing, told,
             "pledges:readiness"),
        Step("Buka kegiatan", "Naskah dibekukan, daftar wajib dibuat, tautan disiapkan.", KESBANG,
             Permission.CAMPAIGN_OPEN, not is_waiting(), "Belum dibuka" if is_waiting() else "Sudah dibuka",
             "pledges:campaigns"),
    ]  # fmt: skip
