"""*Daftar Penandatangan*: the rows are the frozen facts, the sums add up, the head of that day signs."""

from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.audit.models import Event
from netralitas.documents import listing
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result
from netralitas.registry.models import Assignment
from pledges.models import Obligation
from tests.cast import make_staff
from tests.pledges import paper_cases, pdf_tools
from tests.pledges.signed_cases import make_obligation, make_signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(db):
    return paper_cases.make_campaign()


@pytest.fixture
def text(campaign):
    return paper_cases.make_text(campaign)


@pytest.fixture
def signed(campaign, text, siti, dinas_a, sekolah_a, dinas_b):
    people = [make_staff(f"Guru {letter} Syafi’i", sekolah_a, position="Guru") for letter in "ABC"]
    return [make_signature(person, campaign, text) for person in (siti, *people, make_staff("Bea", dinas_b))]


def run(client, campaign, unit, folder, **fields):
    chosen = {"kegiatan": campaign.public_id, "unit": unit.public_id, "urutan": "nama", "bentuk": "pdf", **fields}
    assert client.post(reverse("pledges:print-signers"), chosen).status_code == 302
    testing.run_all()
    job = Job.objects.latest("pk")
    path = folder / job.result_name
    with Result(job.result_file) as file:
        path.write_bytes(file.read())
    return path


def test_paper_lists_whoever_signed_with_sums_and_the_head(sign_in, budi, campaign, signed, dinas_a, tmp_path):
    head = make_staff("Hasan Basri", dinas_a, front_title="Drs.", golongan="IV/b")
    today = timezone.localdate()
    Assignment.objects.create(
        staff=head, unit=dinas_a, kind="plt", title="Kepala Dinas Pendidikan", starts_on=today - timedelta(days=9)
    )
    path = run(sign_in(budi), campaign, dinas_a, tmp_path)

    words = pdf_tools.text(path)
    expected = [
        "DAFTAR PENANDATANGAN", "Dasar: SE Sekretaris Daerah", "keadaan per", "Siti Aminah, S.Pd.", "Guru A Syafi’i",
        "Jumlah halaman ini: 4", "Jumlah s.d. halaman ini: 4", "Halaman 1 dari 1", "PNS: 4 orang", "Jumlah: 4 orang",
        "Plt. Kepala Dinas Pendidikan,", "Drs. Hasan Basri", "Tautan unit", "23-10-2026", "07.35 WIB",
    ]  # fmt: skip
    assert [phrase for phrase in expected if phrase not in words] == []
    assert "Bea" not in words
    assert pdf_tools.page_size(path) == (215, 330)
    pdf_tools.run("qpdf", "--check", path)
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(path))
    images = [row for row in pdf_tools.run("pdfimages", "-list", path).splitlines()[2:] if " gray " in row]
    assert len(images) >= 4
    assert Event.objects.filter(event="pledges.signers_listed").count() == 1


def sign_on_paper(name, unit, campaign, **fields) -> Obligation:
    at = datetime(2026, 10, 24, 2, 0, tzinfo=UTC)
    person = make_staff(name, unit, position="Guru", golongan="III/a", **fields)
    return make_obligation(person, campaign, state=Obligation.State.SIGNED_PAPER, state_at=at)


def test_who_signed_on_paper_stands_in_the_same_order(sign_in, budi, campaign, signed, dinas_a, sekolah_a, tmp_path):
    sign_on_paper("Guru B Zahra", sekolah_a, campaign)
    sign_on_paper("Zulaikha", dinas_a, campaign)
    path = run(sign_in(budi), campaign, dinas_a, tmp_path, bentuk="xlsx")
    rows = [row for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True) if row[1] and row[7]][1:]

    assert [row[1] for row in rows] == [
        "Guru A Syafi’i", "Guru B Syafi’i", "Guru B Zahra", "Guru C Syafi’i", "Siti Aminah, S.Pd.", "Zulaikha",
    ]  # fmt: skip
    assert [row[8] for row in rows] == ["Tautan unit"] * 2 + ["Lembar basah"] + ["Tautan unit"] * 2 + ["Lembar basah"]
    assert rows[2][7].startswith("24-10-2026 09.00")
    assert not rows[2][9]


