"""*Cetak & Unduh*: who may print what, in which order, and runs that survive a crash."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from netralitas.access.actors import SYSTEM
from netralitas.accounts.actions import links
from netralitas.accounts.models import UnitLink
from netralitas.accounts.queries.links import personal_address, unit_address
from netralitas.audit.models import Access, Event
from netralitas.documents import rendering
from netralitas.documents.actions import files
from netralitas.jobs import testing
from netralitas.jobs.models import Job
from netralitas.jobs.results import Result
from pledges import handouts
from pledges.models import Campaign, SignatureVoid
from pledges.queries import printing
from tests.cast import make_account, make_staff, make_unit
from tests.pledges import paper_cases, pdf_tools
from tests.pledges.signed_cases import make_obligation, make_signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(db) -> Campaign:
    return paper_cases.make_campaign()


@pytest.fixture
def text(campaign):
    return paper_cases.make_text(campaign)


@pytest.fixture
def signed(campaign, text, siti, dinas_a, sekolah_a, dinas_b):
    """Signatures in Dinas A (head, Siti, Zul), its school (Ani) and Dinas B (Bea)."""
    people = {
        "kepala": make_staff("Hasan Basri", dinas_a, eselon="II.b", rank_key="1-13"),
        "siti": siti,
        "zul": make_staff("Zul", dinas_a, rank_key="1-20"),
        "ani": make_staff("Ani", sekolah_a, rank_key="1-99"),
        "bea": make_staff("Bea", dinas_b),
    }
    siti.rank_key = "1-30"
    siti.save()
    return {key: make_signature(person, campaign, text) for key, person in people.items()}


def result_of(job: Job) -> bytes:
    job.refresh_from_db()
    with Result(job.result_file) as file:
        return file.read()


def start(client, campaign, unit, name="print-certificates", **fields) -> Job:
    answer = client.post(
        reverse(f"pledges:{name}"),
        {"kegiatan": campaign.public_id, "unit": unit.public_id, "urutan": "jabatan", **fields},
    )
    assert answer.status_code == 302, answer.content
    return Job.objects.get()


def ids(campaign, unit, order) -> list[int]:
    return [row.document_id for row in printing.certificate_rows(campaign, unit, order)]


# --- order and scope of what is printed


def test_documents_come_in_order_of_rank_or_name(campaign, signed, dinas_a):
    by_rank, by_name = (ids(campaign, dinas_a, order) for order in (printing.BY_RANK, printing.BY_NAME))

    assert by_rank == [signed[key].document_id for key in ("kepala", "zul", "siti", "ani")]
    assert by_name == [signed[key].document_id for key in ("ani", "kepala", "siti", "zul")]


def test_void_signature_is_not_printed(campaign, signed, dinas_a):
    SignatureVoid.objects.create(
        signature=signed["zul"], reason="x", ledger_seq=999, at=paper_cases.SIGNED_AT, by_label="x"
    )

    assert signed["zul"].document_id not in ids(campaign, dinas_a, printing.BY_RANK)


def test_signature_of_an_earlier_wave_is_not_printed(campaign, signed, dinas_a):
    obligation = signed["zul"].obligation
    obligation.revision = 2
    obligation.save()

    assert signed["zul"].document_id not in ids(campaign, dinas_a, printing.BY_RANK)


# --- certificates of a unit


def test_unit_run_is_one_file_in_order(sign_in, budi, campaign, signed, dinas_a, tmp_path):
    job = start(sign_in(budi), campaign, dinas_a)
    testing.run_all()

    path = tmp_path / "hasil.pdf"
    path.write_bytes(result_of(job))
    assert job.state == Job.State.DONE
    assert job.result_name == "Pakta Integritas Dinas Pendidikan.pdf"
    assert pdf_tools.page_count(path) == 4
    pdf_tools.run("qpdf", "--check", path)
    words = pdf_tools.text(path)
    places = [words.index(f"Nomor Register: {signed[key].document.number}") for key in ("kepala", "zul", "siti", "ani")]
    assert places == sorted(places)
    assert signed["bea"].document.number not in words
    assert Event.objects.filter(event="pledges.certificates_printed").count() == 1
    assert not default_storage.exists(f"cetak/{job.public_id}") or not any(
        default_storage.listdir(f"cetak/{job.public_id}")
    )


def test_unit_without_signatures_is_told_so(sign_in, budi, campaign, dinas_a):
    job = start(sign_in(budi), campaign, dinas_a)
    testing.run_all()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Belum ada yang menandatangani" in job.error


@pytest.mark.parametrize("name", ["print-certificates", "print-slips"])
def test_foreign_unit_cannot_be_printed(sign_in, rina, campaign, signed, dinas_a, name):
    answer = sign_in(rina).post(
        reverse(f"pledges:{name}"),
        {
            "kegiatan": campaign.public_id,
            "unit": dinas_a.public_id,
            "urutan": "jabatan",
            "siapa": "belum",
            "kertas": "A4",
        },
        follow=True,
    )

    assert "tidak ada di lingkup Bapak/Ibu" in answer.content.decode()
    assert not Job.objects.exists()


# --- one person


def test_operator_opens_one_certificate_and_the_look_is_noted(sign_in, budi, signed):
    files.render_due(by=SYSTEM)
    answer = sign_in(budi).get(reverse("pledges:print-certificate", args=[signed["siti"].public_id]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert Access.objects.filter(what="sertifikat", subject_key=signed["siti"].public_id).count() == 1


def test_certificate_not_made_yet_is_said_kindly(sign_in, budi, signed):
    answer = sign_in(budi).get(reverse("pledges:print-certificate", args=[signed["siti"].public_id]), follow=True)

    assert "masih disiapkan" in answer.content.decode()
    assert not Access.objects.exists()


def test_certificate_of_another_opd_does_not_exist_for_the_stranger(sign_in, rina, signed):
    client = sign_in(rina)

    assert client.get(reverse("pledges:print-certificate", args=[signed["siti"].public_id])).status_code == 404
    body = client.get(reverse("pledges:print-list")).content.decode()
    assert "Bea" in body
    assert "Siti" not in body


def test_list_costs_the_same_for_many(sign_in, budi, signed, campaign, text, dinas_a, django_assert_max_num_queries):
    client = sign_in(budi)
    for number in range(12):
        make_signature(make_staff(f"Orang {number}", dinas_a), campaign, text)
    client.get(reverse("pledges:print-list"))

    with django_assert_max_num_queries(9):
        assert client.get(reverse("pledges:print-list")).status_code == 200


# --- slips


def test_slips_and_receipts_come_unit_by_unit_with_working_links(
    sign_in, budi, campaign, siti, dinas_a, sekolah_a, dinas_b, tmp_path
):
    people = [siti, *(make_staff(f"Guru {letter}", sekolah_a) for letter in "ABCDEFGHI")]
    for person in [*people, make_staff("Bea", dinas_b)]:
        make_obligation(person, campaign)
    make_obligation(make_staff("Sudah", dinas_a), campaign, state="sudah")
    job = start(sign_in(budi), campaign, dinas_a, "print-slips", siapa="belum", kertas="A4")
    testing.run_all()

    path = tmp_path / "slip.pdf"
    path.write_bytes(result_of(job))
    assert pdf_tools.page_count(path) == (1 + 1) + (1 + 2)  # Dinas, then the school: receipt and slips
    words = pdf_tools.text(path)
    assert "TANDA TERIMA LEMBAR TAUTAN PRIBADI" in words
    assert "Bea" not in words
    assert "Sudah" not in words
    siti.refresh_from_db()
    scan = tmp_path / "lembar"
    pdf_tools.run("pdftoppm", "-r", "150", "-gray", "-png", "-f", "2", "-l", "2", "-singlefile", path, scan)
    from PIL import Image

    assert pdf_tools.qr_contents(Image.open(f"{scan}.png"), tmp_path) == [personal_address(siti.personal_link)]
    event = Event.objects.get(event="pledges.slips_printed")
    assert event.details["count"] == 10


def test_slips_of_a_closed_campaign_are_refused(sign_in, budi, campaign, siti, dinas_a):
    make_obligation(siti, campaign)
    campaign.state = Campaign.State.CLOSED
    campaign.save()
    job = start(sign_in(budi), campaign, dinas_a, "print-slips", siapa="belum", kertas="A4")
    testing.run_all()

    job.refresh_from_db()
    assert "tidak sedang dibuka" in job.error
    assert not hasattr(siti, "personal_link")


# --- posters


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_poster_is_one_page_with_a_code_that_leads_to_the_unit(campaign, sekolah_a, by, tmp_path, size):
    sekolah_a.name = "Sekolah Menengah Pertama Negeri Satu Atap Pulau Panjang " * 2
    sekolah_a.save()
    campaign.title = "Ikrar Netralitas Pegawai pada Pemilihan Bupati dan Wakil Bupati Serang Tahun 2026"
    link = links.ensure_unit_link(unit=sekolah_a, expires_at=campaign.closes_at, by=by)
    path = tmp_path / "poster.pdf"
    path.write_bytes(rendering.pdf(handouts.poster_sheet(campaign, link, size=size)))

    assert pdf_tools.page_count(path) == 1
    assert pdf_tools.page_size(path) == {"A4": (210, 297), "A3": (297, 420)}[size]
    assert pdf_tools.qr_contents(pdf_tools.picture(path, 60), tmp_path) == [unit_address(link)]
    assert unit_address(link).removeprefix("http://") in pdf_tools.text(path).replace(" ", "")


def test_poster_is_opened_printed_and_replaced(sign_in, budi, campaign, dinas_a):
    client = sign_in(budi)
    place = [campaign.public_id, dinas_a.public_id]
    assert client.get(reverse("pledges:poster", args=[*place, "A4"])).status_code == 404
    client.post(reverse("pledges:poster-open", args=place))
    before = unit_address(UnitLink.objects.get(unit=dinas_a))
    answer = client.get(reverse("pledges:poster", args=[*place, "A4"]))
    assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("pledges:poster", args=[*place, "A9"])).status_code == 404

    replace = reverse("accounts:unit-door-replace", args=[dinas_a.public_id])
    assert replace in client.get(reverse("pledges:print"), {"unit": dinas_a.public_id}).content.decode()
    question = client.get(replace).content.decode()
    assert "langsung tidak berlaku" in question
    assert unit_address(UnitLink.objects.get(unit=dinas_a)) == before
    client.post(replace)

    assert unit_address(UnitLink.objects.get(unit=dinas_a)) != before


def test_stranger_touches_no_poster(sign_in, rina, campaign, dinas_a, by):
    links.ensure_unit_link(unit=dinas_a, expires_at=campaign.closes_at, by=by)
    client = sign_in(rina)
    place = [campaign.public_id, dinas_a.public_id]

    assert client.get(reverse("pledges:poster", args=[*place, "A4"])).status_code == 404
    assert client.post(reverse("accounts:unit-door-replace", args=[dinas_a.public_id])).status_code == 404
    assert client.post(reverse("pledges:poster-open", args=place)).status_code == 404
    assert UnitLink.objects.get(unit=dinas_a).generation == 1


# --- the desk


@pytest.mark.parametrize(
    ("role", "sees_certificates", "sees_links"),
    [("operator_opd", True, True), ("operator_unit", True, True), ("kepala_opd", True, False), ("bkpsdm", True, False)],
)
def test_desk_offers_what_the_role_may_do(sign_in, campaign, signed, dinas_a, role, sees_certificates, sees_links):
    user = make_account("Seseorang", role, None if role == "bkpsdm" else dinas_a)
    body = sign_in(user).get(reverse("pledges:print"), {"unit": dinas_a.public_id}).content.decode()

    assert ("Buat PDF" in body) is sees_certificates
    assert ("Buat Lembar Tautan" in body) is sees_links
    assert ("Poster" in body) is sees_links


@pytest.mark.parametrize("role", ["sekda", "inspektorat", "admin_sistem"])
def test_desk_is_closed_to_those_who_do_not_print(sign_in, campaign, role):
    assert sign_in(make_account("Seseorang", role)).get(reverse("pledges:print")).status_code == 403


def test_desk_without_a_campaign_teaches_the_next_step(sign_in, budi):
    assert "Belum ada kegiatan ikrar" in sign_in(budi).get(reverse("pledges:print")).content.decode()


def test_desk_takes_any_choice_without_failing(sign_in, budi, campaign, dinas_b):
    client = sign_in(budi)
    for choice in ({"unit": dinas_b.public_id}, {"unit": "x" * 500}, {"kegiatan": "’"}, {"unit": ["a", "b"]}):
        answer = client.get(reverse("pledges:print"), choice)
        assert answer.status_code == 200
        assert "Dinas Kesehatan" not in answer.content.decode()


def test_kepala_cannot_print_slips(sign_in, kepala_a, campaign, dinas_a):
    answer = sign_in(kepala_a).post(
        reverse("pledges:print-slips"),
        {"kegiatan": campaign.public_id, "unit": dinas_a.public_id, "siapa": "belum", "kertas": "A4"},
    )

    assert answer.status_code == 403


def test_units_stand_under_their_opd(sign_in, kesbang, campaign, dinas_a, sekolah_a, dinas_b):
    make_unit("Bidang Umum", kind="BIDANG", parent=dinas_b)
    body = sign_in(kesbang).get(reverse("pledges:print")).content.decode()
    order = [body.index(name) for name in ("Dinas Pendidikan", "SD Negeri Ciruas 1", "Dinas Kesehatan", "Bidang Umum")]

    assert order == sorted(order)


# --- links for all units at once


def test_one_button_makes_the_links_of_all_units(sign_in, budi, campaign, dinas_a, sekolah_a, dinas_b):
    client, address = sign_in(budi), f"{reverse('pledges:unit-links')}?unit={dinas_a.public_id}"
    assert "2 unit belum punya tautan unit" in client.get(address).content.decode()
    assert not UnitLink.objects.exists()

    answer = client.post(address)

    assert answer.url == f"/pemantauan/meja/?meja={dinas_a.public_id}"
    assert set(UnitLink.objects.values_list("unit", flat=True)) == {dinas_a.pk, sekolah_a.pk}
    link = UnitLink.objects.get(unit=dinas_a)
    assert unit_address(link) in client.get(answer.url).content.decode(), "the group message carries it at once"


def test_one_button_stays_within_the_own_units(sign_in, rina, campaign, dinas_a, dinas_b):
    sign_in(rina).post(f"{reverse('pledges:unit-links')}?unit={dinas_a.public_id}")

    assert not UnitLink.objects.filter(unit__path__startswith=dinas_a.path).exists()


def test_one_button_does_nothing_without_an_open_campaign(sign_in, budi, dinas_a):
    answer = sign_in(budi).post(reverse("pledges:unit-links"), follow=True)

    assert "tidak sedang dibuka" in answer.content.decode()
    assert not UnitLink.objects.exists()
