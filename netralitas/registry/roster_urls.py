"""Addresses of who heads what, who counts, and who is the same person; part of the registry's own."""

from django.urls import path

from netralitas.registry.views import assignments, identities, proposals, retirements, standings, transfers

routes = [
    path("perangkat-daerah/<str:public_id>/pimpinan/", assignments.unit_head, name="unit-head"),
    path("perangkat-daerah/<str:public_id>/penugasan/", assignments.assignment_list, name="assignments"),
    path("penugasan/<str:public_id>/akhiri/", assignments.assignment_end, name="assignment-end"),
    path("pegawai/mutasi/<str:public_id>/sanggah/", transfers.transfer_dispute, name="transfer-dispute"),
    path("pegawai/mutasi/<str:public_id>/putuskan/", transfers.transfer_decide, name="transfer-decide"),
    path("pengaturan/batas-usia-pensiun/", retirements.retirement_ages, name="retirement-ages"),
    path("pegawai/<str:public_id>/pensiun/", retirements.retirement_propose, name="retirement-propose"),
    path("pegawai/usulan/", proposals.proposal_list, name="proposals"),
    path("pegawai/usulan/<str:public_id>/", proposals.proposal_detail, name="proposal"),
    path("pegawai/usulan/<str:public_id>/bukti/", standings.proposal_evidence, name="proposal-evidence"),
    path("pegawai/usulan/<str:public_id>/terima/", proposals.proposal_accept, name="proposal-accept"),
    path("pegawai/usulan/<str:public_id>/sanggah/", proposals.proposal_dispute, name="proposal-dispute"),
    path("pegawai/usulan/<str:public_id>/batal/", proposals.proposal_withdraw, name="proposal-withdraw"),
    path("pegawai/<str:public_id>/kedudukan/", standings.staff_status, name="staff-status"),
    path("pegawai/ganda/", identities.duplicate_list, name="duplicates"),
    path("pegawai/<str:public_id>/gabung/", identities.merge_find, name="merge-find"),
    path("pegawai/<str:public_id>/gabung/<str:other_id>/", identities.merge, name="merge"),
    path("pegawai/<str:public_id>/pisah/", identities.split, name="split"),
    path("pegawai/<str:public_id>/jenis/", identities.staff_kind, name="staff-kind"),
]
