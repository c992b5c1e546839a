"""Rekonsiliasi: an export held against the roster and the signatures; what is found, who sees it, what it leads to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netralitas.audit.models import Access, Event
from netralitas.errors import DomainError
from netralitas.exchange.models import ImportBatch
from netralitas.jobs.testing import run_all
from netralitas.registry.actions import reconciliations as actions
from netralitas.registry.models import Difference, Proposal, Reconciliation, Staff, Transfer
from pledges.models import Obligation
from tests.cast import make_nip, make_staff
from tests.exchange.workbooks import xlsx
from tests.pledges import factory

pytestmark = pytest.mark.django_db

HEADER = ["NO", "NIP", "NAMA", "STATUS", "KEDUDUKAN", "UNIT KERJA", "PERANGKAT DAERAH"]
Kind = Difference.Kind


def row(person: Staff, *, unit: str = "", standing: str = "Aktif", kind: str = "PNS", opd: str = "") -> list:
    home = person.unit
    return [1, person.nip, person.name, kind, standing, unit or home.name, opd or home.opd.name]


@pytest.fixture
def people(dinas_a, sekolah_a, dinas_b) -> dict[str, Staff]:
    named = {
        "same": ("Sama Saja", sekolah_a),
        "moved": ("Pindah Dinas", dinas_a),
        "retired": ("Pensi Unan", dinas_a),
        "kind": ("Calon Pegawai", dinas_b),
        "extra": ("Hilang Dari Ekspor", dinas_b),
        "vague": ("Guru Sekolah", sekolah_a),
    }
    return {key: make_staff(name, unit) for key, (name, unit) in named.items()}


@pytest.fixture
def export(people, dinas_b) -> bytes:
    new = [9, make_nip(), "Baru Sekali", "PNS", "Aktif", "Dinas Kesehatan", "Dinas Kesehatan"]
    lines = [
        row(people["same"]),
        row(people["moved"], unit=dinas_b.name, opd=dinas_b.name),
        row(people["retired"], standing="Pensiun"),
        row(people["kind"], kind="CPNS"),
        row(people["vague"], unit="Dinas Pendidikan"),
        new,
        row(people["same"]),
        [8, "1.98609E+17", "Nip Rusak", "PNS", "Aktif", "Dinas Kesehatan", "Dinas Kesehatan"],
    ]
    return xlsx([HEADER, *lines])


@pytest.fixture
def run(export, by) -> Reconciliation:
    return actions.compare(actions.upload(content=export, file_name="siasn.xlsx", by=by), by=by)


def kinds(run: Reconciliation) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in run.differences.all():
        found.setdefault(one.kind, set()).add(one.name)
    return found


def test_every_kind_of_difference_is_found_once(run):
    assert kinds(run) == {
        Kind.MISSING: {"Baru Sekali"},
        Kind.EXTRA: {"Hilang Dari Ekspor"},
        Kind.MOVED: {"Pindah Dinas"},
        Kind.STATUS: {"Pensi Unan"},
        Kind.CATEGORY: {"Calon Pegawai"},
        Kind.DOUBLE: {"Sama Saja"},
        Kind.UNREADABLE: {"Nip Rusak"},
    }
    assert run.totals["same"] == 2


def test_somebody_whose_row_is_damaged_is_not_said_to_be_missing_without_a_hint(people, dinas_b, by):
    make_staff("Nip Rusak", dinas_b)
    content = xlsx([HEADER, row(people["same"]), [2, "1.98609E+17", "NIP RUSAK, S.E.", "PNS", "Aktif", "x", "x"]])
    run = actions.compare(actions.upload(content=content, file_name="siasn.xlsx", by=by), by=by)

    assert run.differences.get(name="Nip Rusak").there == "mungkin baris 3, yang tidak terbaca"


def test_nothing_is_applied(run, people):
    people["moved"].refresh_from_db()
    people["retired"].refresh_from_db()

    assert people["moved"].unit.name == "Dinas Pendidikan"
    assert people["retired"].status == "aktif"
    assert Transfer.objects.count() == 0
    assert Event.objects.filter(event="registry.reconciliation_compared").count() == 1


def test_a_signature_of_somebody_not_in_the_export_is_counted(people, export, by):
    campaign = factory.open_campaign()
    Obligation.objects.filter(staff=people["extra"]).update(state="sudah")
    run = actions.compare(actions.upload(content=export, file_name="siasn.xlsx", by=by), by=by)

    assert run.campaign == campaign.title
    assert run.totals["signed_not_in_export"] == 1
    assert run.differences.get(kind=Kind.EXTRA).has_signed


def test_comparing_again_begins_anew(run, by):
    before = sorted(run.differences.values_list("kind", "name"))

    again = actions.compare(run, by=by)

    assert sorted(again.differences.values_list("kind", "name")) == before


def test_kinds_the_export_does_not_speak_of_are_left_alone(people, dinas_a, export, by):
    make_staff("Honorer Tetap", dinas_a, category="HONORER", nip=make_nip())
    run = actions.compare(actions.upload(content=export, file_name="siasn.xlsx", by=by), by=by)

    assert "Honorer Tetap" not in kinds(run)[Kind.EXTRA]


def test_as_many_queries_for_many_rows(people, export, by, django_assert_max_num_queries, dinas_b):
    for number in range(40):
        make_staff(f"Tambahan {number}", dinas_b)
    uploaded = actions.upload(content=export, file_name="siasn.xlsx", by=by)

    with django_assert_max_num_queries(22):
        run = actions.compare(uploaded, by=by)
    assert run.totals["tidak_di_ekspor"] == 41


def test_transfers_are_proposed_once(run, by):
    rows = list(run.differences.select_related("staff__unit", "other_unit"))

    assert actions.propose_transfers(run, rows, by=by) == 1
    assert actions.propose_transfers(run, run.differences.all(), by=by) == 0
    assert Transfer.objects.get().to_unit.name == "Dinas Kesehatan"
    assert Event.objects.filter(event="registry.reconciliation_followed").count() == 1


def test_who_leaves_waits_for_a_second_person(run, by, people):
    rows = list(run.differences.select_related("staff__unit"))
    on = people["retired"].birth_date

    done = actions.propose_standings(
        run, rows, on=on, reason="SK", status="mutasi_keluar", is_from_opd=False, by=by
    )  # fmt: skip

    assert done == 2
    assert {p.staff.name: p.status for p in Proposal.objects.all()} == {
        "Pensi Unan": "pensiun",
        "Hilang Dari Ekspor": "mutasi_keluar",
    }
    people["retired"].refresh_from_db()
    assert people["retired"].status == "aktif"


def test_import_takes_just_the_rows_asked_for(run, by, bkpsdm):
    from netralitas.registry.actions import imports

    batch = actions.import_rows(run, run.differences.filter(kind=Kind.MISSING), by=by, owner=bkpsdm)
    batch = imports.apply(imports.check(batch, by=by), by=by)

    assert batch.totals["created"] == 1
    assert Staff.objects.filter(name="Baru Sekali").exists()
    assert run.differences.get(kind=Kind.MISSING).step == Difference.Step.IMPORTING


def test_import_of_nothing_is_refused(run, by, bkpsdm):
    with pytest.raises(DomainError, match="Tidak ada baris"):
        actions.import_rows(run, run.differences.filter(kind=Kind.EXTRA), by=by, owner=bkpsdm)
    assert ImportBatch.objects.count() == 0


def test_old_comparisons_are_forgotten_with_their_rows(run, by):
    Reconciliation.objects.update(expires_at=run.made_at)

    assert actions.forget_old(by=by) == 1
    assert Difference.objects.count() == 0
    assert Event.objects.filter(event="registry.reconciliations_forgotten").count() == 1


def test_upload_compares_in_the_background(bkpsdm, sign_in, export, django_capture_on_commit_callbacks):
    client = sign_in(bkpsdm)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("registry:reconciliation-new"), {"file": SimpleUploadedFile("siasn.xlsx", export)})
    run_all()

    assert answer.status_code == 302
    assert Reconciliation.objects.get().state == Reconciliation.State.COMPARED


def test_damaged_file_is_refused_in_words(bkpsdm, sign_in):
    answer = sign_in(bkpsdm).post(
        reverse("registry:reconciliation-new"), {"file": SimpleUploadedFile("siasn.xlsx", b"bukan buku kerja")}
    )

    assert answer.status_code == 200
    assert Reconciliation.objects.count() == 0


def test_operator_sees_findings_of_the_own_office_only(run, budi, rina, sign_in):
    url = reverse("registry:reconciliation", args=[run.public_id])
    mine, theirs = (sign_in(user).get(url).content.decode() for user in (budi, rina))

    names = ("Pensi Unan", "Hilang Dari Ekspor", "Pindah Dinas")
    assert [name in mine for name in names] == [True, False, True]
    assert [name in theirs for name in names] == [False, True, True]
    assert Access.objects.filter(what="registry.reconciliation").count() == 2


def test_report_as_workbook_and_as_pdf(run, bkpsdm, sign_in):
    client = sign_in(bkpsdm)
    url = reverse("registry:reconciliation", args=[run.public_id])

    assert client.get(url, {"unduh": "xlsx"}).status_code == 200
    assert client.get(reverse("registry:reconciliation-report", args=[run.public_id])).content.startswith(b"%PDF")
    assert Access.objects.filter(what="registry.reconciliation_export").count() == 2


def follow(client, run: Reconciliation, **posted: str):
    return client.post(reverse("registry:reconciliation-follow", args=[run.public_id]), posted, follow=True)


def test_one_click_proposes_the_transfer_of_one_row(run, bkpsdm, sign_in):
    moved = run.differences.get(kind=Kind.MOVED)

    page = follow(sign_in(bkpsdm), run, satu=f"{moved.public_id}:mutasi").content.decode()

    assert "1 usulan mutasi dibuat" in page
    assert Transfer.objects.get().is_offered is False


def test_operator_of_the_old_unit_offers_the_person(run, budi, sign_in):
    moved = run.differences.get(kind=Kind.MOVED)
    follow(sign_in(budi), run, satu=f"{moved.public_id}:mutasi")

    assert Transfer.objects.get().is_offered is True


def test_stranger_cannot_follow_a_finding_of_another_office(run, rina, sign_in):
    retired = run.differences.get(kind=Kind.STATUS)
    page = follow(sign_in(rina), run, satu=f"{retired.public_id}:kedudukan", on="2026-01-01", reason="x")

    assert "Pilih dulu temuan" in page.content.decode()
    assert Proposal.objects.count() == 0


def test_standings_are_asked_for_and_then_proposed(run, bkpsdm, sign_in):
    client = sign_in(bkpsdm)
    asked = follow(client, run, semua="1", langkah="kedudukan").content.decode()
    assert "Usulkan kedudukan 2 pegawai?" in asked

    ids = ",".join(run.differences.values_list("public_id", flat=True))
    answer = follow(
        client, run, langkah="kedudukan", pilih=ids, on="2026-01-01", reason="SK 1", status="berhenti"
    )  # fmt: skip

    assert "2 usulan kedudukan dibuat" in answer.content.decode()


def test_operator_imports_nothing(run, rina, sign_in):
    missing = run.differences.get(kind=Kind.MISSING)
    page = follow(sign_in(rina), run, satu=f"{missing.public_id}:impor").content.decode()

    assert "diimpor oleh BKPSDM" in page
    assert ImportBatch.objects.count() == 0


def test_columns_are_shown_and_corrected_and_compared_anew(run, bkpsdm, sign_in, django_capture_on_commit_callbacks):
    client, url = sign_in(bkpsdm), reverse("registry:reconciliation-columns", args=[run.public_id])
    assert "KEDUDUKAN" in client.get(url).content.decode()

    chosen = {f"kolom_{index}": field for index, field in run.mapping.items() if field != "status"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, chosen)
    run_all()

    assert run.differences.filter(kind=Kind.STATUS).count() == 0


def test_mapping_without_a_number_is_refused(run, by):
    with pytest.raises(DomainError, match="NIP atau NIK"):
        actions.map_columns(run, mapping={"2": "name"}, by=by)
