"""Print runs of certificates: one PDF in the order asked for, whatever dies in between; ZIPs; the command."""

import zipfile
from collections import Counter
from io import StringIO

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.documents import batches, runs
from netralitas.documents.actions import files
from netralitas.documents.models import IssuedFile
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result
from pledges.actions.certificate_runs import Wish
from pledges.queries import printing
from tests.cast import make_staff
from tests.pledges import paper_cases, pdf_tools
from tests.pledges.signed_cases import make_signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(db):
    return paper_cases.make_campaign()


@pytest.fixture
def signed(campaign, siti, dinas_a, sekolah_a, dinas_b):
    """Signatures in Dinas A (head, Zul, Siti), its school (Ani, with a letter of her own) and Dinas B (Bea)."""
    text = paper_cases.make_text(campaign)
    siti.rank_key = "1-30"
    siti.save()
    people = {
        "kepala": make_staff("Hasan Basri", dinas_a, eselon="II.b", rank_key="1-13"),
        "zul": make_staff("Zul", dinas_a, rank_key="1-20"), "siti": siti,
        "ani": make_staff("Ani Ñ ꦱ", sekolah_a, rank_key="1-01"), "bea": make_staff("Bea", dinas_b),
    }  # fmt: skip
    return {key: make_signature(person, campaign, text) for key, person in people.items()}


def start(client, campaign, unit, route="print-certificates", **fields) -> Job:
    chosen = {"kegiatan": campaign.public_id, "unit": unit.public_id, "urutan": "jabatan", "per_unit": "on", **fields}
    answer = client.post(reverse(f"pledges:{route}"), {key: value for key, value in chosen.items() if value != ""})
    assert answer.status_code == 302, answer.content
    return Job.objects.latest("pk")


def result(job: Job, folder, name="hasil.pdf"):
    job.refresh_from_db()
    path = folder / name
    with Result(job.result_file) as file:
        path.write_bytes(file.read())
    return path


def order_of(path, signed) -> list[str]:
    words = pdf_tools.text(path)
    places = {key: words.find(f"Nomor Register: {row.document.number}") for key, row in signed.items()}
    return sorted((key for key in places if places[key] >= 0), key=places.get)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["kepala", "zul", "siti", "ani"]),
        ({"urutan": "nama"}, ["kepala", "siti", "zul", "ani"]),
        ({"per_unit": ""}, ["ani", "kepala", "zul", "siti"]),
        ({"dari": 2, "sampai": 3}, ["zul", "siti"]),
    ],
)
def test_run_has_the_order_asked_for(sign_in, budi, campaign, signed, dinas_a, tmp_path, fields, expected):
    job = start(sign_in(budi), campaign, dinas_a, **fields)
    testing.run_all()

    path = result(job, tmp_path)
    assert order_of(path, signed) == expected
    pdf_tools.run("qpdf", "--check", path)
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(path))
    with pikepdf.open(path) as opened:
        assert opened.open_metadata()["pdfaid:part"] == "3"
        assert opened.docinfo["/Title"] == "Pakta Integritas Dinas Pendidikan"


def test_separators_duplex_and_paper(sign_in, budi, campaign, signed, dinas_a, tmp_path):
    job = start(sign_in(budi), campaign, dinas_a, pemisah="on", bolak_balik="on", kertas="F4")
    testing.run_all()

    path = result(job, tmp_path)
    assert pdf_tools.page_count(path) == 2 * (1 + 3 + 1 + 1)
    assert pdf_tools.page_size(path) == (215, 330)
    words = pdf_tools.text(path)
    assert "3 lembar Pakta Integritas" in words
    assert "SD Negeri Ciruas 1" in words
    with pikepdf.open(path) as opened:
        assert [("/Contents" in page) for page in opened.pages] == [True, False] * 6


def test_plain_ones_are_counted_and_said(sign_in, budi, campaign, signed, dinas_a, tmp_path):
    job = start(sign_in(budi), campaign, dinas_a)
    testing.run_all()
    job.refresh_from_db()

    assert job.outcome == {"stamped": 3, "a letter outside the repertoire": 1}
    assert job.note == "4 sertifikat; 1 disusun satu per satu karena huruf atau panjang teksnya khusus."


@pytest.mark.parametrize("dies_at", [1, 2, 3, 4])
def test_run_that_dies_goes_on_and_prints_each_once(
    sign_in, budi, campaign, signed, dinas_a, tmp_path, monkeypatch, dies_at
):
    monkeypatch.setattr(runs, "PART_PAGES", 1)
    printed: list[int] = []
    put = batches.put_document

    def put_or_die(book, document, **options):
        printed.append(document.pk)
        if len(printed) == dies_at:
            raise ConnectionError
        return put(book, document, **options)

    monkeypatch.setattr(batches, "put_document", put_or_die)
    job = start(sign_in(budi), campaign, dinas_a)
    with pytest.raises(ConnectionError):
        testing.run_all()
    testing.run_all()

    path = result(job, tmp_path)
    assert order_of(path, signed) == ["kepala", "zul", "siti", "ani"]
    assert pdf_tools.page_count(path) == 4
    assert len(printed) == 5
    pdf_tools.run("qpdf", "--check", path)
    assert (job.done_count, job.total_count) == (4, 4)
    assert Event.objects.filter(event="pledges.certificates_printed").count() == 1


