"""Addresses of the registry room."""

from django.urls import path, re_path

from netralitas.registry import correction_urls, reconciliation_urls, roster_urls, tree_urls
from netralitas.registry.views import imports, pemda, staff, transfers, units

app_name = "registry"
urlpatterns = [
    *tree_urls.routes,
    *roster_urls.routes,
    *reconciliation_urls.routes,
    *correction_urls.routes,
    path("pegawai/", staff.staff_list, name="staff"),
    path("pegawai/tambah/", staff.staff_new, name="staff-new"),
    path("pegawai/mutasi/", transfers.transfer_list, name="transfers"),
    re_path(
        r"^pegawai/mutasi/(?P<public_id>\w+)/(?P<outcome>terima|batal)/$",
        transfers.transfer_settle,
        name="transfer-settle",
    ),
    path("pegawai/impor/", imports.import_list, name="imports"),
    path("pegawai/impor/contoh/", imports.import_example, name="import-example"),
    path("pegawai/impor/<str:public_id>/", imports.import_detail, name="import"),
    path("pegawai/impor/<str:public_id>/kolom/", imports.import_mapping, name="import-mapping"),
    path("pegawai/impor/<str:public_id>/periksa/", imports.import_check, name="import-check"),
    path("pegawai/impor/<str:public_id>/terapkan/", imports.import_apply, name="import-apply"),
    path("pegawai/impor/<str:public_id>/batal/", imports.import_discard, name="import-discard"),
    path("pegawai/impor/<str:public_id>/ditolak/", imports.import_refused, name="import-refused"),
    path("pegawai/<str:public_id>/", staff.staff_detail, name="staff-detail"),
    path("pegawai/<str:public_id>/ubah/", staff.staff_edit, name="staff-edit"),
    path("pegawai/<str:public_id>/mutasi/", staff.staff_transfer, name="staff-transfer"),
    path("perangkat-daerah/", units.unit_list, name="units"),
    path("perangkat-daerah/tambah/", units.unit_new, name="unit-new"),
    path("perangkat-daerah/<str:public_id>/", units.unit_detail, name="unit"),
    path("perangkat-daerah/<str:public_id>/ubah/", units.unit_edit, name="unit-edit"),
    path("pengaturan/pemda/", pemda.pemda_edit, name="pemda"),
    path("pengaturan/pemda/lambang/", pemda.emblem_upload, name="emblem-upload"),
    path("lambang", pemda.emblem, name="emblem"),
]
