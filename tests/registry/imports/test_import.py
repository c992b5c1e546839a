"""The import of staff: who is new, who changes, what is refused and why, and that nothing is done by halves."""

from datetime import date

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.exchange.readers import Sheet, Workbook
from netralitas.exchange.tables import find_table
from netralitas.registry.actions import imports
from netralitas.registry.imports import applying
from netralitas.registry.imports.columns import STAFF_COLUMNS
from netralitas.registry.models import Opd, Proposal, Staff, StaffEvent, Transfer, UnitAlias
from tests.cast import make_staff, make_unit
from tests.exchange.workbooks import Formula, csv_text, ods, xls, xlsx
from tests.registry.imports.conftest import AHMAD, HEADER, JOKO, NINA, PEOPLE, messages, person


@pytest.fixture(autouse=True)
def _units(dinas_a, sekolah_a):
    """Dinas Pendidikan with SD Negeri Ciruas 1."""


def snapshot() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Staff, StaffEvent, Opd, Transfer, UnitAlias)]


def test_dry_run_changes_nothing(run):
    before = snapshot()

    plan = run(PEOPLE)

    assert plan.totals == {"rows": 3, "accepted": 3, "created": 3, "updated": 0, "unchanged": 0, "refused": 0}
    assert snapshot() == before
    assert not Event.objects.filter(event__startswith="registry.import").exists()


def test_new_persons_get_everything_the_papers_need(run, dinas_a, sekolah_a):
    run(PEOPLE, apply=True)

    ahmad = Staff.objects.get(nip="198609182010011001")
    assert (ahmad.front_title, ahmad.name, ahmad.back_title) == ("Drs.", "AHMAD SYAFI'I", "M.Si.")
    assert (ahmad.name_key, ahmad.category, ahmad.golongan, ahmad.sex) == ("ahmad syafii", "PNS", "III/d", "L")
    assert (ahmad.birth_date, ahmad.unit, ahmad.jenjang, ahmad.status) == (
        date(1986, 9, 18),
        dinas_a,
        "PELAKSANA",
        "aktif",
    )
    assert ahmad.rank_key.startswith("1-")
    assert Staff.objects.get(nip="199003152015022004").unit == sekolah_a
    assert len({person.public_id for person in Staff.objects.all()}) == 3


def test_each_new_person_has_an_event_and_the_batch_one_audit_event(run):
    run(PEOPLE, apply=True)

    event = StaffEvent.objects.get(staff__nip="198609182010011001")
    assert (event.kind, event.changes) == ("created", {"name": [None, "Drs. AHMAD SYAFI'I, M.Si."]})
    assert StaffEvent.objects.count() == 3
    (audit,) = Event.objects.filter(event="registry.import_applied")
    assert (audit.details["created"], audit.details["file"]) == (3, "uji.xlsx")


def test_same_file_twice_changes_nothing(run):
    run(PEOPLE, apply=True)
    before = snapshot()

    plan = run(PEOPLE, apply=True)

    assert plan.totals == {"rows": 3, "accepted": 3, "created": 0, "updated": 0, "unchanged": 3, "refused": 0}
    assert snapshot() == before


def test_changed_cell_updates_only_that_field_and_tells_old_and_new(run):
    run(PEOPLE, apply=True)
    rank_before = Staff.objects.get(nip="198609182010011001").rank_key

    plan = run([person(AHMAD, GOL="IV/a"), NINA, JOKO], apply=True)

    assert (plan.totals["updated"], plan.totals["unchanged"]) == (1, 2)
    event = StaffEvent.objects.filter(kind="changed").get()
    assert event.changes == {"golongan": ["III/d", "IV/a"]}
    ahmad = Staff.objects.get(nip="198609182010011001")
    assert ahmad.golongan == "IV/a"
    assert ahmad.rank_key < rank_before


def test_empty_cells_never_erase(run):
    run(PEOPLE, apply=True)

    plan = run([person(AHMAD, GOL="", JABATAN="", NAMA="AHMAD SYAFI'I")], apply=True)

    assert plan.totals["unchanged"] == 1
    assert Staff.objects.get(nip="198609182010011001").back_title == "M.Si."


