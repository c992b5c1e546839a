"""What the jobs room writes into the audit log."""

from netralitas.audit.catalogue import declare, declare_look

declare_look("jobs.result_download", "Unduhan hasil pekerjaan")

JOB_STARTED = declare("jobs.job_started", "{actor} memulai pekerjaan {label}.")
JOB_CANCELLED = declare("jobs.job_cancelled", "{actor} menghentikan pekerjaan {label}.")
JOB_RETRIED = declare("jobs.job_retried", "{actor} mengulangi pekerjaan {label}.")
JOB_RECOVERED = declare("jobs.job_recovered", "{actor} mengembalikan pekerjaan {label} ke antrean setelah terputus.")
JOB_PARKED = declare("jobs.job_parked", "{actor} menyisihkan pekerjaan {label} setelah {attempts} kali terputus.")
MESSAGE_BOUNCED = declare("jobs.message_bounced", "{actor} mencatat satu pesan {template} kembali.")
RESULTS_SWEPT = declare(
    "jobs.results_swept", "{actor} menghapus {files} berkas hasil yang kedaluwarsa dan {jobs} catatan pekerjaan lama."
)
