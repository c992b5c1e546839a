"""What a person is: sex, kind of employee, standing."""

import re
from functools import lru_cache

from netralitas.exchange.headings import heading_key
from netralitas.registry.imports.values import Unreadable
from netralitas.registry.models import StaffCategory, StaffStatus


@lru_cache(maxsize=4096)
def sex(content: str) -> str:
    """`L`, `P` or empty."""
    key = heading_key(content)
    if key in ("", "l p"):
        return ""
    if key in ("l", "m", "lk", "laki", "laki laki", "pria", "male", "lelaki", "1", "cowok"):
        return "L"
    if key in ("p", "f", "pr", "pi", "w", "perempuan", "wanita", "female", "2"):
        return "P"
    raise Unreadable(f"Jenis kelamin “{content[:20]}” tidak dikenal. Tulis L atau P.")


_CATEGORY_WORDS = (  # the first that fits
    (r"p3k ?pw|pppk ?pw|paruh ?waktu|part ?time|r[234]\b.*pppk", StaffCategory.PPPK_PW),
    (r"pppk|p3k|perjanjian kerja", StaffCategory.PPPK),
    (r"\bcpns\b|calon pns|calon pegawai negeri", StaffCategory.CPNS),
    (r"non ?pns.*blud|blud", StaffCategory.BLUD),
    (r"alih daya|outsourc|satpam|cleaning|jasa lainnya perorangan|\bpjlp\b", StaffCategory.ALIH_DAYA),
    (r"perangkat desa|sekretaris desa|\bsekdes\b|\bkaur\b|kepala dusun", StaffCategory.PERANGKAT_DESA),
    (r"kepala desa|\bkades\b", StaffCategory.KADES),
    (r"\bbpd\b", StaffCategory.BPD),
    (r"\bthl\b|\bthlt?b\b|harian lepas|\bphl\b", StaffCategory.THL),
    (r"honor|\bhonda\b|\bgtt\b|\bptt\b|\btks\b|ppnpn|non ?asn|non ?pns|sukarela|\btkk\b|\bhonorer\b|kontrak|\bbaku\b",
     StaffCategory.HONORER),
    (r"\bpns\b|pegawai negeri sipil|pns daerah|^asn$|\bpnsd?\b", StaffCategory.PNS),
)  # fmt: skip


@lru_cache(maxsize=4096)
def category(content: str) -> StaffCategory | None:
    """The kind of employee a text names, None when empty."""
    key = heading_key(content)
    if not key or key == "aktif":
        return None
    for pattern, kind in _CATEGORY_WORDS:
        if re.search(pattern, key):
            return kind
    raise Unreadable(
        f"Jenis pegawai “{content[:30]}” tidak dikenal. Pakai PNS, CPNS, PPPK, PPPK Paruh Waktu, atau THL."
    )


_STATUS_WORDS = (
    (r"diluar tanggungan|di luar tanggungan|\bcltn\b", StaffStatus.CLTN),
    (r"tugas belajar|\btubel\b", StaffStatus.STUDY),
    (r"masa persiapan|\bmpp\b|bebas tugas", StaffStatus.ACTIVE),  # in service until the TMT of the pension
    (r"meninggal|wafat|\balm\b|tewas", StaffStatus.DECEASED),
    (r"pensiun|\bbup\b", StaffStatus.RETIRED),
    (r"mutasi keluar|pindah instansi|pindah keluar", StaffStatus.MOVED_OUT),
    (r"berhenti|diberhentikan|mengundurkan|\bptdh\b|pemutusan|putus kontrak", StaffStatus.RESIGNED),
    (r"\bhaji\b", StaffStatus.HAJJ),
    (r"sakit", StaffStatus.SICK),
    (r"cuti", StaffStatus.LEAVE),
    (r"diklat|prajabatan|latsar", StaffStatus.TRAINING),
    (r"aktif|\bpns\b|\bpppk\b|\bcpns\b", StaffStatus.ACTIVE),
)  # fmt: skip


@lru_cache(maxsize=4096)
def status(content: str) -> StaffStatus | None:
    """Kedudukan (hukum); None when empty."""
    key = heading_key(content)
    if not key:
        return None
    for pattern, standing in _STATUS_WORDS:
        if re.search(pattern, key):
            return standing
    raise Unreadable(f"Kedudukan “{content[:30]}” tidak dikenal.")