def test_who_signs_while_a_run_is_broken_off_is_not_slipped_in(
    sign_in, budi, campaign, signed, dinas_a, tmp_path, monkeypatch
):
    """The list is frozen at the first start: nothing shifts, nothing doubles."""
    monkeypatch.setattr(runs, "PART_PAGES", 1)
    put, calls = batches.put_document, []

    def die_once(book, document, **options):
        calls.append(1)
        if len(calls) == 2:
            make_signature(make_staff("Aaa", dinas_a, rank_key="0"), campaign, signed["siti"].text)
            raise ConnectionError
        return put(book, document, **options)

    monkeypatch.setattr(batches, "put_document", die_once)
    job = start(sign_in(budi), campaign, dinas_a)
    with pytest.raises(ConnectionError):
        testing.run_all()
    testing.run_all()

    assert order_of(result(job, tmp_path), signed) == ["kepala", "zul", "siti", "ani"]


def test_cancelled_run_leaves_nothing_behind(sign_in, budi, campaign, signed, dinas_a, monkeypatch):
    monkeypatch.setattr(runs, "PART_PAGES", 1)
    put = batches.put_document

    def put_then_cancel(book, document, **options):
        Job.objects.update(is_cancel_requested=True)
        return put(book, document, **options)

    monkeypatch.setattr(batches, "put_document", put_then_cancel)
    job = start(sign_in(budi), campaign, dinas_a)
    testing.run_all()

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not job.result_file
    assert default_storage.listdir("cetak")[0] == []


def test_whole_pemda_is_for_those_who_see_it_all(sign_in, kesbang, budi, campaign, signed, dinas_a, tmp_path):
    job = start(sign_in(kesbang), campaign, dinas_a, semua="on")
    testing.run_all()
    assert order_of(result(job, tmp_path), signed) == ["kepala", "zul", "siti", "ani", "bea"]

    own = start(sign_in(budi), campaign, dinas_a, semua="on")
    testing.run_all()
    assert "bea" not in order_of(result(own, tmp_path, "own.pdf"), signed)


def test_range_that_runs_backward_is_explained(sign_in, budi, campaign, signed, dinas_a):
    answer = sign_in(budi).post(
        reverse("pledges:print-certificates"),
        {"kegiatan": campaign.public_id, "unit": dinas_a.public_id, "urutan": "jabatan", "dari": 5, "sampai": 2},
        follow=True,
    )

    assert "Urutan akhir lebih kecil" in answer.content.decode()
    assert not Job.objects.exists()


# --- ZIP of the stored files


def test_zip_holds_the_sealed_files_under_safe_names(sign_in, budi, campaign, signed, dinas_a, sekolah_a, tmp_path):
    sekolah_a.name = "../SD: Negeri/1"
    sekolah_a.save()
    files.render_due(by=SYSTEM, seconds=60)
    job = start(sign_in(budi), campaign, dinas_a, "print-archive")
    testing.run_all()

    path = result(job, tmp_path, "berkas.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        contents = {archive.read(name) for name in names}
    assert len(names) == 4
    assert all(name.count("/") == 1 and not name.startswith(("/", ".")) and ":" not in name for name in names)
    stored = set()
    for key in ("kepala", "zul", "siti", "ani"):
        file = IssuedFile.objects.get(document=signed[key].document)
        with default_storage.open(file.storage_name) as stream:
            stored.add(stream.read())
    assert contents == stored


def test_zip_before_anything_is_sealed_says_so(sign_in, budi, campaign, signed, dinas_a):
    job = start(sign_in(budi), campaign, dinas_a, "print-archive")
    testing.run_all()

    job.refresh_from_db()
    assert "Belum ada sertifikat yang selesai disegel" in job.error


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siti Aminah, S.Pd.", "Siti Aminah, S.Pd"), ("../../etc/passwd", "-..-etc-passwd"), ("  ", "tanpa nama"),
        ("CON:\\x\0", "CON--x-"), ("Nur’aini", "Nur-aini"),
    ],
)  # fmt: skip
def test_names_of_files_are_tamed(text, expected):
    assert batches.safe_name(text) == expected


# --- the shell


def test_command_prints_the_same(campaign, signed, dinas_a, tmp_path):
    path, out = tmp_path / "cetak.pdf", StringIO()
    call_command(
        "print_certificates", campaign=campaign.code, opd=dinas_a.code, output=path, stdout=out, stderr=StringIO()
    )

    assert order_of(path, signed) == ["kepala", "zul", "siti", "ani"]
    assert "4 sertifikat" in out.getvalue()
    assert [entry.name for entry in tmp_path.iterdir()] == ["cetak.pdf"]
    assert not default_storage.exists("cetak") or default_storage.listdir("cetak")[0] == []


@pytest.mark.parametrize("change", [{"campaign": "TIDAKADA"}, {"opd": "TIDAKADA"}, {"output": "/tidak/ada/x.pdf"}])
def test_command_says_what_is_wrong(campaign, signed, tmp_path, change):
    options = {"campaign": campaign.code, "output": str(tmp_path / "x.pdf"), **change}
    with pytest.raises(CommandError):
        call_command("print_certificates", *(f"--{key}={value}" for key, value in options.items()), stderr=StringIO())


def test_wish_is_plain_json():
    assert Wish(**Wish(first=2).as_json()) == Wish(first=2)
    assert printing.run_words(Counter(stamped=2, purged=1)).startswith("2 sertifikat; 1 dilewati")
