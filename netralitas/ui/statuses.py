"""How each state is shown: a tone (colour), the word from wording.md, and an icon, by kind and code.

Rooms keep their own codes in `TextChoices`; a room with further states registers them in its AppConfig.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """The word, the tone (good, info, wait, warn, bad, mute) and the icon of one state."""

    word: str
    tone: str
    icon: str


class UnknownStatus(LookupError):
    """A template asked for a state nobody declared."""


_LOOKS: dict[str, dict[str, Look]] = {
    "staff": {
        "belum": Look("Belum menandatangani", "wait", "circle"),
        "sudah": Look("Sudah menandatangani", "good", "check-circle-fill"),
        "basah": Look("Sudah (tanda tangan basah)", "good", "pen-fill"),
        "berhalangan": Look("Berhalangan sementara", "info", "pause-circle"),
        "dikecualikan": Look("Tidak termasuk wajib", "mute", "dash-circle"),
        "tak_terhubung": Look("Belum dapat dihubungi", "warn", "telephone-x"),
        "belum_bersedia": Look("Belum bersedia, ditindaklanjuti atasan", "warn", "person-exclamation"),
        "lewat": Look("Lewat batas waktu", "bad", "alarm"),
        "dibatalkan": Look("Dibatalkan", "mute", "x-circle"),
        "pindah": Look("Digabung dengan data lain", "mute", "arrow-left-right"),
    },
    "opd": {
        "data_unverified": Look("Data belum diverifikasi", "wait", "circle"),
        "data_verified": Look("Data diverifikasi", "info", "check-circle"),
        "change_proposed": Look("Ada usulan perubahan", "warn", "pencil-square"),
        "awaiting_statement": Look("Menunggu pernyataan Kepala OPD", "wait", "hourglass-split"),
        "awaiting_review": Look("Menunggu verifikasi Kesbangpol", "wait", "hourglass-split"),
        "returned": Look("Dikembalikan untuk perbaikan", "bad", "arrow-return-left"),
        "complete": Look("Lengkap", "good", "check-circle-fill"),
    },
    "campaign": {
        "draft": Look("Draf", "mute", "pencil"),
        "open": Look("Terbuka", "good", "unlock-fill"),
        "closed": Look("Ditutup", "wait", "lock-fill"),
        "archived": Look("Diarsipkan", "mute", "archive-fill"),
    },
    "job": {
        "queued": Look("Menunggu", "wait", "hourglass-split"),
        "running": Look("Sedang dikerjakan", "info", "arrow-repeat"),
        "cancelling": Look("Sedang dihentikan", "warn", "stop-circle"),
        "done": Look("Selesai", "good", "check-circle-fill"),
        "failed": Look("Gagal", "bad", "exclamation-octagon-fill"),
        "cancelled": Look("Dihentikan", "mute", "x-circle"),
    },
    "certificate": {
        "rendering": Look("Sedang disiapkan", "wait", "hourglass-split"),
        "rendered": Look("Siap diunduh", "good", "file-earmark-check-fill"),
        "sealed": Look("Bersegel elektronik", "good", "patch-check-fill"),
        "failed": Look("Belum berhasil, akan diulang", "warn", "exclamation-triangle-fill"),
        "parked": Look("Perlu diperiksa", "bad", "exclamation-octagon-fill"),
        "valid": Look("Berlaku", "good", "patch-check-fill"),
        "voided": Look("Dibatalkan", "bad", "x-octagon-fill"),
    },
    "import": {
        "uploaded": Look("Kolom belum diperiksa", "wait", "cloud-arrow-up"),
        "checked": Look("Sudah diperiksa", "info", "clipboard-check"),
        "applying": Look("Sedang diterapkan", "info", "arrow-repeat"),
        "applied": Look("Sudah diterapkan", "good", "check-circle-fill"),
        "discarded": Look("Tidak dipakai", "mute", "x-circle"),
    },
    "finding": {
        "error": Look("Ditolak", "bad", "exclamation-octagon-fill"),
        "warning": Look("Perlu diperhatikan", "warn", "exclamation-triangle-fill"),
    },
    "transfer": {
        "proposed": Look("Menunggu", "wait", "hourglass-split"),
        "accepted": Look("Diterima", "good", "check-circle-fill"),
        "disputed": Look("Disanggah", "warn", "exclamation-triangle-fill"),
        "withdrawn": Look("Dibatalkan", "mute", "x-circle"),
    },
    "message": {
        "queued": Look("Menunggu", "wait", "hourglass-split"),
        "sent": Look("Terkirim", "good", "check-circle-fill"),
        "failed": Look("Gagal", "bad", "exclamation-octagon-fill"),
        "bounced": Look("Kembali", "warn", "arrow-return-left"),
        "unneeded": Look("Tidak jadi dikirim", "mute", "dash-circle"),
        "unknown": Look("Belum pasti terkirim", "warn", "question-circle"),
    },
    "employment": {
        "aktif": Look("Aktif", "good", "person-check-fill"),
        "cltn": Look("Cuti di luar tanggungan negara", "info", "pause-circle"),
        "tugas_belajar": Look("Tugas belajar", "info", "mortarboard"),
        "cuti": Look("Cuti", "info", "pause-circle"),
        "sakit": Look("Sakit", "info", "pause-circle"),
        "haji": Look("Haji", "info", "pause-circle"),
        "diklat": Look("Diklat", "info", "pause-circle"),
        "pensiun": Look("Pensiun", "mute", "dash-circle"),
        "meninggal": Look("Meninggal", "mute", "dash-circle"),
        "berhenti": Look("Berhenti", "mute", "dash-circle"),
        "mutasi_keluar": Look("Mutasi keluar", "mute", "box-arrow-right"),
        "ganda": Look("Data ganda", "mute", "files"),
    },
}


def register(kind: str, looks: dict[str, Look]) -> None:
    """Add states of a room, or replace how they look."""
    _LOOKS.setdefault(kind, {}).update(looks)


def look(kind: str, code: str, *, word: str = "") -> Look:
    """The look of a state; an undeclared one is neutral when `word` names it, else raises `UnknownStatus`."""
    found = _LOOKS.get(kind, {}).get(str(code))
    if found is None and not word:
        raise UnknownStatus(f"{kind}: {code}")
    if found is None:
        return Look(word, "mute", "circle")
    return Look(word or found.word, found.tone, found.icon)


def all_looks() -> dict[str, dict[str, Look]]:
    """Every declared look by kind and code (for the gallery)."""
    return {kind: dict(looks) for kind, looks in _LOOKS.items()}