@pytest.mark.parametrize("make", [xlsx, xls, ods, csv_text])
def test_every_kind_of_workbook_imports_the_same(run, make):
    plan = run(make([["DAFTAR PEGAWAI"], [], HEADER, *PEOPLE]))

    assert plan.totals["created"] == 3
    assert plan.findings == []


@pytest.mark.parametrize(
    "cell", [1.98609182010011e17, 198609182010011001, "1.98609E+17", "1,98609E+17", "198609182010011000"]
)
def test_nip_damaged_by_excel_is_refused_with_row_and_explanation(run, cell):
    plan = run([JOKO, person(AHMAD, NIP=cell)])

    (finding,) = plan.findings
    assert (finding.row, finding.column, finding.level) == (3, "NIP", "error")
    assert finding.message.startswith("NIP rusak oleh Excel. Jadikan kolom NIP Teks, isi ulang, lalu unggah kembali.")
    assert plan.totals["refused"] == 1
    assert plan.totals["created"] == 1


@pytest.mark.parametrize(
    "cell",
    [
        "19860918 201001 1 001",
        "19860918.201001.1.001",
        "198609182010011001\u00a0",
        "'198609182010011001",
        "NIP. 198609182010011001",
    ],
)
def test_nip_with_spaces_dots_nbsp_and_apostrophes_is_read(run, cell):
    run([person(AHMAD, NIP=cell)], apply=True)

    assert Staff.objects.filter(nip="198609182010011001").exists()


@pytest.mark.parametrize(
    "cell", ["02/01/1980", "01/02/1980", 29222.0, "2 Januari 1980", "1980-01-02", date(1980, 1, 2), date(1980, 2, 1)]
)
def test_date_is_settled_by_the_nip(run, cell):
    run([person(AHMAD, NIP="198001022005011002", TGL_LAHIR=cell)], apply=True)

    assert Staff.objects.get(nip="198001022005011002").birth_date == date(1980, 1, 2)


def test_birth_date_and_sex_that_disagree_with_the_nip_are_only_warned_of(run):
    plan = run([[*AHMAD[:3], "19-09-1986", "P", *AHMAD[5:]]])

    assert plan.totals["accepted"] == 1
    assert {finding.level for finding in plan.findings} == {"warning"}
    assert len(plan.findings) == 2


def test_second_row_of_a_person_is_refused_as_double(run):
    plan = run([AHMAD, NINA, AHMAD])

    assert plan.totals == {"rows": 3, "accepted": 2, "created": 2, "updated": 0, "unchanged": 0, "refused": 1}
    assert messages(plan, row=4) == ["Ganda: NIP ini sudah ada di baris 2. Baris ini tidak dipakai."]


def test_one_person_under_two_sk_is_explained(run):
    plan = run([NINA, person(NINA, UNIT_KERJA="Dinas Pendidikan", JABATAN="Pengawas Sekolah")])

    (message,) = messages(plan, row=3)
    assert "sudah ada di baris 2 dengan unit kerja dan jabatan lain (dua SK?)" in message
    assert plan.totals["refused"] == 1


def test_pppk_paruh_waktu_without_golongan_is_fine(run):
    plan = run([person(NINA, NIP="199003152025242014", STATUS="PPPK Paruh Waktu", GOL="")], apply=True)

    assert plan.findings == []
    pppk = Staff.objects.get(nip="199003152025242014")
    assert (pppk.category, pppk.golongan, pppk.rank_key) == ("PPPK_PW", "", "3")


def test_phone_that_lost_its_zero_is_put_right(run):
    run([[*AHMAD, 81234567890], [*JOKO, "+62 812-0000-1111"]], header=[*HEADER, "NO HP"], apply=True)

    assert sorted(Staff.objects.values_list("phone", flat=True)) == ["081200001111", "081234567890"]


def test_honorer_is_known_by_an_encrypted_nik(run):
    rows = [["", "ANI", "3604054101950002", "Honorer", "SDN Ciruas 1"]]

    run(rows, header=["NIP", "NAMA", "NIK", "STATUS", "UNIT KERJA"], apply=True)

    ani = Staff.objects.get(name="ANI")
    assert (ani.nip, ani.nik, ani.nik_masked, ani.sex) == (None, "3604054101950002", "3604••••••••0002", "P")
    assert b"3604054101950002" not in bytes(ani.nik_ciphertext)
    plan = run(rows, header=["NIP", "NAMA", "NIK", "STATUS", "UNIT KERJA"], apply=True)
    assert plan.totals["unchanged"] == 1


