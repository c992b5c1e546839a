"""What the audit log says about documents."""

from netralitas.audit.catalogue import declare, declare_look

FILE_PARKED = declare("documents.file_parked", "{actor} menyisihkan berkas {number}: lima kali gagal dibuat.")
PARKED_RETRIED = declare("documents.parked_retried", "{actor} mengulang pembuatan {count} berkas yang disisihkan.")
DOCUMENT_VOIDED = declare("documents.document_voided", "{actor} mencabut dokumen {number}.")
SEAL_UNCERTAIN = declare(
    "documents.seal_uncertain", "{actor} menandai {number} perlu diperiksa: hasil segelnya belum diketahui."
)
SEAL_ACCEPTED = declare("documents.seal_accepted", "{actor} menerima berkas bersegel {number} setelah diperiksa.")
SEAL_SENT_AGAIN = declare("documents.seal_sent_again", "{actor} mengirim ulang {number} untuk disegel: {reason}.")
SIGNED_BY_OFFICIAL = declare("documents.signed_by_official", "{actor} menandatangani {number} dengan sertifikat BSrE.")
SEAL_MADE = declare("documents.seal_made", "{actor} membuat sertifikat segel {name}, berlaku sampai {until}.")
SEAL_REVOKED = declare("documents.seal_revoked", "{actor} mencabut sertifikat segel {name}: {reason}.")
LETTER_TEMPLATE_WRITTEN = declare(
    "documents.letter_template_written", "{actor} menulis naskah {letter} versi {version}: {note}."
)
LETTER_DRAFTED = declare("documents.letter_drafted", "{actor} menyusun konsep {letter}.")
LETTER_REVISED = declare("documents.letter_revised", "{actor} mengubah konsep {letter}.")
LETTER_DISCARDED = declare("documents.letter_discarded", "{actor} menghapus konsep {letter}.")
LETTER_ISSUED = declare("documents.letter_issued", "{actor} menerbitkan {letter} {number}.")
LETTER_NUMBERED = declare("documents.letter_numbered", "{actor} mencatat nomor {number} untuk {letter}.")
LETTER_SCANNED = declare("documents.letter_scanned", "{actor} mengunggah pindaian {letter} {number}.")

declare_look("documents.letter", "Surat berkategori rahasia")
