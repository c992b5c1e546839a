"""What the room writes into the audit log."""

from netralitas.audit.catalogue import declare, declare_look

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

REPORT_LETTER_BEGUN = declare("sanctions.report_letter_begun", "{actor} menyusun surat penerusan laporan {number}.")

# --- cases: the subject is always the case, never a name here
CASE_OPENED = declare("sanctions.case_opened", "{actor} membuka perkara {number} dari laporan {reports} ({lead}).")
CASE_PERSON_ADDED = declare("sanctions.case_person_added", "{actor} menambahkan satu terlapor dalam perkara {number}.")
CASE_LEAD_CHANGED = declare("sanctions.case_lead_changed", "{actor} mengalihkan perkara {number} ke {lead}: {reason}.")
ALLEGATION_ADDED = declare("sanctions.allegation_added", "{actor} mencatat dugaan {act} dalam perkara {number}.")
ALLEGATION_WITHDRAWN = declare(
    "sanctions.allegation_withdrawn", "{actor} mencabut dugaan {act} dalam perkara {number}."
)
TRACK_CHOSEN = declare("sanctions.track_chosen", "{actor} memilih jalur {track} dalam perkara {number}: {reason}.")
CASE_ASSIGNED = declare("sanctions.case_assigned", "{actor} menugaskan {role} dalam perkara {number}.")
ASSIGNMENT_ENDED = declare("sanctions.assignment_ended", "{actor} mengakhiri penugasan {role} dalam perkara {number}.")
CONFLICT_DECLARED = declare(
    "sanctions.conflict_declared", "{actor} mencatat pernyataan dalam perkara {number}: {answer}."
)
OFFICER_TOLD = declare(
    "sanctions.officer_told", "{actor} memberi tahu seorang petugas perkara {number} lewat surel: {about}."
)
CASE_STEP = declare("sanctions.case_step", "{actor} mencatat langkah {step} dalam perkara {number} ({day}).")
EXAMINATION_WRITTEN = declare("sanctions.examination_written", "{actor} menyimpan rancangan BAP perkara {number}.")
SUPPLEMENT_WRITTEN = declare(
    "sanctions.supplement_written", "{actor} menyimpan rancangan BAP tambahan {order} perkara {number}."
)
SUPPLEMENT_DISCARDED = declare(
    "sanctions.supplement_discarded", "{actor} menghapus rancangan BAP tambahan {order} perkara {number}."
)
REPORT_DRAFTED = declare("sanctions.investigation_report_written", "{actor} menyimpan rancangan LHP perkara {number}.")
CASES_EXPORTED = declare("sanctions.cases_exported", "{actor} mengunduh daftar perkara ({count} baris).")

# --- evidence: the subject is the report or the case it belongs to
EXHIBIT_RECEIVED = declare("sanctions.exhibit_received", "{actor} menyimpan bukti {exhibit} pada {number}.")
EXHIBIT_TAKEN = declare("sanctions.exhibit_taken", "{actor} mengunduh berkas asli bukti {exhibit} ({number}).")
EXHIBIT_HANDED_OVER = declare(
    "sanctions.exhibit_handed_over", "{actor} menyerahkan bukti {exhibit} ({number}) dengan surat {letter}."
)
EXHIBIT_VERIFIED = declare("sanctions.exhibit_verified", "{actor} memeriksa keutuhan bukti {exhibit}: {result}.")
declare_look("sanctions.exhibit", "Bukti dugaan pelanggaran")
declare_look("sanctions.exhibit_original", "Berkas asli bukti")

# --- after the report: the subject is always the case
DECISION_ENTERED = declare(
    "sanctions.decision_entered",
    "{actor} mencatat {kind} {decision} dalam perkara {number}; menunggu konfirmasi orang kedua.",
)
DECISION_CONFIRMED = declare(
    "sanctions.decision_confirmed",
    "{actor} mengonfirmasi {kind} {decision} dalam perkara {number} sebagai orang kedua.",
)
DECISION_RETURNED = declare(
    "sanctions.decision_returned", "{actor} mengembalikan catatan keputusan {decision} dalam perkara {number}."
)
declare_look("sanctions.case", "Perkara dugaan pelanggaran")
declare_look("sanctions.caseperson", "Data terlapor pada tanggal perbuatan")
declare_look("sanctions.declaration", "Nama terlapor untuk pernyataan benturan kepentingan")
declare_look("sanctions.examination", "BAP")
declare_look("sanctions.investigation_report", "LHP")
DEADLINE_REMINDERS = declare(
    "sanctions.deadline_reminders", "{actor} mengirim pengingat tenggat kepada {count} petugas, tanpa nama dan perkara."
)
declare_look("sanctions.decision", "Keputusan dalam perkara")
declare_look("sanctions.decision_scan", "Pindaian keputusan")

# --- figures
SIASN_SHEET_TAKEN = declare(
    "sanctions.siasn_sheet_taken", "{actor} mengunduh lembar riwayat hukuman disiplin untuk SIASN ({count} baris)."
)

# --- the file of a case
DOSSIER_ORDERED = declare(
    "sanctions.dossier_ordered", "{actor} menyusun berkas perkara {number} ({form}) untuk {reason}."
)
declare_look("sanctions.dossier", "Berkas perkara")
PAPER_BEGUN = declare("sanctions.paper_begun", "{actor} menyusun {paper} dalam perkara {number}.")
