"""The pages of completion: who may press what, on screen and on paper, to Lengkap and the addendum."""

from io import BytesIO

import pytest
from django.utils import timezone

from netralitas.documents.models import Letter
from pledges.models import Completion, Statement
from tests.cast import make_account, make_staff
from tests.documents.uploads.samples import scan_jpeg
from tests.pledges import completion_cases as cases
from tests.pledges.factory import open_campaign
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db
State = Completion.State


@pytest.fixture
def office(siti, kepala_a, budi, dinas_a):
    cases.make_head(kepala_a, dinas_a)
    cases.verify(dinas_a)
    return dinas_a


@pytest.fixture
def campaign(office):
    return open_campaign()


@pytest.fixture
def proved(sign_in):
    """A client that has just proved who it is."""

    def make(user):
        client = sign_in(user)
        session = client.session
        session["_proved_at"] = int(timezone.now().timestamp())
        session.save()
        return client

    return make


def scan():
    file = BytesIO(scan_jpeg())
    file.name = "pernyataan.jpg"
    return file


def prepared(client, opd, campaign, **fields):
    address = f"/kelengkapan/opd/{opd.public_id}/siapkan/"
    return client.post(address, {"kegiatan": campaign.public_id, "note": "Ditindaklanjuti"} | fields)


def test_on_screen_from_the_office_to_lengkap(campaign, office, siti, budi, kepala_a, kesbang, sign_in, proved):
    operator, head, reviewer = sign_in(budi), proved(kepala_a), sign_in(kesbang)
    assert "Siapkan pernyataan" in operator.get("/kelengkapan/", follow=True).content.decode()
    assert prepared(operator, office, campaign, note="").status_code == 422
    assert prepared(operator, office, campaign).status_code == 302
    completion = Completion.objects.get()
    page = f"/kelengkapan/{completion.public_id}/"
    assert "Nyatakan Kelengkapan" in head.get(page).content.decode()
    assert "Nyatakan Kelengkapan" not in operator.get(page).content.decode()

    shown = head.get(f"{page}nyatakan/")
    unticked = head.post(f"{page}nyatakan/", {"seen": shown.context["snapshot"].public_id})
    assert unticked.status_code == 200
    head.post(f"{page}nyatakan/", {"seen": shown.context["snapshot"].public_id, "agreed": "on"})
    listing = reviewer.get("/kelengkapan/").content.decode()
    assert "Menunggu verifikasi Kesbangpol" in listing
    assert 'class="menu-count"' in listing

    seen = {"seen": Statement.objects.get().public_id}
    assert reviewer.post(f"{page}kembalikan/", seen).status_code == 200  # no note: asked again
    reviewer.post(f"{page}kembalikan/", seen | {"jumlah": "Kurang dua guru"})
    asked = operator.get(page)
    assert "Kurang dua guru" in asked.content.decode()
    assert prepared(operator, office, campaign).status_code == 422
    answers = dict.fromkeys(asked.context["prepare_form"].points, "Sudah ditambahkan")
    prepared(operator, office, campaign, **answers)
    shown = head.get(f"{page}nyatakan/")
    head.post(f"{page}nyatakan/", {"seen": shown.context["snapshot"].public_id, "agreed": "on"})
    newest = Statement.objects.latest("pk")
    reviewer.post(
        f"{page}lengkap/", {"seen": newest.public_id, "number": "800/12", "dated_on": timezone.localdate().isoformat()}
    )

    completion.refresh_from_db()
    assert completion.state == State.COMPLETE
    final = operator.get(page).content.decode()
    assert "Sudah ditambahkan" in final
    assert "nomor 800/12" in final
    assert Letter.objects.get(kind="kelengkapan_lengkap").number == "800/12"


def test_on_paper_printed_handed_in_checked(campaign, office, budi, kesbang, sign_in):
    operator, reviewer = sign_in(budi), sign_in(kesbang)
    prepared(operator, office, campaign)
    completion = Completion.objects.get()
    page = f"/kelengkapan/{completion.public_id}/"
    seen = {"seen": cases.seen(completion)}
    printed = operator.post(f"{page}cetak/", seen)
    assert printed.url == Letter.objects.get().get_absolute_url()
    assert operator.post(f"{page}cetak/", seen).url == printed.url
    operator.post(f"{page}nomor/", {"number": "800/7/2026", "dated_on": timezone.localdate().isoformat()})
    assert Letter.objects.get().full_number == "800/7/2026"
    operator.post(f"{page}nomor/", {"number": "800/8/2026", "dated_on": timezone.localdate().isoformat()})
    assert Letter.objects.get().full_number == "800/7/2026"

    handing = {**seen, "signed_on": timezone.localdate().isoformat()}
    assert "Pilih" in operator.post(f"{page}pindaian/", handing).content.decode() or not Statement.objects.exists()
    broken = BytesIO(b"<html>")
    broken.name = "surat.jpg"
    assert operator.post(f"{page}pindaian/", handing | {"scan": broken}).status_code == 200
    operator.post(f"{page}pindaian/", handing | {"scan": scan()})

    statement = Statement.objects.get()
    assert statement.recorded_by == "Budi Santoso"
    file = reviewer.get(f"/kelengkapan/pindaian/{statement.public_id}/")
    assert file["Content-Disposition"].startswith("attachment")
    seen = {"seen": statement.public_id}
    accepting = seen | {"dated_on": timezone.localdate().isoformat()}
    assert "Cocokkan dahulu" in reviewer.post(f"{page}lengkap/", accepting).content.decode()
    reviewer.post(f"{page}cocokkan/", seen)
    reviewer.post(f"{page}lengkap/", accepting)
    completion.refresh_from_db()
    assert completion.state == State.COMPLETE


