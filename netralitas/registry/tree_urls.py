"""Addresses of the tree of units, the kecamatan and how both change; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import kecamatan, unit_imports

routes = [
    path("perangkat-daerah/impor/", unit_imports.unit_imports, name="unit-imports"),
    path("perangkat-daerah/impor/contoh/", unit_imports.unit_import_example, name="unit-import-example"),
    path("perangkat-daerah/unduh/", unit_imports.unit_export, name="unit-export"),
    path("kecamatan/", kecamatan.kecamatan_list, name="kecamatan"),
    path("kecamatan/tambah/", kecamatan.kecamatan_new, name="kecamatan-new"),
    path("kecamatan/<str:code>/", kecamatan.kecamatan_edit, name="kecamatan-edit"),
    path("kecamatan/<str:code>/hapus/", kecamatan.kecamatan_delete, name="kecamatan-delete"),
]
