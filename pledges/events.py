"""What the pledge room writes into the audit log."""

from netralitas.audit.catalogue import declare, declare_look

declare_look("pledges.own_data", "Data sendiri, diunduh sendiri")
declare_look("pledges.circumstances", "Keadaan saat ikrar ditandatangani")
declare_look("pledges.reminder_people", "Daftar yang akan diingatkan")
declare_look("pledges.patterns", "Daftar tanda tangan untuk verifikasi")

# --- campaigns, texts and rosters
ELECTION_CREATED = declare("pledges.election_created", "{actor} mencatat peristiwa pemilihan {election}.")
ELECTION_CHANGED = declare(
    "pledges.election_changed",
    "{actor} mengubah peristiwa pemilihan {election}; tenggat kegiatan yang ikut bergeser: {moved}.",
)
CAMPAIGN_CREATED = declare("pledges.campaign_created", "{actor} membuat kegiatan ikrar {campaign} ({code}).")
CAMPAIGN_CHANGED = declare("pledges.campaign_changed", "{actor} mengubah kegiatan ikrar {campaign}: {fields}.")
CAMPAIGN_OPENED = declare(
    "pledges.campaign_opened",
    "{actor} membuka kegiatan ikrar {campaign}: {obliged} orang wajib, {excluded} tidak termasuk wajib{acknowledged}.",
)
CAMPAIGN_EXTENDED = declare(
    "pledges.campaign_extended",
    "{actor} memperpanjang kegiatan ikrar {campaign} dari {before} sampai {after}. Alasan: {reason}.",
)
CAMPAIGN_DELETED = declare("pledges.campaign_deleted", "{actor} menghapus draf kegiatan ikrar {campaign} ({code}).")
WAYS_CHANGED = declare(
    "pledges.ways_changed", "{actor} mengubah cara pengenalan {campaign} dari {before} menjadi {after}."
)
CAMPAIGN_CLOSED = declare("pledges.campaign_closed", "{actor} menutup kegiatan ikrar {campaign}.")
CAMPAIGN_ARCHIVED = declare("pledges.campaign_archived", "{actor} mengarsipkan kegiatan ikrar {campaign}.")
TEXT_ADDED = declare("pledges.text_added", "{actor} menyiapkan naskah {text} untuk kegiatan {campaign}.")
TEXT_CHANGED = declare("pledges.text_changed", "{actor} mengubah draf naskah {text}: {fields}.")
TEXT_APPROVED = declare("pledges.text_approved", "{actor} menandai naskah {text} sudah disetujui Bagian Hukum.")
TEXT_DISCARDED = declare("pledges.text_discarded", "{actor} membuang draf naskah {text}.")
TEXT_PUBLISHED = declare(
    "pledges.text_published",
    "{actor} memberlakukan naskah {text} ({change}). Alasan: {note}. Diminta menandatangani ulang: {renewed} orang.",
)
ROSTER_SYNCED = declare(
    "pledges.roster_synced",
    "{actor} menyesuaikan daftar wajib {campaign} dengan data pegawai: {joined} masuk, {moved} pindah unit, "
    "{reclassed} berubah jenis atau jenjang, {restated} berubah status.",
)
COUNTERS_REBUILT = declare(
    "pledges.counters_rebuilt", "{actor} menghitung ulang seluruh angka kegiatan ikrar {campaign}."
)

# --- signing
PLEDGE_SIGNED = declare(
    "pledges.pledge_signed", "{actor} menandatangani {campaign} atas nama {person}: register {number}, {way}."
)

VOID_PROPOSED = declare(
    "pledges.void_proposed",
    "{actor} mengusulkan pembatalan ikrar {person} pada {campaign} ({number}). Alasan: {reason}.",
)
VOID_SETTLED = declare("pledges.void_settled", "{actor} {outcome} ikrar {person} pada {campaign} ({number}){answer}.")

# --- printing
CERTIFICATES_PRINTED = declare("pledges.certificates_printed", "{actor} mencetak {count} sertifikat {unit}.")
SIGNERS_LISTED = declare("pledges.signers_listed", "{actor} membuat daftar {count} penandatangan {unit}.")
SLIPS_PRINTED = declare("pledges.slips_printed", "{actor} mencetak {count} lembar tautan pribadi untuk {unit}.")
LINKS_MAILED = declare(
    "pledges.links_mailed", "{actor} mengirim {count} tautan pribadi {campaign} lewat surel kepada pegawai {unit}."
)

