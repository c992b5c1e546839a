"""What the audit log says about units and people."""

from netralitas.audit.catalogue import declare, declare_look

declare_look("registry.staff", "Data seorang pegawai")
declare_look("registry.staff_export", "Unduhan data pegawai")
declare_look("registry.proposal_evidence", "Bukti usulan perubahan")
declare_look("registry.reconciliation", "Temuan rekonsiliasi (Terbatas)")
declare_look("registry.reconciliation_export", "Unduhan temuan rekonsiliasi (Terbatas)")
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
KECAMATAN_ADDED = declare("registry.kecamatan_added", "{actor} menambahkan kecamatan {name} ({code}).")
KECAMATAN_CHANGED = declare("registry.kecamatan_changed", "{actor} mengubah kecamatan {before} menjadi {after}.")
KECAMATAN_LISTED = declare(
    "registry.kecamatan_listed", "{actor} memuat daftar kecamatan: {added} ditambahkan, {renamed} berganti nama."
)
KECAMATAN_DELETED = declare("registry.kecamatan_deleted", "{actor} menghapus kecamatan {name} ({code}).")
UNITS_MERGED = declare(
    "registry.units_merged",
    "{actor} menggabungkan {unit} ke {target} per {date} ({basis}): {staff} pegawai, {units} sub-unit ikut.",
)
UNIT_SPLIT = declare(
    "registry.unit_split",
    "{actor} membentuk {target} dari {unit} per {date} ({basis}): {staff} pegawai, {units} sub-unit ikut.",
)
UNIT_REOPENED = declare("registry.unit_reopened", "{actor} membuka kembali unit {unit} per {date}.")

# --- roster: proposals, one identity
PROPOSAL_MADE = declare("registry.proposal_made", "{actor} mengusulkan {change} untuk {person} ({reason}).")
PROPOSAL_SETTLED = declare(
    "registry.proposal_settled", "{actor} menyelesaikan usulan {change} untuk {person}: {outcome}{answer}."
)
STAFF_AWAY = declare(
    "registry.staff_away", "{actor} mencatat {person} berhalangan sementara: {status}, {period} ({reason})."
)
STAFF_MERGED = declare("registry.staff_merged", "{actor} menggabungkan data {merged} ke dalam data {person}.")
STAFF_SPLIT = declare("registry.staff_split", "{actor} memisahkan kembali data {merged} dari data {person}.")
KIND_CHANGED = declare(
    "registry.kind_changed", "{actor} mengubah jenis pegawai {person} dari {before} menjadi {after} ({reason})."
)
RETIREMENT_AGE_CHANGED = declare("registry.retirement_age_changed", "{actor} mengubah batas usia pensiun {post}.")
TRANSFER_DECIDED = declare(
    "registry.transfer_decided", "{actor} memutuskan usulan mutasi {person} yang disanggah: {outcome} ({reason})."
)

CORRECTION_ASKED = declare("registry.correction_asked", "{actor} meminta perbaikan data {person}: {about}.")
CORRECTION_ANSWERED = declare(
    "registry.correction_answered", "{actor} menjawab permintaan perbaikan data {person}: {outcome}."
)
declare_look("registry.corrections_export", "Unduhan permintaan perbaikan data (Terbatas)")
RECONCILIATION_UPLOADED = declare("registry.reconciliation_uploaded", "{actor} mengunggah {file} untuk rekonsiliasi.")
RECONCILIATION_MAPPED = declare(
    "registry.reconciliation_mapped", "{actor} menetapkan kolom berkas rekonsiliasi {file}."
)
RECONCILIATION_COMPARED = declare(
    "registry.reconciliation_compared", "{actor} membandingkan {file} ({rows} baris) dengan daftar: {found} temuan."
)
RECONCILIATION_FOLLOWED = declare(
    "registry.reconciliation_followed", "{actor} menindaklanjuti rekonsiliasi {file}: {count} {what}."
)
RECONCILIATIONS_FORGOTTEN = declare(
    "registry.reconciliations_forgotten", "{actor} menghapus {count} hasil rekonsiliasi yang sudah lewat masanya."
)