def test_nik_of_asn_is_never_kept_but_a_known_honorer_is_named(run):
    header = ["NIP", "NAMA", "NIK", "STATUS", "UNIT KERJA"]
    run([["", "ANI", "3604054101950002", "Honorer", "SDN Ciruas 1"]], header=header, apply=True)

    plan = run([["199501012025212003", "ANI", "3604054101950002", "PPPK", "SDN Ciruas 1"]], header=header, apply=True)

    assert "sudah terdata atas nama A** (non-ASN)" in messages(plan)[0]
    pppk = Staff.objects.get(nip="199501012025212003")
    assert (pppk.nik_hash, pppk.nik_ciphertext) == (None, None)


def test_number_of_sixteen_digits_in_the_nip_column_is_a_nik(run):
    run([person(NINA, NIP="3604054101950002", STATUS="")], apply=True)

    assert Staff.objects.get().category == "HONORER"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (person(AHMAD, NIP=""), "NIP", "NIP kosong"),
        (person(AHMAD, NIP="19860918201001100"), "NIP", "harus 18 angka, di sini 17"),
        (person(AHMAD, NAMA="12345"), "NAMA", "tidak berisi huruf"),
        (person(AHMAD, STATUS="Astronot"), "STATUS", "tidak dikenal"),
        (person(AHMAD, UNIT_KERJA=""), "UNIT KERJA", "kosong"),
    ],
)
def test_row_that_cannot_be_taken_is_refused_by_name(run, row, column, words):
    plan = run([JOKO, row])

    (finding,) = [finding for finding in plan.findings if finding.is_error]
    assert (finding.row, finding.column) == (3, column)
    assert words in finding.message
    assert plan.totals["refused"] == 1


@pytest.mark.parametrize(("name", "sign"), [("=HYPERLINK(1)", "="), ("SITI <b>AMINAH", "<"), ("NINA 2", "2")])
def test_sign_that_no_name_holds_is_remarked_before_it_is_printed(run, name, sign):
    plan = run([person(NINA, NAMA=name)])

    assert messages(plan) == [f"Nama memuat “{sign}”. Periksa: nama ini tercetak pada pakta."]
    assert plan.totals["accepted"] == 1


@pytest.mark.parametrize("name", ["H. AHMAD SYAFI'I, S.Pd.", "R. Ay. D’Arc-Sari (Alm.)", "NI MADE S/O"])
def test_signs_that_names_do_hold_are_not_remarked(run, name):
    assert run([person(NINA, NAMA=name)]).findings == []


def test_bad_cell_beside_the_point_is_a_warning_and_keeps_the_person(run):
    plan = run([person(AHMAD, GOL="emas", TGL_LAHIR="kapan ya")], apply=True)

    assert plan.totals["created"] == 1
    assert {finding.column for finding in plan.findings} == {"GOL", "TGL LAHIR"}
    assert Staff.objects.get().birth_date == date(1986, 9, 18)


def test_formulas_are_said_and_never_evaluated(run):
    number = Formula('="1986"&"09182010011001"', "198609182010011001")

    plan = run([person(AHMAD, NIP=number), person(NINA, NAMA=Formula("=A1", ""))])

    assert "rumus" in messages(plan, row=2, level="warning")[0]
    assert "rumus tanpa hasil" in messages(plan, row=3, level="error")[0]
    assert (plan.totals["created"], plan.totals["refused"]) == (1, 1)


def test_formula_that_gives_a_number_is_a_damaged_nip(run):
    plan = run([person(AHMAD, NIP=Formula("=1986091820100110*100", 198609182010011000))])

    assert any("rusak oleh Excel" in message for message in messages(plan, level="error"))


def test_hidden_characters_do_not_reach_the_registry(run):
    run([person(AHMAD, NAMA="AH\u202eMAD\u00a0 SYAFI’I", JABATAN="Ana\u200blis")], apply=True)

    ahmad = Staff.objects.get()
    assert (ahmad.name, ahmad.position) == ("AHMAD SYAFI’I", "Analis")


