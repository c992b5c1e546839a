"""What the access log says about looks at lists of names, and the audit about reports and papers."""

from netralitas.audit.catalogue import declare, declare_look

declare_look("dashboards.people", "Daftar nama satu unit (Terbatas)")
declare_look("dashboards.people_export", "Unduhan daftar nama satu unit (Terbatas)")
declare_look("dashboards.missing", "Daftar yang belum menandatangani (Terbatas)")
declare_look("dashboards.missing_export", "Unduhan daftar yang belum menandatangani (Terbatas)")
declare_look("dashboards.missing_paper", "Daftar Belum untuk dicetak (Terbatas)")
declare_look("dashboards.packet", "Paket Laporan OPD, dengan Daftar Belum (Terbatas)")

MISSING_LISTED = declare("dashboards.missing_listed", "{actor} membuat Daftar Belum {unit}, {count} orang.")
RECAP_PRINTED = declare("dashboards.recap_printed", "{actor} membuat rekap per Perangkat Daerah {campaign}.")
PACKET_PRINTED = declare("dashboards.packet_printed", "{actor} membuat paket laporan {unit}, {count} halaman.")

WEEK_FROZEN = declare("dashboards.week_frozen", "{actor} membekukan Rekap Senin {campaign}.")
WEEK_MAILED = declare("dashboards.week_mailed", "{actor} mengirim Rekap Senin {campaign} kepada {count} penerima.")
WEEKS_ARRANGED = declare(
    "dashboards.weeks_arranged",
    "{actor} mengatur Rekap Senin: jam {hour}, dibuat {on}, surel {mailed}, {count} penerima, data terbuka {open}.",
)
MONDAY_PRINTED = declare("dashboards.monday_printed", "{actor} membuat berkas Rekap Senin {campaign}.")
