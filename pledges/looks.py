"""How the states of this room look: their words, tones and icons."""

from netralitas.ui.statuses import Look, register


def register_looks() -> None:
    """Declare them; called once, when the app is ready."""
    register(
        "readiness",
        {
            "good": Look("Lengkap", "good", "check-circle-fill"),
            "hint": Look("Petunjuk", "info", "info-circle"),
            "warning": Look("Perlu dibereskan", "warn", "exclamation-triangle"),
            "error": Look("Menghalangi", "bad", "x-octagon-fill"),
        },
    )
    register(
        "setup",
        {
            "selesai": Look("Selesai", "good", "check-circle-fill"),
            "berikutnya": Look("Berikutnya", "info", "arrow-right-circle"),
            "belum": Look("Belum", "wait", "circle"),
        },
    )
    register(
        "text",
        {
            "text_draft": Look("Draf", "mute", "pencil"),
            "text_frozen": Look("Berlaku, tidak dapat diubah", "good", "lock-fill"),
            "text_approved": Look("Disetujui Bagian Hukum", "good", "patch-check-fill"),
            "text_unapproved": Look("Perlu persetujuan Bagian Hukum", "warn", "exclamation-triangle"),
        },
    )
    register(
        "head_role",
        {
            "cocok": Look("Sama", "good", "check-circle-fill"),
            "berbeda": Look("Berbeda", "warn", "exclamation-triangle"),
            "tanpa_peran": Look("Belum ada akun berperan", "wait", "circle"),
            "tanpa_pimpinan": Look("Belum ada pimpinan", "wait", "circle"),
        },
    )
    register(
        "dispute",
        {
            "diperiksa": Look("Sedang diperiksa", "wait", "hourglass-split"),
            "menunggu": Look("Menunggu orang kedua", "wait", "people"),
            "dibatalkan": Look("Ikrar dibatalkan", "bad", "x-octagon-fill"),
            "tetap_sah": Look("Ikrar tetap sah", "good", "check-circle-fill"),
        },
    )
    _register_completion()


def _register_completion() -> None:
    register(
        "review",
        {
            "returned": Look("Dikembalikan dengan catatan", "bad", "arrow-return-left"),
            "accepted": Look("Lengkap", "good", "check-circle-fill"),
        },
    )
