"""What the access log says about looks at lists of names."""

from netralitas.audit.catalogue import declare_look

declare_look("dashboards.people", "Daftar nama satu unit (Terbatas)")
declare_look("dashboards.people_export", "Unduhan daftar nama satu unit (Terbatas)")
declare_look("dashboards.missing", "Daftar yang belum menandatangani (Terbatas)")
declare_look("dashboards.missing_export", "Unduhan daftar yang belum menandatangani (Terbatas)")
