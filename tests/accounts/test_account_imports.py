"""Accounts by workbook: dry run and outcome agree, twice is once, passwords are dropped, refusals say the row."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from netralitas.access.models import User
from netralitas.accounts.actions import account_imports
from netralitas.accounts.models import Activation, RoleAssignment
from netralitas.errors import DomainError
from netralitas.exchange.models import ImportBatch
from netralitas.exchange.writers import write_xlsx
from tests.cast import make_staff

pytestmark = pytest.mark.django_db
COLUMNS = ["Nama", "NIP", "Surel", "Peran", "Kode Unit", "Surat Tugas", "Sampai Tanggal", "Password"]


def workbook(*rows, columns=COLUMNS) -> bytes:
    file = io.BytesIO()
    write_xlsx(file, columns=columns, rows=rows, title="DAFTAR AKUN")
    return file.getvalue()


def until(days: int = 60) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d-%m-%Y}"


@pytest.fixture
def good(siti, dinas_a) -> bytes:
    return workbook(
        ("Siti Aminah", siti.nip, "siti@contoh.go.id", "Operator OPD", dinas_a.code, "800/1", until(), "rahasia123"),
        ("Ratna", "", "ratna@contoh.go.id", "Inspektorat / auditor", "", "", "", "rahasia456"),
    )


def read(content: bytes, admin, by) -> ImportBatch:
    return account_imports.upload(content=content, file_name="akun.xlsx", owner=admin, by=by)


def messages_of(batch: ImportBatch) -> list[str]:
    return [f"{one.row}: {one.message}" for one in batch.findings.order_by("row")]


def test_dry_run_changes_nothing_and_tells_the_outcome(good, admin_sistem, by):
    before = User.objects.count()
    batch = read(good, admin_sistem, by)

    assert batch.totals == {"rows": 2, "created": 2, "updated": 0, "unchanged": 0, "refused": 0}
    assert User.objects.count() == before
    assert not Activation.objects.exists()


def test_applied_once_and_a_second_time_is_the_same(good, siti, dinas_a, admin_sistem, by):
    account_imports.apply(batch=read(good, admin_sistem, by), by=by)
    given = RoleAssignment.objects.get(user=siti.account_link.user)
    again = read(good, admin_sistem, by)

    assert (given.role, given.unit, given.letter_number) == ("operator_opd", dinas_a, "800/1")
    assert Activation.objects.filter(way=Activation.Way.EMAIL).count() == 2
    assert again.totals == {"rows": 2, "created": 0, "updated": 0, "unchanged": 2, "refused": 0}


def test_passwords_are_read_nowhere(good, admin_sistem, by):
    batch = read(good, admin_sistem, by)

    assert account_imports.PASSWORD_DROPPED in batch.notes
    assert "Password" in batch.dropped_columns
    kept = account_imports._kept(batch)
    assert "rahasia123" not in str(kept)
    with default_storage.open(batch.storage_name) as file:
        assert b"rahasia" not in file.read()
    account_imports.apply(batch=batch, by=by)
    assert not any(user.has_usable_password() for user in User.objects.filter(email__contains="contoh.go.id"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({1: "198501012010011999"}, "belum ada di data pegawai"),
        ({1: "1.98504E+17"}, "NIP rusak oleh Excel"),
        ({1: "12345"}, "NIP ada 18 angka"),
        ({3: "Raja"}, "Peran “Raja” tidak dikenal"),
        ({4: "9.99"}, "belum ada di Perangkat Daerah"),
        ({4: ""}, "memerlukan unit"),
        ({5: ""}, "memerlukan nomor surat tugas"),
        ({6: ""}, "memerlukan tanggal akhir"),
        ({6: "besok"}, "Tulis tanggal seperti"),
        ({6: "01-01-2020"}, "Tanggal akhir"),
        ({2: "bukan surel"}, "Alamat surel tidak sah"),
    ],
)
def test_bad_row_is_refused_with_its_number(siti, dinas_a, admin_sistem, by, change, sentence):
    row = ["Siti Aminah", siti.nip, "siti@contoh.go.id", "Operator OPD", dinas_a.code, "800/1", until(), ""]
    for at, value in change.items():
        row[at] = value
    batch = read(workbook(row), admin_sistem, by)

    assert batch.totals["refused"] == 1
    (message,) = messages_of(batch)
    assert message.startswith("3: ")
    assert sentence in message


def test_third_operator_in_the_file_is_refused_the_others_pass(dinas_a, admin_sistem, by):
    people = [make_staff(name, dinas_a) for name in ("Ani", "Beni", "Cici")]
    rows = [(p.name, p.nip, "", "operator", dinas_a.name, "800/1", until(), "") for p in people]
    batch = read(workbook(*rows), admin_sistem, by)

    assert (batch.totals["created"], batch.totals["refused"]) == (2, 1)
    assert "sudah mempunyai 2 operator" in messages_of(batch)[0]


def test_file_is_refused_when_it_is_no_list_of_accounts(admin_sistem, by):
    with pytest.raises(DomainError):
        read(workbook(("a", "b"), columns=["Barang", "Jumlah"]), admin_sistem, by)
    with pytest.raises(DomainError):
        read(b"bukan buku kerja", admin_sistem, by)


def test_changed_world_is_noticed_before_anything_is_done(good, siti, admin_sistem, by):
    batch = read(good, admin_sistem, by)
    siti.status = "pensiun"
    siti.save()

    with pytest.raises(DomainError):
        account_imports.apply(batch=batch, by=by)
    assert not RoleAssignment.objects.filter(letter_number="800/1").exists()


def test_on_screen_to_the_letters(siti, dinas_a, admin_sistem, sign_in):
    client = sign_in(admin_sistem)
    file = io.BytesIO(workbook(("Siti", siti.nip, "", "Operator OPD", dinas_a.code, "800/1", until(), "x")))
    file.name = "akun.xlsx"
    page = client.post("/akun/unggah/", {"file": file}).headers["Location"]
    assert "Kolom kata sandi dibuang" in client.get(page).content.decode()
    client.post(f"{page}terapkan/")
    assert "Cetak Lembar Aktivasi" in client.get(page).content.decode()
    letters = client.post("/akun/unggah/lembar/")

    assert "hanya untuk Siti Aminah" in letters.content.decode()
    assert "no-store" in letters.headers["Cache-Control"]
    assert Activation.objects.get().way == Activation.Way.LETTER
    assert client.get("/akun/unggah/contoh/").headers["Content-Type"].endswith("sheet")
    assert "akun.xlsx" in client.get("/akun/unggah/").content.decode()
