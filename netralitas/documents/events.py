"""What the audit log says about documents."""

from netralitas.audit.catalogue import declare

FILE_PARKED = declare("documents.file_parked", "{actor} menyisihkan berkas {number}: lima kali gagal dibuat.")
PARKED_RETRIED = declare("documents.parked_retried", "{actor} mengulang pembuatan {count} berkas yang disisihkan.")
DOCUMENT_VOIDED = declare("documents.document_voided", "{actor} mencabut dokumen {number}.")
