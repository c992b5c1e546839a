"""Addresses of the tree of units, the kecamatan and how both change; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import kecamatan, restructuring, unit_imports

routes = [
    path("perangkat-daerah/impor/", unit_imports.unit_imports, name="unit-imports"),
    path("perangkat-daerah/impor/contoh/", unit_imports.unit_import_example, name="unit-import-example"),
    path("perangkat-daerah/unduh/", unit_imports.unit_export, name="unit-export"),
    path("kecamatan/", kecamatan.kecamatan_list, name="kecamatan"),
    path("kecamatan/tambah/", kecamatan.kecamatan_new, name="kecamatan-new"),
    path("kecamatan/<str:code>/", kecamatan.kecamatan_edit, name="kecamatan-edit"),
    path("kecamatan/<str:code>/hapus/", kecamatan.kecamatan_delete, name="kecamatan-delete"),
    path("perangkat-daerah/<str:public_id>/riwayat/", restructuring.unit_history, name="unit-history"),
    path("perangkat-daerah/<str:public_id>/ganti-nama/", restructuring.unit_rename, name="unit-rename"),
    path("perangkat-daerah/<str:public_id>/pindah/", restructuring.unit_move, name="unit-move"),
    path("perangkat-daerah/<str:public_id>/gabung/", restructuring.unit_merge, name="unit-merge"),
    path("perangkat-daerah/<str:public_id>/pecah/", restructuring.unit_split, name="unit-split"),
    path("perangkat-daerah/<str:public_id>/tutup/", restructuring.unit_close, name="unit-close"),
    path("perangkat-daerah/<str:public_id>/buka-kembali/", restructuring.unit_reopen, name="unit-reopen"),
]
