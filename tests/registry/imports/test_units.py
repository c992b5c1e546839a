"""Units in a file: found by code, name, alias and slips of the pen; proposed when unknown; never stolen."""

import pytest

from netralitas.registry.imports.spelling import loose_key, unit_key
from netralitas.registry.imports.units import UnitFinder
from netralitas.registry.models import Opd, Staff, StaffEvent, Transfer, UnitAlias
from tests.cast import make_staff, make_unit
from tests.registry.imports.conftest import AHMAD, HEADER, NINA, messages, person


@pytest.fixture(autouse=True)
def _units(dinas_a, sekolah_a, dinas_b):
    """Dinas Pendidikan with SD Negeri Ciruas 1, and Dinas Kesehatan."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SDN Ciruas 1", "SD Negeri Ciruas 01"),
        ("Kec. Anyar", "KECAMATAN ANYAR"), ("UPT Puskesmas Ciruas", "PKM Ciruas"),

        ("Bag. Hukum", "Bagian Hukum"), ("SMPN2 Kragilan", "SMP Negeri 2 Kragilan"), ("Dinas A & B", "Dinas A dan B"),
    ],
)  # fmt: skip
def test_spellings_of_one_unit_share_a_key(one, other):
    assert loose_key(unit_key(one)) == loose_key(unit_key(other))


@pytest.mark.parametrize(("one", "other"), [("SDN Ciruas 1", "SDN Ciruas 2"), ("Bidang SD", "Bidang SMP")])
def test_different_units_have_different_keys(one, other):
    assert unit_key(one) != unit_key(other)


@pytest.mark.parametrize("cell", ["SD Negeri Ciruas 1", "SDN CIRUAS 01", "SD NEGERI 1 CIRUAS", "sdn. ciruas  1"])
def test_loosely_spelled_unit_is_found(run, sekolah_a, cell):
    plan = run([person(NINA, UNIT_KERJA=cell)], apply=True)

    assert plan.findings == []
    assert Staff.objects.get().unit == sekolah_a


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("SDN Ciruas 1 Kec. Ciruas", "SD Negeri Ciruas 1"),
        ("SD NEGERI CIRUAS 1 - DINAS PENDIDIKAN", "SD Negeri Ciruas 1"),
        ("Dinas Kesehatan Kab. Serang", "Dinas Kesehatan"),
        ("Dinas Pendidikan Pemerintah Kabupaten Contoh", "Dinas Pendidikan"),
    ],
)
def test_region_or_office_behind_the_name_does_not_hinder(run, cell, name):
    plan = run([person(NINA, UNIT_KERJA=cell)], apply=True)

    assert plan.findings == []
    assert Staff.objects.get().unit.name == name


@pytest.mark.parametrize("heading", ["NPSN", "UNOR ID", "KODE UNIT"])
def test_unit_is_found_by_its_codes_first(run, dinas_b, heading):
    school = make_unit("SD Negeri Lain", parent=dinas_b, external_code="20600123", unor_id="A8ACA7F1", code="2.01.07")
    code = {"NPSN": "20600123", "UNOR ID": "a8aca7f1", "KODE UNIT": "2.01.07"}[heading]

    run([[*NINA, code]], header=[*HEADER, heading], apply=True)

    assert Staff.objects.get().unit == school


def test_slip_of_the_pen_is_taken_for_the_nearest_and_learned(run, by):
    anyar = make_unit("Kecamatan Anyar", kind="KECAMATAN")

    first = run([person(AHMAD, UNIT_KERJA="Kec. Anyer")], apply=True)
    second = run([person(NINA, UNIT_KERJA="KEC. ANYER")])

    assert messages(first) == ["Unit “Kec. Anyer” dibaca sebagai “Kecamatan Anyar”."]
    assert first.totals["accepted"] == 1
    assert Staff.objects.get().unit == anyar
    assert UnitAlias.objects.get().unit == anyar
    assert second.findings == []


def test_name_written_in_two_words_is_the_same_unit(run):
    make_unit("Kecamatan Contohsari", kind="KECAMATAN")

    plan = run([person(AHMAD, UNIT_KERJA="KEC. CONTOH SARI")], apply=True)

    assert plan.findings == []
    assert Staff.objects.get().unit.name == "Kecamatan Contohsari"


def test_office_cut_short_is_read_as_the_only_one_that_goes_on(run, dinas_b):
    health = make_unit("Dinas Perhubungan dan Kominfo", kind="DINAS")
    make_unit("Kecamatan Anyar Timur", kind="KECAMATAN")

    plan = run([person(AHMAD, UNIT_KERJA="Dinas Perhubungan"), person(NINA, UNIT_KERJA="Kec. Anyar")], apply=True)

    assert messages(plan, row=2) == ["Unit “Dinas Perhubungan” dibaca sebagai “Dinas Perhubungan dan Kominfo”."]
    assert "belum terdata" in messages(plan, row=3)[0]
    assert Staff.objects.get(nip=AHMAD[1]).unit == health


def test_office_cut_short_is_not_guessed_between_two(run):
    make_unit("Dinas Perhubungan dan Kominfo", kind="DINAS")
    make_unit("Dinas Perhubungan Laut", kind="DINAS")

    (message,) = messages(run([person(AHMAD, UNIT_KERJA="Dinas Perhubungan")]))

    assert "belum terdata" in message


def test_unknown_unit_of_an_unknown_office_says_both(run):
    (message,) = messages(run([[*AHMAD[:-1], "Balai Benih", "Dinas Pertanian"]], header=[*HEADER, "OPD"]))

    assert "“Balai Benih” dan Perangkat Daerah “Dinas Pertanian” belum terdata" in message


def test_school_with_another_number_is_no_slip_of_the_pen(run):
    plan = run([person(NINA, UNIT_KERJA="SDN Ciruas 2")])

    (message,) = messages(plan)
    assert "diusulkan sebagai unit baru" in message
    assert "Nama terdekat: “SD Negeri Ciruas 1”" in message


def test_unknown_unit_is_accepted_with_a_warning_and_added_under_its_office(run, dinas_b):
    rows = [[*person(AHMAD, UNIT_KERJA="UPTD Puskesmas Kragilan"), "Dinas Kesehatan"]]

    plan = run(rows, header=[*HEADER, "OPD"], apply=True)

    assert plan.totals["accepted"] == 1
    unit = Staff.objects.get().unit
    assert (unit.name, unit.parent, unit.opd, unit.kind_id) == (
        "UPTD Puskesmas Kragilan",
        dinas_b,
        dinas_b,
        "PUSKESMAS",
    )
    assert unit.events.exists()
    assert run(rows, header=[*HEADER, "OPD"], apply=True).totals["unchanged"] == 1


def test_unknown_office_and_its_unit_are_added_once(run):
    rows = [[*person(base, UNIT_KERJA="UPT Pasar Baru"), "Dinas Perdagangan"] for base in (AHMAD, NINA)]

    run(rows, header=[*HEADER, "OPD"], apply=True)

    office = Opd.objects.get(name="Dinas Perdagangan")
    assert set(Staff.objects.values_list("unit__parent", flat=True)) == {office.pk}
    assert Opd.objects.filter(code__startswith="BARU-").count() == 2


def test_parts_of_an_office_are_no_units(run, dinas_a):
    plan = run(
        [[*person(AHMAD, UNIT_KERJA="Sub Bagian Umum dan Kepegawaian"), "DINAS PENDIDIKAN"]],
        header=[*HEADER, "OPD"],
        apply=True,
    )

    assert plan.findings == []
    assert Staff.objects.get().unit == dinas_a


def test_name_borne_by_two_units_asks_for_the_office(run, dinas_a, dinas_b):
    make_unit("UPTD Laboratorium", parent=dinas_a)
    make_unit("UPTD Laboratorium", parent=dinas_b)

    plan = run([person(AHMAD, UNIT_KERJA="UPTD Laboratorium")])
    named = run([[*person(AHMAD, UNIT_KERJA="UPTD Laboratorium"), "Dinas Kesehatan"]], header=[*HEADER, "OPD"])

    assert "Ada 2 unit bernama" in messages(plan, level="error")[0]
    assert named.findings == []


def test_file_of_one_office_may_not_name_units_of_another(run, dinas_a, dinas_b):
    make_unit("Puskesmas Ciruas", parent=dinas_b)

    plan = run([person(AHMAD, UNIT_KERJA="Puskesmas Ciruas"), person(NINA, UNIT_KERJA="Dinas Kesehatan")], dinas_a)

    assert plan.totals["refused"] == 2
    assert all("bukan" in message for message in messages(plan, level="error"))


def test_who_may_not_add_units_gets_unknown_ones_into_the_office(dinas_a):
    finder = UnitFinder(only=dinas_a, may_propose=False)

    match = finder.find(unit="SMP Negeri 9")

    assert match.unit.pk == dinas_a.pk
    assert "sementara didata di Dinas Pendidikan" in match.warning


def test_answer_of_the_user_is_taken_and_learned(run, dinas_a, sekolah_a):
    finder = UnitFinder()
    proposal = finder.find(unit="SD Inpres Ciruas").proposal

    answered = UnitFinder(choices={proposal.key: sekolah_a.pk})

    assert answered.find(unit="SD Inpres Ciruas").unit.pk == sekolah_a.pk


def test_person_of_another_office_becomes_a_transfer_proposal_both_see(run, dinas_a, dinas_b):
    known = make_staff("AHMAD", dinas_b, nip="198609182010011001", golongan="III/c")

    plan = run([AHMAD], dinas_a, apply=True)

    known.refresh_from_db()
    assert (known.unit, known.golongan) == (dinas_b, "III/c")
    transfer = Transfer.objects.get()
    assert (transfer.from_unit, transfer.to_unit, transfer.state, transfer.staff) == (
        dinas_b,
        dinas_a,
        "proposed",
        known,
    )
    assert plan.totals == {"rows": 1, "accepted": 1, "created": 0, "updated": 1, "unchanged": 0, "refused": 0}
    assert "usulan mutasi" in messages(plan, level="warning")[0]


def test_repeated_transfer_proposal_is_not_made_again(run, dinas_a, dinas_b):
    make_staff("AHMAD", dinas_b, nip="198609182010011001")
    run([AHMAD], dinas_a, apply=True)

    plan = run([AHMAD], dinas_a, apply=True)

    assert plan.totals["unchanged"] == 1
    assert Transfer.objects.count() == 1


def test_file_of_the_whole_pemda_updates_data_but_moves_nobody_between_offices(run, dinas_b):
    known = make_staff("AHMAD SYAFI'I", dinas_b, nip="198609182010011001", golongan="III/c")

    run([AHMAD], apply=True)

    known.refresh_from_db()
    assert (known.unit, known.golongan) == (dinas_b, "III/d")
    assert Transfer.objects.filter(staff=known).exists()


def test_move_inside_one_office_happens_and_is_told(run, dinas_a, sekolah_a):
    known = make_staff("NINA MARLINA", dinas_a, nip="199003152015022004")

    run([NINA], apply=True)

    known.refresh_from_db()
    assert known.unit == sekolah_a
    event = StaffEvent.objects.get(staff=known)
    assert (event.kind, event.unit) == ("moved", sekolah_a)
    assert event.changes["unit"] == ["Dinas Pendidikan", "SD Negeri Ciruas 1"]
