"""Every permission of the portal, NOUN_VERB; roles.py says who has which."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that may be done; asked as `user.has_perm(Permission.STAFF_EDIT, unit)`."""

    label: str

    def __new__(cls, value: str, label: str) -> "Permission":
        """A value with its Indonesian label for the role matrix and the screens."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    OPD_VIEW = "opd.view", "Melihat Perangkat Daerah"
    OPD_EDIT = "opd.edit", "Mengubah Perangkat Daerah"
    STAFF_VIEW = "staff.view", "Melihat data pegawai"
    STAFF_EDIT = "staff.edit", "Mengubah data pegawai"
    STAFF_IMPORT = "staff.import", "Mengimpor data pegawai satu Perangkat Daerah"
    STAFF_IMPORT_ALL = "staff.import_all", "Mengimpor data pegawai seluruh pemda"
    STAFF_EXPORT = "staff.export", "Mengunduh data pegawai"
    PROPOSAL_DECIDE = "proposal.decide", "Memutuskan usulan perubahan data pegawai (orang kedua)"
    ROSTER_STATE = "roster.state", "Menyatakan data pegawai Perangkat Daerah benar"
    ROSTER_RULE = (
        "roster.rule",
        "Mengatur batas usia pensiun dan tenggat verifikasi data, memutuskan mutasi yang disanggah",
    )
    READINESS_VIEW = "readiness.view", "Melihat kesiapan data sebelum kegiatan dibuka"
    SETUP_VIEW = "setup.view", "Melihat langkah persiapan portal"
    CAMPAIGN_VIEW = "campaign.view", "Melihat kegiatan ikrar"
    CAMPAIGN_EDIT = "campaign.edit", "Mengatur kegiatan ikrar dan naskah"
    CAMPAIGN_OPEN = "campaign.open", "Membuka dan menutup kegiatan ikrar"
    PLEDGE_SIGN = "pledge.sign", "Menandatangani ikrar sendiri"
    SIGNER_VIEW = "signer.view", "Melihat nama yang sudah menandatangani"
    MISSING_VIEW = "missing.view", "Melihat nama yang belum menandatangani"
    LINK_ISSUE = "link.issue", "Membagikan tautan: lembar, surel, dan poster"
    LINK_REVEAL = "link.reveal", "Menyerahkan tautan pribadi kepada pegawai"
    CERTIFICATE_PRINT = "certificate.print", "Mencetak sertifikat"
    SIGNATURE_VOID = "signature.void", "Membatalkan ikrar, berdua"
    UNWILLING_VIEW = "unwilling.view", "Melihat siapa yang belum bersedia"
    ROLLUP_VIEW = "rollup.view", "Melihat pemantauan tanpa nama"
    COMPLETION_VIEW = "completion.view", "Melihat pernyataan dan verifikasi kelengkapan"
    COMPLETION_PREPARE = "completion.prepare", "Menyiapkan pernyataan kelengkapan dan menyerahkan pindaiannya"
    WEEKLY_EDIT = "weekly.edit", "Membekukan dan mengatur Rekap Senin"
    COMPLETION_STATE = "completion.state", "Menyatakan kelengkapan"
    COMPLETION_REVIEW = "completion.review", "Memverifikasi kelengkapan"
    REMINDER_PLAN = "reminder.plan", "Mengatur jadwal pengingat"
    DISPUTE_RECORD = "dispute.record", "Mencatat ikrar yang disangkal pemiliknya, dengan kartu identitas"
    DISPUTE_DECIDE = "dispute.decide", "Memeriksa dan memutus ikrar yang disangkal"
    SIGNAL_VIEW = "signal.view", "Melihat pola tanda tangan yang perlu ditanyakan, dengan nama"
    SIGNAL_RULE = "signal.rule", "Mengatur ambang pola tanda tangan"
    CATALOGUE_VIEW = "catalogue.view", "Melihat katalog pelanggaran dan kalender kerja"
    CATALOGUE_EDIT = "catalogue.edit", "Mengubah katalog pelanggaran dan kalender kerja"
    HEAD_COMPARE = "head.compare", "Membandingkan pimpinan dengan peran Kepala OPD"
    REPORT_EDIT = "report.edit", "Mencatat dan menelaah laporan dugaan pelanggaran"
    REPORT_ALL = "report.all", "Menangani laporan tentang seluruh Perangkat Daerah"
    REPORTER_VIEW = "reporter.view", "Membuka identitas pelapor dengan alasan"
    CASE_EDIT = "case.edit", "Membuka dan menyelenggarakan perkara dugaan pelanggaran"
    CASE_WORK = "case.work", "Membaca dan memeriksa perkara yang boleh diketahuinya"
    CASE_FIGURES = "case.figures", "Melihat angka penanganan dugaan pelanggaran"
    CASE_COUNTS = "case.counts", "Melihat jumlah perkara pada halaman Sekretaris Daerah"
    LETTER_VIEW = "letter.view", "Melihat daftar surat, masing-masing menurut jenisnya"
    LETTER_TEMPLATE = "letter.template", "Mengubah naskah surat, masing-masing menurut jenisnya"
    DOCUMENT_SEAL = "document.seal", "Menandatangani dengan BSrE dan menyelesaikan segel yang perlu diperiksa"
    AUDIT_VIEW = "audit.view", "Membaca catatan audit"
    ACCOUNT_EDIT = "account.edit", "Mengatur akun dan peran"
    ACCOUNT_CONFIRM = "account.confirm", "Menyetujui pemulihan akun (orang kedua)"
    PEMDA_EDIT = "pemda.edit", "Mengatur identitas pemda"
    SYSTEM_VIEW = "system.view", "Melihat kesehatan sistem dan pekerjaan"
