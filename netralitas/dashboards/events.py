"""What the access log says about looks at lists of names, and the audit about papers made."""

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
