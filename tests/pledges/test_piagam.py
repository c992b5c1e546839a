"""The sertifikat (piagam): the second paper, by the same stamper, seal and check; and the block of its official."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.audit.models import Event
from netralitas.documents.actions import files
from netralitas.documents.letters import Signer
from netralitas.documents.queries import files as stored
from netralitas.documents.queries import proofs
from netralitas.documents.stamper import press
from netralitas.jobs import testing
from netralitas.registry.models import Assignment, Pemda
from netralitas.registry.queries import letter_signers
from pledges import piagam
from pledges.models import Campaign
from tests.cast import make_staff, make_unit
from tests.documents.test_forgeries import here
from tests.pledges import pdf_tools
from tests.pledges.factory import make_campaign, open_campaign
from tests.pledges.signing import sign
from tests.pledges.test_certificate_runs import result, start

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 23)


def hold(unit, name="Hasan Basri", **fields) -> Assignment:
    person = make_staff(name, unit, front_title="Dr.", back_title="M.Si.", golongan="IV/c")
    usual = {"title": "Kepala Dinas Pendidikan", "kind": "definitif", "starts_on": date(2026, 1, 5)}
    return Assignment.objects.create(staff=person, unit=unit, is_head=True, **{**usual, **fields})


# --- the official's block


def block_on(unit, day):
    return letter_signers.block_of(letter_signers.signer_of(unit, day))


def test_block_shows_who_held_the_post_on_its_day(dinas_a):
    hold(dinas_a, ends_on=TODAY - timedelta(days=1))
    hold(dinas_a, "Rahmat Saleh", kind="plt", starts_on=TODAY)

    before = block_on(dinas_a, TODAY - timedelta(days=1))
    after = block_on(dinas_a, TODAY)
    assert (before["name"], before["lines"]) == ("Dr. Hasan Basri, M.Si.", ["KEPALA DINAS PENDIDIKAN,"])
    assert (after["name"], after["lines"]) == ("Dr. Rahmat Saleh, M.Si.", ["Plt. KEPALA DINAS PENDIDIKAN,"])
    assert after["rank"] == "Pembina Utama Muda, IV/c"
    assert after["number"].startswith("NIP ")


def test_plh_stands_while_the_head_is_away(dinas_a):
    hold(dinas_a)
    hold(dinas_a, "Rahmat Saleh", kind="plh", starts_on=TODAY, ends_on=TODAY)

    assert block_on(dinas_a, TODAY)["lines"] == ["Plh. KEPALA DINAS PENDIDIKAN,"]
    assert block_on(dinas_a, TODAY + timedelta(days=1))["name"] == "Dr. Hasan Basri, M.Si."


def test_unknown_head_leaves_dots_to_fill_in(dinas_a):
    found = block_on(dinas_a, TODAY)

    assert set(found["name"]) == {"."}
    assert found["number"] == "NIP"


@pytest.mark.parametrize(
    ("short_name", "title", "expected"),
    [("Kabupaten Contoh", "Bupati", "BUPATI CONTOH"), ("Kota Contoh", "Wali Kota", "WALI KOTA CONTOH"),
     ("Provinsi Contoh", "Gubernur", "GUBERNUR CONTOH")],
)  # fmt: skip
def test_authority_stands_above_the_post(db, monkeypatch, short_name, title, expected):
    monkeypatch.setattr(letter_signers, "current_pemda", lambda: Pemda(short_name=short_name, head_title=title))

    def above(code):
        return Signer(name="", **piagam.authority(code)).heading

    assert above("") == []
    assert above("an") == [f"a.n. {expected}"]
    assert above("ub") == [f"a.n. {expected}", "SEKRETARIS DAERAH", "u.b."]


def test_pppk_stands_with_golongan_and_the_number_of_a_pppk(dinas_a):
    head = hold(dinas_a).staff
    head.category, head.golongan = "PPPK", "IX"
    head.save()
    found = block_on(dinas_a, TODAY)

    assert found["rank"] == "Golongan IX"
    assert found["number"].startswith("NI PPPK ")


@pytest.mark.parametrize(("kind", "is_bare"), [("definitif", False), ("plt", False), ("plh", True), ("pj", True)])
def test_pj_and_plh_sekda_stand_bare(db, kind, is_bare):
    setda = make_unit("Sekretariat Daerah", kind="SETDA")
    hold(setda, kind=kind, title="Sekretaris Daerah")
    found = block_on(setda, TODAY)

    assert (found["name"] == "Hasan Basri") is is_bare
    assert (found["number"] == "") is is_bare


# --- the paper


@pytest.fixture
def campaign(siti) -> Campaign:
    office = make_unit("Badan Kesatuan Bangsa dan Politik", kind="BADAN")
    hold(office, title="Kepala Badan Kesatuan Bangsa dan Politik", starts_on=timezone.localdate() - timedelta(days=9))
    return open_campaign(certificate="piagam", certificate_office=office, certificate_authority="ub")


def test_signature_becomes_a_sertifikat_with_the_official_frozen(siti, campaign):
    document = sign(siti, campaign).document
    Assignment.objects.all().delete()

    official = document.facts()["piagam"]["official"]
    assert document.kind == piagam.KIND
    assert document.public_facts["paper"] == "Sertifikat Ikrar Netralitas"
    assert official["lines"][1:] == ["SEKRETARIS DAERAH", "u.b.", "KEPALA BADAN KESATUAN BANGSA DAN POLITIK,"]
    assert official["name"] == "Hasan Basri", "without titles (Permendagri 1/2023 Pasal 44)"
    assert document.facts()["signer"]["name"] == siti.full_name, "the holder keeps them"


def test_without_a_chosen_office_the_head_of_the_own_opd_signs(siti, dinas_a):
    hold(dinas_a, starts_on=timezone.localdate() - timedelta(days=9))
    official = sign(siti, open_campaign(certificate="piagam")).document.facts()["piagam"]["official"]

    assert official["lines"] == ["KEPALA DINAS PENDIDIKAN,"]


def test_sertifikat_is_stamped_sealed_and_found_good(siti, campaign, tmp_path, monkeypatch):
    monkeypatch.setattr(proofs.asking, "inspect", here)
    press.forget()
    document = sign(siti, campaign).document
    files.render_due(by=SYSTEM, seconds=60)
    document.refresh_from_db()
    with stored.opened(document.file) as file:
        content = file.read()

    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(content)
    words = pdf_tools.text(path)
    assert document.drawing.plain_reason == "", "laid out plainly"
    assert (pdf_tools.page_count(path), pdf_tools.page_size(path)) == (1, (297, 210))
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(path))
    for piece in ("SERTIFIKAT", siti.full_name, document.number, "a.n. ", "u.b.", "Hasan Basri", "Yang berikrar,"):
        assert piece in words
    assert proofs.examine(content).kind == proofs.Kind.VALID


def test_run_prints_landscape_and_backs_as_large(sign_in, budi, siti, campaign, dinas_a, tmp_path):
    sign(siti, campaign)
    job = start(sign_in(budi), campaign, dinas_a, bolak_balik="on")
    testing.run_all()

    path = result(job, tmp_path)
    sizes = {line.split("x")[0].split()[-1] for line in pdf_tools.run("pdfinfo", "-l", "2", path).splitlines()
             if "size:" in line and line.startswith("Page")}  # fmt: skip
    assert pdf_tools.page_count(path) == 2
    assert len(sizes) == 1, sizes
    assert pdf_tools.page_size(path) == (297, 210)


def test_form_of_a_campaign_asks_and_its_page_says(sign_in, kesbang, siti):
    campaign, client = make_campaign(), sign_in(kesbang)
    address = reverse("pledges:campaign-edit", args=[campaign.public_id])
    fields = {name: value for name, value in client.get(address).context["form"].initial.items() if value is not None}
    fields |= {"certificate": "piagam", "certificate_authority": "an", "ends": "tanggal",
               "opens_at": "2026-11-01T07:00", "closes_at": "2026-12-01T07:00", "deadline_days_before": 7}  # fmt: skip
    fields.pop("has_acknowledgement")
    answer = client.post(address, fields, follow=True)

    page = answer.content.decode()
    assert "Pimpinan Perangkat Daerah masing-masing" in page
    assert "a.n. kepala daerah" in page
    campaign.refresh_from_db()
    assert campaign.certificate == "piagam"
    assert Event.objects.filter(event="pledges.campaign_changed").exists()
