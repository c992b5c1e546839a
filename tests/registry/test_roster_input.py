"""Odd input on the pages of the roster is answered plainly, never with a 500."""

import pytest

from tests.cast import make_staff

pytestmark = pytest.mark.django_db

ODD = ["\0", "x" * 3000, "9" * 18, "2026-13-45", "<script>", "", "\u0661" * 18]
FIELDS = [
    "nip",
    "kind",
    "title",
    "letter_number",
    "starts_on",
    "ends_on",
    "on",
    "reason",
    "status",
    "number",
    "kept",
    "answer",
    "outcome",
    "decision",
    "category",
    "golongan",
    "position",
    "due_on",
    "opd",
    "seen",
    "agreed",
    "kembali",
    "form-TOTAL_FORMS",
    "form-INITIAL_FORMS",
    "form-0-age",
    "form-0-word",
]
SHOWN = ["/pegawai/usulan/", "/verifikasi-data/", "/pensiun/", "/pimpinan-dan-peran/", "/pegawai/ganda/", "/pegawai/"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_input_is_answered_plainly(sign_in, bkpsdm, budi, siti, dinas_a, odd):
    other = make_staff("Lain", dinas_a)
    person, unit = f"/pegawai/{siti.public_id}", f"/perangkat-daerah/{dinas_a.public_id}"
    changing = [
        *(f"{person}/{page}/" for page in ("kedudukan", "jenis", "gabung", "pisah", "pensiun", "mutasi")),
        f"{person}/gabung/{other.public_id}/", f"{unit}/pimpinan/", "/pengaturan/batas-usia-pensiun/",
        "/verifikasi-data/tenggat/", f"/verifikasi-data/{dinas_a.public_id}/nyatakan/",
        f"/belum-terhubung/{siti.public_id}/",
    ]  # fmt: skip
    query = dict.fromkeys(("cari", "tanggal", "kedudukan", "urut", "hal", "status"), odd)
    for client in (sign_in(bkpsdm), sign_in(budi)):
        for path in changing:
            assert client.post(path, dict.fromkeys(FIELDS, odd)).status_code < 500, path
        for path in [*changing, *SHOWN, f"{unit}/penugasan/"]:
            assert client.get(path, query).status_code < 500, path