def test_paper_signers_are_counted_and_printed(sign_in, budi, campaign, signed, dinas_a, sekolah_a, tmp_path, caplog):
    sign_on_paper("Guru B Zahra", sekolah_a, campaign)
    words = pdf_tools.text(run(sign_in(budi), campaign, dinas_a, tmp_path))

    assert "Guru B Zahra" in words
    assert "Lembar" in words
    assert "Jumlah: 5 orang" in words
    assert "cannot be stamped" not in caplog.text


def test_office_that_signed_on_paper_only_has_a_list(sign_in, budi, campaign, dinas_a, tmp_path):
    sign_on_paper("Zulaikha", dinas_a, campaign)
    client = sign_in(budi)
    page = client.get(reverse("pledges:print"), {"unit": dinas_a.public_id}).content.decode()

    assert "1 dengan tanda tangan basah" in page
    assert "Zulaikha" in pdf_tools.text(run(client, campaign, dinas_a, tmp_path, urutan="jabatan"))


def test_workbook_has_the_same_rows(sign_in, budi, campaign, signed, dinas_a, tmp_path):
    path = run(sign_in(budi), campaign, dinas_a, tmp_path, bentuk="xlsx")

    rows = [
        row
        for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        if isinstance(row[0], (int, float))
    ]
    assert [row[1] for row in rows] == ["Guru A Syafi’i", "Guru B Syafi’i", "Guru C Syafi’i", "Siti Aminah, S.Pd."]
    assert rows[3][9] == signed[0].document.number


def test_many_pages_add_up_and_odd_letters_are_printed_too(sign_in, budi, campaign, text, dinas_a, tmp_path):
    for number in range(18):
        make_signature(make_staff(f"Orang {number:02d}", dinas_a), campaign, text)
    path = run(sign_in(budi), campaign, dinas_a, tmp_path)
    assert "Jumlah s.d. halaman ini: 18" in pdf_tools.text(path)
    pages = pdf_tools.page_count(path)
    assert f"Halaman {pages} dari {pages}" in pdf_tools.text(path)

    make_signature(make_staff("Zoë ꦱꦮ محمد " + "W" * 60, dinas_a, position="J" * 120), campaign, text)
    odd = run(sign_in(budi), campaign, dinas_a, tmp_path)
    words = pdf_tools.text(odd)
    assert "Jumlah s.d. halaman ini: 19" in words
    assert f"dari {pdf_tools.page_count(odd)}" in words


def test_nobody_signed_is_said(sign_in, budi, campaign, dinas_a):
    chosen = {"kegiatan": campaign.public_id, "unit": dinas_a.public_id, "urutan": "nama", "bentuk": "pdf"}
    sign_in(budi).post(reverse("pledges:print-signers"), chosen)
    testing.run_all()

    assert "Belum ada yang menandatangani" in Job.objects.get().error


def test_stranger_gets_no_list(sign_in, rina, campaign, signed, dinas_a):
    chosen = {"kegiatan": campaign.public_id, "unit": dinas_a.public_id, "urutan": "nama", "bentuk": "pdf"}
    answer = sign_in(rina).post(reverse("pledges:print-signers"), chosen, follow=True)

    assert "tidak ada di lingkup Bapak/Ibu" in answer.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize("count", [0, 1, 8, 9, 14, 15, 28, 29, 300])
def test_every_entry_stands_on_one_page_and_the_end_has_room(count):
    entries = [listing.Entry(((str(number),),)) for number in range(count)]
    cut = listing.parts(listing.Listing("x", (), entries, {}))

    assert [entry for part in cut for entry in part.entries] == entries
    assert len(cut[0].entries) <= listing.FIRST
    assert all(len(part.entries) <= listing.MIDDLE for part in cut[1:])
    last_room = listing.FIRST if len(cut) == 1 else listing.MIDDLE
    assert len(cut[-1].entries) <= last_room - listing.END