# --- one identity
BOTH_SIGNED = declare(
    "pledges.both_signed",
    "{actor} menggabungkan data {person}, yang menandatangani dua kali pada {campaigns}: kedua pakta tetap berlaku.",
)

# --- verification of the roster
ROSTER_ASKED = declare(
    "pledges.roster_asked", "{actor} meminta {count} Perangkat Daerah memverifikasi data sampai {date}."
)
ROSTER_STATED = declare(
    "pledges.roster_stated",
    "{actor} menyatakan data pegawai {opd} benar: {total} orang (sidik data {fingerprint}).",
)
ROSTER_REMINDED = declare(
    "pledges.roster_reminded",
    "{actor} mengingatkan {count} Perangkat Daerah untuk memverifikasi data ({messages} pesan).",
)

# --- who cannot be reached
PERSON_UNREACHABLE = declare(
    "pledges.person_unreachable", "{actor} menandai {person} belum dapat dihubungi pada {campaign} ({reason})."
)
PERSON_REACHABLE = declare(
    "pledges.person_reachable", "{actor} menandai {person} dapat dihubungi lagi pada {campaign}."
)

# --- signals
SIGNALS_CHECKED = declare(
    "pledges.signals_checked",
    "{actor} memeriksa pola pada {signatures} tanda tangan {opd} ({campaign}): {kinds} hal untuk ditanyakan.",
)
SIGNAL_THRESHOLD_SET = declare(
    "pledges.signal_threshold_set", "{actor} mengubah ambang {threshold}: {before} menjadi {after}. Alasan: {note}."
)

# --- completion: statement, review, addendum
COMPLETION_PREPARED = declare(
    "pledges.completion_prepared",
    "{actor} menyiapkan {round} {opd} pada {campaign}: {done} dari {obliged} sudah (sidik {fingerprint}).",
)
COMPLETION_STATED = declare(
    "pledges.completion_stated",
    "{actor} mencatat {round} {opd} pada {campaign}, dinyatakan {name} ({post}) {way}: {done} dari {obliged} sudah.",
)
STATEMENT_PRINTED = declare(
    "pledges.statement_printed",
    "{actor} mencetak surat pernyataan kelengkapan {opd} untuk ditandatangani basah (sidik {fingerprint}).",
)
SCAN_CHECKED = declare(
    "pledges.completion_scan_checked", "{actor} mencocokkan pindaian {round} {opd} pada {campaign} dengan cuplikannya."
)
COMPLETION_RETURNED = declare(
    "pledges.completion_returned", "{actor} mengembalikan {round} {opd} pada {campaign} dengan {count} butir catatan."
)
COMPLETION_ACCEPTED = declare(
    "pledges.completion_accepted",
    "{actor} menyatakan {round} {opd} pada {campaign} lengkap: {done} dari {obliged} sudah.",
)
declare_look("pledges.completion_scan", "Pindaian surat pernyataan kelengkapan")
declare_look("pledges.completion_changes", "Nama yang berubah sejak pernyataan kelengkapan (Terbatas)")

# --- not willing yet: the log is read by others than the two who may know, so it names nobody
ANSWER_KEPT = declare("pledges.answer_kept", "{actor} menyimpan jawaban tertutup pada {campaign}.")

# --- disputes
DISPUTE_RAISED = declare(
    "pledges.dispute_raised",
    "{actor} menyatakan ikrar {person} pada {campaign} ({number}) bukan miliknya: {story}{card}.",
)
DISPUTE_UPHELD = declare(
    "pledges.dispute_upheld",
    "{actor} memutus ikrar {person} pada {campaign} ({number}) yang disangkal tetap sah. Alasan: {reason}.",
)

# --- reminders
REMINDERS_PLANNED = declare(
    "pledges.reminders_planned",
    "{actor} mengatur pengingat {campaign}: {state}, hari sasaran {target}, {days}, lalu tiap {every} hari, "
    "paling banyak {most} per orang.",
)
REMINDERS_SENT = declare("pledges.reminders_sent", "{actor} mengingatkan {count} orang pada {campaign} ({step}).")
MESSAGE_SENT_AGAIN = declare(
    "pledges.message_sent_again", "{actor} mengirim lagi pesan kepada {person} (sebelumnya {before})."
)

# --- letters about the campaign
HEADS_REMINDED = declare(
    "pledges.heads_reminded", "{actor} menerbitkan {count} surat kepada kepala Perangkat Daerah yang tertinggal."
)
BAWASLU_LETTER_BEGUN = declare(
    "pledges.bawaslu_letter_begun", "{actor} menyusun surat jumlah penandatangan {campaign} untuk Bawaslu."
)
