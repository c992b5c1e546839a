"""What the audit log says about links, visits, accounts and roles."""

from netralitas.audit.catalogue import declare, declare_look

declare_look("accounts.link", "Tautan pribadi seorang pegawai")

# links
LINKS_MADE = declare("accounts.links_made", "{actor} menyiapkan {count} tautan pribadi.")
LINK_REPLACED = declare("accounts.link_replaced", "{actor} mengganti tautan pribadi {person}.")
LINK_REVEALED = declare("accounts.link_revealed", "{actor} menyerahkan tautan pribadi {person} ({way}).")
LINK_DISOWNED = declare(
    "accounts.link_disowned", "{actor} membuka tautan pribadi {person} dan menyatakan bukan pemiliknya."
)
UNIT_LINK_MADE = declare("accounts.unitlink_made", "{actor} membuat tautan unit {unit}.")
UNIT_LINKS_MADE = declare("accounts.unitlinks_made", "{actor} membuat {count} tautan unit untuk {place}.")
UNIT_LINK_CHANGED = declare("accounts.unitlink_changed", "{actor} mengatur jam tautan unit {unit}: {hours}.")
UNIT_LINK_REPLACED = declare("accounts.unitlink_replaced", "{actor} mengganti tautan unit {unit}.")
LINKS_CLOSED = declare("accounts.links_closed", "{actor} menutup {personal} tautan pribadi dan {units} tautan unit.")

# visits
VISIT_OPENED = declare("accounts.visit_opened", "{actor} membuka Ikrar Saya atas nama {person} ({way}{marks}).")
VISIT_ENDED = declare("accounts.visit_ended", "{actor} menutup Ikrar Saya atas nama {person}.")

# signing in and passwords
SIGNED_IN = declare("accounts.account_entered", "{actor} masuk dengan {way}.")
SIGN_IN_FAILED = declare("accounts.signin_failed", "{actor} gagal masuk (nama masuk bertanda {mark}).")
SSO_REFUSED = declare("accounts.sso_refused", "{actor} masuk lewat SSO tetapi tidak dikenal portal (menurut {way}).")
SIGNED_OUT = declare("accounts.account_left", "{actor} keluar.")
PASSWORD_SET = declare("accounts.password_set", "{actor} membuat kata sandi akun {account} ({way}).")
PASSWORD_CHANGED = declare("accounts.password_changed", "{actor} mengganti kata sandi akun {account}.")
ACTIVATION_MADE = declare("accounts.activation_made", "{actor} menyiapkan aktivasi akun {account} ({way}).")

# accounts and roles
ACCOUNT_CREATED = declare("accounts.account_created", "{actor} membuat akun {account}.")
ACCOUNT_LOCKED = declare("accounts.account_locked", "{actor} mengunci akun {account}: {reason}.")
ACCOUNT_UNLOCKED = declare("accounts.account_unlocked", "{actor} membuka kunci akun {account}: {reason}.")
ROLE_GIVEN = declare("accounts.role_given", "{actor} memberi peran {role} ({place}) kepada {account}, {period}.")
HANDED_OVER = declare(
    "accounts.role_handed_over", "{actor} menyerahterimakan peran {role} ({place}) dari {old} kepada {new}."
)
ENDINGS_TOLD = declare("accounts.endings_told", "{actor} mengingatkan {count} operator: surat tugas segera berakhir.")
ROLE_REVOKED = declare("accounts.role_revoked", "{actor} mencabut peran {role} ({place}) dari {account}: {reason}.")

# second factor and devices
FACTOR_ADDED = declare("accounts.factor_added", "{actor} menambah faktor kedua akun {account}: {factor}.")
FACTOR_REMOVED = declare("accounts.factor_removed", "{actor} menghapus faktor kedua akun {account}: {factor}.")
CODES_RENEWED = declare("accounts.codes_renewed", "{actor} membuat kode cadangan baru akun {account}.")
FACTOR_PASSED = declare("accounts.factor_passed", "{actor} membuktikan faktor kedua dengan {way}.")
FACTOR_FAILED = declare("accounts.factor_failed", "{actor} gagal membuktikan faktor kedua.")
DEVICE_ENDED = declare("accounts.device_ended", "{actor} mengeluarkan perangkat sendiri: {device}.")
DEVICES_ENDED = declare("accounts.devices_ended", "{actor} mengeluarkan {count} perangkat sendiri yang lain.")

# pemulihan by two persons
RESET_PROPOSED = declare("accounts.reset_proposed", "{actor} mengajukan pemulihan akun {account}: {reason}.")
RESET_CONFIRMED = declare("accounts.reset_confirmed", "{actor} menyetujui pemulihan akun {account} dari {proposer}.")
RESET_DROPPED = declare("accounts.reset_dropped", "{actor} menutup permohonan pemulihan akun {account}: {reason}.")
ACCOUNT_FOLLOWED = declare(
    "accounts.account_followed",
    "{actor} mengaitkan akun {account} dengan data {person} sesudah data digabung atau dipisah.",
)

# workbooks
WORKBOOK_READ = declare(
    "accounts.workbook_read", "{actor} memeriksa buku kerja akun {file}: {created} baru, {refused} ditolak."
)
WORKBOOK_APPLIED = declare(
    "accounts.workbook_applied", "{actor} menerapkan buku kerja akun {file}: {created} baru, {updated} peran."
)
