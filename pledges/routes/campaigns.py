"""Addresses of elections, campaigns and texts."""

from django.urls import path

from pledges.views import campaigns, elections, openings, previews, texts

routes = [
    path("kegiatan/", campaigns.campaign_list, name="campaigns"),
    path("kegiatan/baru/", campaigns.campaign_new, name="campaign-new"),
    path("kegiatan/tenggat/", campaigns.campaign_deadline, name="campaign-deadline"),
    path("kegiatan/pemilihan/", elections.election_list, name="elections"),
    path("kegiatan/pemilihan/baru/", elections.election_new, name="election-new"),
    path("kegiatan/pemilihan/<str:public_id>/", elections.election_edit, name="election-edit"),
    path("kegiatan/naskah/<str:public_id>/", texts.text_detail, name="text"),
    path("kegiatan/naskah/<str:public_id>/ubah/", texts.text_edit, name="text-edit"),
    path("kegiatan/naskah/<str:public_id>/setujui/", texts.text_approve, name="text-approve"),
    path("kegiatan/naskah/<str:public_id>/perubahan/", texts.text_difference, name="text-difference"),
    path("kegiatan/naskah/<str:public_id>/buang/", texts.text_discard, name="text-discard"),
    path("kegiatan/naskah/<str:public_id>/berlakukan/", texts.text_publish, name="text-publish"),
    path("kegiatan/naskah/<str:public_id>/pratinjau/", previews.text_preview, name="text-preview"),
    path("kegiatan/naskah/<str:public_id>/pratinjau/cetak-cepat/", previews.text_speed, name="text-speed"),
    path("kegiatan/naskah/<str:public_id>/pratinjau/langsung/", previews.text_live, name="text-live"),
    path("kegiatan/naskah/<str:public_id>/pratinjau/<str:name>/", previews.text_picture, name="text-picture"),
    path("kegiatan/naskah/<str:public_id>/pratinjau/<str:name>/pdf/", previews.text_sample, name="text-sample"),
    path("kegiatan/<str:public_id>/", campaigns.campaign_detail, name="campaign"),
    path("kegiatan/<str:public_id>/ubah/", campaigns.campaign_edit, name="campaign-edit"),
    path("kegiatan/<str:public_id>/kesiapan/", openings.campaign_readiness, name="campaign-readiness"),
    path("kegiatan/<str:public_id>/buka/", openings.campaign_open, name="campaign-open"),
    path("kegiatan/<str:public_id>/perpanjang/", openings.campaign_extend, name="campaign-extend"),
    path("kegiatan/<str:public_id>/cara/", openings.campaign_ways, name="campaign-ways"),
    path("kegiatan/<str:public_id>/hapus/", openings.campaign_delete, name="campaign-delete"),
    path("kegiatan/<str:public_id>/tutup/", openings.campaign_close, name="campaign-close"),
    path("kegiatan/<str:public_id>/arsipkan/", openings.campaign_archive, name="campaign-archive"),
    path("kegiatan/<str:public_id>/naskah/", texts.text_change, name="text-change"),
]