def test_nothing_is_half_imported_when_the_last_statement_fails(run, monkeypatch):
    run([JOKO], apply=True)
    before = snapshot()

    def fail(self):
        raise IntegrityError("duplicate")

    monkeypatch.setattr(applying.Applying, "_learn_aliases", fail)
    with pytest.raises(DomainError, match="Belum ada data yang berubah"):
        run([person(AHMAD, UNIT_KERJA="SD Negeri Baru 9"), person(JOKO, GOL="IV/b")], apply=True)

    assert snapshot() == before


def test_import_is_rolled_back_when_the_audit_fails(run, monkeypatch):
    before = snapshot()

    def fail(*args, **options):
        raise RuntimeError("audit")

    monkeypatch.setattr(imports, "record", fail)
    with pytest.raises(RuntimeError):
        run(PEOPLE, apply=True)

    assert snapshot() == before


def test_number_of_queries_does_not_grow_with_the_rows(run, dinas_a, django_assert_max_num_queries):
    many = [person(AHMAD, NIP=f"198609182010011{number:03d}") for number in range(1, 400)]

    with django_assert_max_num_queries(20):
        run(many, apply=True)

    assert Staff.objects.count() == 399


def test_retired_person_is_said_and_leave_is_not_overwritten(run, dinas_a):
    make_staff("AHMAD", dinas_a, nip="198609182010011001", status="cuti")
    header = [*HEADER, "KEDUDUKAN HUKUM"]

    assert run([[*AHMAD, "Aktif"]], header=header, apply=True)
    assert Staff.objects.get().status == "cuti"
    plan = run([[*AHMAD, "Pensiun BUP"]], header=header, apply=True)

    proposal = Proposal.objects.get()
    assert (Staff.objects.get().status, proposal.status, proposal.state) == ("cuti", "pensiun", "proposed")
    assert any("Dibuat usulan Pensiun" in message for message in messages(plan))
    again = run([[*AHMAD, "Pensiun BUP"]], header=header, apply=True)
    assert (Proposal.objects.count(), again.totals["unchanged"]) == (1, 1)


def test_number_of_a_merged_row_changes_nothing(run, dinas_a):
    kept = make_staff("AHMAD", dinas_a)
    make_staff("AHMAD", dinas_a, nip="198609182010011001", status="ganda", merged_into=kept)

    plan = run([[*AHMAD, "Aktif"]], header=[*HEADER, "KEDUDUKAN HUKUM"], apply=True)

    assert plan.totals["unchanged"] == 1
    assert Staff.objects.get(nip="198609182010011001").status == "ganda"
    assert any("sudah digabung" in message for message in messages(plan))


def test_person_without_unit_column_belongs_to_the_office_of_the_file(run):
    office = make_unit("Dinas Sosial")

    run([row[:-1] for row in PEOPLE], office, header=HEADER[:-1], apply=True)

    assert set(Staff.objects.values_list("unit", flat=True)) == {office.pk}


def test_name_far_from_the_known_one_is_asked_about(run, dinas_a):
    make_staff("Budi Hartono", dinas_a, nip="198609182010011001")

    plan = run([AHMAD])

    assert any("jauh berbeda dari yang terdata (Budi Hartono)" in message for message in messages(plan))
    assert plan.totals["updated"] == 1


cells = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.times(), st.timedeltas(),
    st.sampled_from(["198609182010011001", "PNS", "III/d", "Dinas Pendidikan", "AHMAD", "L", "=1", "1.98609E+17"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cells, min_size=9, max_size=9), min_size=1, max_size=6))
def test_any_cells_give_findings_and_totals_that_add_up(by, rows):
    sheet = Sheet("Uji", _loaded=([HEADER, AHMAD, *rows], 1, 0))
    table = find_table(Workbook("xlsx", [sheet]), STAFF_COLUMNS)

    totals = imports.import_table(table, file_name="uji", unit=None, is_applied=False, by=by).totals

    assert totals["rows"] == totals["accepted"] + totals["refused"] == len(table.rows)
    assert totals["accepted"] == totals["created"] + totals["updated"] + totals["unchanged"]