def test_statement_asks_for_a_fresh_proof(campaign, office, kepala_a, sign_in):
    completion = cases.prepare(campaign, office).completion

    answer = sign_in(kepala_a).post(f"/kelengkapan/{completion.public_id}/nyatakan/", {"agreed": "on"})

    assert "/bukti" in answer.url or "next=" in answer.url
    assert not Statement.objects.exists()


PRESSES = {
    "nyatakan": "kepala_opd", "cetak": "operator_opd kepala_opd", "pindaian": "operator_opd kepala_opd",
    "nomor": "operator_opd kepala_opd", "cocokkan": "bakesbangpol", "kembalikan": "bakesbangpol",
    "lengkap": "bakesbangpol",
}  # fmt: skip
ROLES = ("operator_unit", "operator_opd", "kepala_opd", "bakesbangpol", "sekda", "bkpsdm", "inspektorat")


@pytest.mark.parametrize("state", [State.AWAITING_STATEMENT, State.AWAITING_REVIEW])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_presses_each_button(role, state, campaign, office, kepala_a, proved, dinas_b):
    """Doors by role; and a role in another office meets the 404 of a page that does not exist."""
    completion = cases.completion_in(state, campaign, office, kepala_a)
    unit = office if role in {"operator_unit", "operator_opd", "kepala_opd"} else None
    client = proved(make_account("Orang", role, unit, make_staff("Orang", unit or dinas_b)))
    states = list(Completion.objects.values_list("state", flat=True))
    for button, allowed in PRESSES.items():
        answer = client.post(f"/kelengkapan/{completion.public_id}/{button}/", {})
        assert (answer.status_code == 403) == (role not in allowed.split()), button
    assert list(Completion.objects.values_list("state", flat=True)) == states
    if unit:
        stranger = proved(make_account("Asing", role, dinas_b, make_staff("Asing", dinas_b)))
        addresses = ["", *(f"{button}/" for button, allowed in PRESSES.items() if role in allowed.split())]
        for end in addresses:
            answer = stranger.post if end and end != "/" else stranger.get
            expected = 403 if role == "operator_unit" else 404
            assert answer(f"/kelengkapan/{completion.public_id}/{end}").status_code == expected, end


def test_other_heads_read_but_cannot_state(campaign, office, kepala_a, proved):
    deputy = make_account("Wakil", "kepala_opd", office, make_staff("Wakil", office))
    completion = cases.prepare(campaign, office).completion
    client, address = proved(deputy), f"/kelengkapan/{completion.public_id}/nyatakan/"

    assert "Bukan pimpinan hari ini" in client.get(address).content.decode()
    answer = client.post(address, {"seen": cases.seen(completion), "agreed": "on"})

    assert answer.status_code == 200
    assert not Statement.objects.exists()


def test_addendum_button_shows_when_something_changed(campaign, office, siti, budi, kepala_a, sign_in):
    completion = cases.completion_in(State.COMPLETE, campaign, office, kepala_a)
    operator, page = sign_in(budi), f"/kelengkapan/{completion.public_id}/"
    assert "Siapkan addendum" not in operator.get(page).content.decode()
    sign(siti, campaign)

    assert "Siapkan addendum" in operator.get(page).content.decode()
    prepared(operator, office, campaign)

    newest = Completion.objects.latest("pk")
    assert newest.number == 1
    assert "Ada yang lebih baru" in operator.get(page).content.decode()
    assert "Addendum ke-1" in operator.get("/kelengkapan/", follow=True).content.decode()


def test_broken_input_is_answered(campaign, office, budi, kesbang, sign_in):
    operator = sign_in(budi)
    assert prepared(operator, office, campaign, kegiatan="tidak-ada").status_code == 404
    completion = cases.prepare(campaign, office).completion
    page = f"/kelengkapan/{completion.public_id}/"
    assert operator.post(f"{page}cetak/", {"seen": "lain"}).status_code == 302
    assert not Letter.objects.exists()
    assert operator.post(f"{page}nomor/", {"number": "", "dated_on": "besok"}).status_code == 422
    assert sign_in(kesbang).post(f"{page}lengkap/", {"seen": "", "dated_on": "x"}).status_code == 200


def test_list_is_searched_filtered_and_exported(campaign, office, kepala_a, kesbang, sign_in):
    cases.completion_in(State.AWAITING_REVIEW, campaign, office, kepala_a)
    client = sign_in(kesbang)

    assert "Dinas Pendidikan" in client.get("/kelengkapan/?keadaan=awaiting_review").content.decode()
    assert "Tidak ada yang cocok" in client.get("/kelengkapan/?keadaan=complete").content.decode()
    for key in ("nama", "keadaan", "hari", "belum", "wajib", "giliran"):
        assert client.get(f"/kelengkapan/?urut=-{key}").status_code == 200
    assert client.get("/kelengkapan/?unduh=xlsx")["Content-Type"].startswith("application/vnd")


def test_before_the_first_campaign_the_page_says_so(dinas_a, kesbang, sign_in):
    assert "Belum ada kegiatan" in sign_in(kesbang).get("/kelengkapan/").content.decode()
