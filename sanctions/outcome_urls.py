"""Addresses of what follows the LHP; a step's address ends in the `url` of its row in sanctions.transitions."""

from django.urls import path

from sanctions.views import decisions, due, outcomes

routes = [
    path("terlapor/<str:public_id>/tidak-terbukti/", decisions.not_proven, name="step-tidak-terbukti"),
    path("terlapor/<str:public_id>/ajukan/", decisions.submit, name="step-ajukan"),
    path("terlapor/<str:public_id>/keputusan/", decisions.first, name="step-keputusan"),
    path("terlapor/<str:public_id>/putusan-upaya/", decisions.answer, name="step-putusan-upaya"),
    path("terlapor/<str:public_id>/pembatalan/", decisions.annulment, name="step-pembatalan"),
    path("terlapor/<str:public_id>/perbaikan/", decisions.correction, name="decision-correct"),
    path("keputusan/<str:public_id>/", decisions.decision, name="decision"),
    path("keputusan/<str:public_id>/konfirmasi/", decisions.decision_confirm, name="decision-confirm"),
    path("keputusan/<str:public_id>/kembalikan/", decisions.decision_return, name="decision-return"),
    path("keputusan/<str:public_id>/pindaian/", decisions.decision_scan, name="decision-scan"),
    path(
        "terlapor/<str:public_id>/tidak-hadir-penyampaian/", outcomes.missed_handing,
        name="step-tidak-hadir-penyampaian",
    ),
    path("terlapor/<str:public_id>/sampaikan/", outcomes.deliver, name="step-sampaikan"),
    path("terlapor/<str:public_id>/keberatan/", outcomes.objection, name="step-keberatan"),
    path("terlapor/<str:public_id>/banding/", outcomes.appeal, name="step-banding"),
    path("terlapor/<str:public_id>/tanggapan-banding/", outcomes.appeal_answer, name="step-tanggapan-banding"),
    path("terlapor/<str:public_id>/berlaku/", outcomes.take_force, name="step-berlaku"),
    path("terlapor/<str:public_id>/lapor-bkn/", outcomes.told_bkn, name="step-lapor-bkn"),
    path("terlapor/<str:public_id>/tutup/", outcomes.close, name="step-tutup"),
    path("terlapor/<str:public_id>/limpahkan/", outcomes.hand_over, name="step-limpahkan"),
    path("terlapor/<str:public_id>/ke-gubernur/", outcomes.to_governor, name="step-ke-gubernur"),
    path("terlapor/<str:public_id>/tembusan-bawaslu/", outcomes.copy_to_bawaslu, name="step-tembusan-bawaslu"),
    path("terlapor/<str:public_id>/rekomendasi-bkn/", outcomes.recommendation, name="step-rekomendasi-bkn"),
    path("terlapor/<str:public_id>/buka-kembali/", outcomes.reopen, name="step-buka-kembali"),
    path("terlapor/<str:public_id>/bentuk-majelis/", outcomes.council, name="step-bentuk-majelis"),
    path("terlapor/<str:public_id>/rekomendasi/", outcomes.advice, name="step-rekomendasi"),
    path("jatuh-tempo/", due.due_list, name="due"),
]  # fmt: skip
