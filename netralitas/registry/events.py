"""What the audit log says about units and people."""

from netralitas.audit.catalogue import declare

UNIT_CREATED = declare("registry.unit_created", "{actor} menambahkan unit {unit}.")
UNIT_CHANGED = declare("registry.unit_changed", "{actor} mengubah data unit {unit}: {fields}.")
UNIT_MOVED = declare("registry.unit_moved", "{actor} memindahkan unit {unit} ke bawah {parent}.")
UNIT_CLOSED = declare("registry.unit_closed", "{actor} menutup unit {unit} per {date}.")
HEAD_ASSIGNED = declare("registry.head_assigned", "{actor} mencatat {person} sebagai {title} di {unit} sejak {date}.")
ASSIGNMENT_ENDED = declare(
    "registry.assignment_ended", "{actor} mengakhiri penugasan {person} sebagai {title} per {date}."
)
STAFF_CREATED = declare("registry.staff_created", "{actor} mendata {person} di {unit}.")
STAFF_CHANGED = declare("registry.staff_changed", "{actor} mengubah data {person}: {fields}.")
STAFF_STATUS_CHANGED = declare(
    "registry.staff_status_changed", "{actor} mengubah kedudukan {person} menjadi {status} ({reason})."
)
TRANSFER_PROPOSED = declare(
    "registry.transfer_proposed", "{actor} mengusulkan mutasi {person} dari {origin} ke {target}."
)
TRANSFER_SETTLED = declare("registry.transfer_settled", "{actor} menyelesaikan usulan mutasi {person}: {outcome}.")
PEMDA_CHANGED = declare("registry.pemda_changed", "{actor} mengubah identitas pemda: {fields}.")
IMPORT_UPLOADED = declare("registry.import_uploaded", "{actor} mengunggah {file} untuk {scope}.")
IMPORT_MAPPED = declare("registry.import_mapped", "{actor} menetapkan kolom berkas {file}.")
IMPORT_CHECKED = declare(
    "registry.import_checked", "{actor} memeriksa {file}: {accepted} baris diterima, {refused} ditolak."
)
IMPORT_APPLIED = declare(
    "registry.import_applied",
    "{actor} menerapkan {file}: {created} pegawai baru, {updated} berubah, {unchanged} tetap, {refused} ditolak.",
)
TREE_APPLIED = declare(
    "registry.tree_applied",
    "{actor} menerapkan daftar unit {file}: {created} unit baru, {updated} berubah, {unchanged} tetap, "
    "{refused} ditolak.",
)
IMPORT_DISCARDED = declare("registry.import_discarded", "{actor} membatalkan impor {file}.")
IMPORT_FILES_FORGOTTEN = declare("registry.import_files_forgotten", "{actor} menghapus {count} berkas unggahan lama.")
