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
        "pending": Look("Belum menandatangani", "wait", "circle"),
        "signed": Look("Sudah menandatangani", "good", "check-circle-fill"),
        "signed_paper": Look("Sudah (tanda tangan basah)", "good", "pen-fill"),
        "unavailable": Look("Berhalangan sementara", "info", "pause-circle"),
        "excluded": Look("Tidak termasuk wajib", "mute", "dash-circle"),
        "unreachable": Look("Belum dapat dihubungi", "warn", "telephone-x"),
        "unwilling": Look("Belum bersedia, ditindaklanjuti atasan", "warn", "person-exclamation"),
        "overdue": Look("Lewat batas waktu", "bad", "alarm"),
        "voided": Look("Dibatalkan", "mute", "x-circle"),
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
        "queued": Look("Menunggu giliran", "wait", "hourglass-split"),
        "running": Look("Sedang berjalan", "info", "arrow-repeat"),
        "cancelling": Look("Sedang dihentikan", "warn", "stop-circle"),
        "done": Look("Selesai", "good", "check-circle-fill"),
        "failed": Look("Gagal", "bad", "exclamation-octagon-fill"),
        "cancelled": Look("Dihentikan", "mute", "x-circle"),
    },
    "certificate": {
        "pending": Look("Sedang disiapkan", "wait", "hourglass-split"),
        "rendered": Look("Siap diunduh", "good", "file-earmark-check-fill"),
        "sealed": Look("Bersegel elektronik", "good", "patch-check-fill"),
        "issued": Look("Terbit", "good", "patch-check-fill"),
        "failed": Look("Belum berhasil disiapkan", "warn", "exclamation-triangle-fill"),
        "voided": Look("Dibatalkan", "bad", "x-octagon-fill"),
    },
    "import": {
        "uploaded": Look("Sudah diunggah", "wait", "cloud-arrow-up"),
        "checked": Look("Sudah diperiksa", "info", "clipboard-check"),
        "applied": Look("Sudah diterapkan", "good", "check-circle-fill"),
        "discarded": Look("Tidak jadi diterapkan", "mute", "x-circle"),
        "failed": Look("Tidak terbaca", "bad", "exclamation-octagon-fill"),
    },
    "finding": {
        "error": Look("Kesalahan", "bad", "exclamation-octagon-fill"),
        "warning": Look("Peringatan", "warn", "exclamation-triangle-fill"),
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
