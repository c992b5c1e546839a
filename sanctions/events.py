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
