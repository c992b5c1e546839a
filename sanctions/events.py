"""What the room writes into the audit log."""

from netralitas.audit.catalogue import declare

CATALOGUE_CHANGED = declare(
    "sanctions.catalogue_changed",
    "{actor} menetapkan versi baru {kind} {code} yang berlaku sejak {starts_on}. Alasan: {reason}.",
)
CATALOGUE_ADDED = declare(
    "sanctions.catalogue_added", "{actor} menambahkan {kind} {code} yang berlaku sejak {starts_on}. Alasan: {reason}."
)
CATALOGUE_WITHDRAWN = declare(
    "sanctions.catalogue_withdrawn", "{actor} menghentikan {kind} {code} sejak {starts_on}. Alasan: {reason}."
)
HOLIDAYS_ADDED = declare("sanctions.holidays_added", "{actor} mencatat {count} hari libur: {days}.")
HOLIDAY_REMOVED = declare("sanctions.holiday_removed", "{actor} menghapus hari libur {day} ({name}).")

# --- reports: never a name here, the log is read by many
REPORT_REGISTERED = declare("sanctions.report_registered", "{actor} mencatat laporan dugaan {number} ({source}).")
REPORT_TRIAGED = declare("sanctions.report_triaged", "{actor} menelaah laporan {number}: {outcome}.")
REPORT_ANSWERED = declare(
    "sanctions.report_answered", "{actor} mencatat jawaban atas laporan {number} dengan surat {letter}."
)
