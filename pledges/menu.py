"""What the pledge room puts on the menu."""

from netralitas.access.permissions import Permission as P  # noqa: N817
from netralitas.ui.navigation import Item
from pledges.queries.completion import to_do_count

_CHANGES = "Perubahan Data"

ITEMS = (
    Item("Kegiatan Ikrar", "pledges:campaigns", "journal-check", (P.CAMPAIGN_VIEW,), order=30),
    Item("Verifikasi Data", "pledges:verifications", "patch-check", (P.STAFF_VIEW,), order=46, group=_CHANGES),
    Item(
        "Pensiun dalam Masa Ikrar", "pledges:retirements", "calendar-event", (P.STAFF_EDIT,), order=47, group=_CHANGES
    ),
    Item("Kesiapan", "pledges:readiness", "clipboard-check", (P.READINESS_VIEW,), order=55),
    Item(
        "Verifikasi Kelengkapan", "pledges:completions", "patch-check-fill", (P.COMPLETION_VIEW,), order=70,
        count=lambda request: to_do_count(request.user),
    ),
    Item("Pola Tanda Tangan", "pledges:signals", "question-circle", (P.SIGNAL_VIEW,), order=72),
    Item("Ikrar Disangkal", "pledges:disputes", "person-x", (P.DISPUTE_DECIDE,), order=74),
    Item("Pembatalan Ikrar", "pledges:voids", "x-octagon", (P.SIGNATURE_VOID,), order=75),
    Item("Cetak & Unduh", "pledges:print", "printer", (P.CERTIFICATE_PRINT,), order=80),
    Item("Pengingat", "pledges:reminders", "bell", (P.LINK_ISSUE,), order=82),
    Item("Bukan Saya", "pledges:dispute-find", "person-x", (P.DISPUTE_RECORD,), order=85),
    Item("Persiapan", "pledges:setup", "list-check", (P.SETUP_VIEW,), order=205, group="Sistem"),
)  # fmt: skip
