"""Addresses of the accounts room."""

from django.urls import path

from netralitas.accounts.views import (
    accounts,
    devices,
    factors,
    links,
    operators,
    passwords,
    people,
    proofs,
    resets,
    reveals,
    roles,
    signins,
    sso,
    visits,
)

app_name = "accounts"
urlpatterns = [
    # ways in for staff
    path("t/<str:token>", links.personal_link, name="personal-link"),
    path("u/<str:token>", links.unit_link, name="unit-link"),
    path("u/<str:token>/ya", links.unit_confirm, name="unit-confirm"),
    path("rekan/", visits.next_person, name="next-person"),
    path("kunjungan/akhiri/", visits.end_visit, name="end-visit"),
    path("kunjungan/selesai/", visits.visit_ended, name="visit-ended"),
    path("ikrar-saya/", people.no_person, name="no-person"),
    path("bantuan/", people.get_help, name="help"),
    # password
    path("masuk/", signins.sign_in, name="login"),
    path("masuk/sso/", sso.start, name="sso"),
    path("masuk/sso/kembali/", sso.come_back, name="sso-return"),
    path("masuk/faktor/", proofs.factor, name="factor"),
    path("masuk/ulang/", proofs.proof, name="proof"),
    path("keluar/", signins.sign_out, name="logout"),
    path("lupa-kata-sandi/", signins.forgot, name="password-forgot"),
    path("kata-sandi/", passwords.change, name="password-change"),
    path("kata-sandi/buat/", passwords.create, name="password-create"),
    path("akun/aktivasi/", passwords.activate, name="activate"),
    path("akun/aktivasi/<str:token>/", passwords.activation, name="activation"),
    # second factor and devices
    path("keamanan/", factors.factor_list, name="factors"),
    path("keamanan/aplikasi/", factors.add_app, name="factor-app"),
    path("keamanan/kunci/", factors.add_passkey, name="factor-passkey"),
    path("keamanan/kode-cadangan/", factors.recovery_codes, name="recovery-codes"),
    path("keamanan/<str:public_id>/hapus/", factors.remove, name="factor-remove"),
    path("perangkat/", devices.device_list, name="devices"),
    path("perangkat/keluarkan-lainnya/", devices.end_others, name="devices-end"),
    path("perangkat/<str:public_id>/keluarkan/", devices.end, name="device-end"),
    # handing links on
    path("tautan/unit/", reveals.unit_doors, name="unit-doors"),
    path("tautan/unit/<str:public_id>/", reveals.unit, name="unit-door"),
    path("tautan/unit/<str:public_id>/ganti/", reveals.replace_unit, name="unit-door-replace"),
    path("tautan/pegawai/<str:public_id>/", reveals.personal, name="reveal"),
    path("tautan/pegawai/<str:public_id>/ganti/", reveals.replace_personal, name="reveal-replace"),
    # accounts and roles
    path("akun/", accounts.account_list, name="accounts"),
    path("akun/baru/", accounts.create, name="account-new"),
    path("operator/", operators.operator_list, name="operators"),
    path("operator/<str:public_id>/serah-terima/", operators.hand_over, name="hand-over"),
    path("operator/serah-terima/<str:public_id>/", operators.hand_over_sheet, name="hand-over-sheet"),
    path("akun/<str:username>/", accounts.account, name="account"),
    path("akun/<str:username>/kunci/", accounts.lock, name="account-lock"),
    path("akun/<str:username>/buka-kunci/", accounts.unlock, name="account-unlock"),
    path("akun/<str:username>/kirim-aktivasi/", accounts.send_activation, name="account-activation"),
    path("akun/<str:username>/lembar-aktivasi/", accounts.letter, name="account-letter"),
    path("akun/<str:username>/pemulihan/", resets.propose, name="reset-propose"),
    path("pemulihan/", resets.reset_list, name="resets"),
    path("pemulihan/<str:public_id>/", resets.reset, name="reset"),
    path("pemulihan/<str:public_id>/setujui/", resets.approve, name="reset-approve"),
    path("pemulihan/<str:public_id>/tutup/", resets.drop, name="reset-drop"),
    path("akun/<str:username>/peran/", roles.give, name="role-give"),
    path("akun/<str:username>/peran/<str:public_id>/cabut/", roles.revoke, name="role-revoke"),
]
