"""*Pratinjau Pakta*: samples from the shortest to the longest, and the draft as it is being written."""

import pytest
from django.urls import reverse

from netralitas.documents import thumbnails
from netralitas.documents.models import Document
from netralitas.documents.stamper import Unstampable, compiling, press
from pledges.extremes import EXTREMES, sample_of
from pledges.models import PledgeText
from pledges.samples import printed
from tests.pledges import pdf_tools
from tests.pledges.factory import make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(siti) -> PledgeText:
    return make_campaign(has_acknowledgement=True).texts.get(audience="asn")


def said(content: bytes, folder) -> str:
    path = folder / "contoh.pdf"
    path.write_bytes(content)
    assert pdf_tools.page_count(path) == 1
    return pdf_tools.text(path)


@pytest.mark.parametrize("name", EXTREMES)
def test_every_sample_is_one_legible_page_marked_as_a_sample(draft, tmp_path, name):
    found = printed(*sample_of(EXTREMES[name], draft, draft.campaign))

    words = said(found.pdf, tmp_path)
    assert found.is_legible
    assert "CONTOH" in words
    assert "Mengetahui" in words


def test_sample_without_rank_has_no_row_for_it(draft):
    rows = dict(sample_of(EXTREMES["tanpa-pangkat"], draft, draft.campaign)[1]["identity"])

    assert "Jabatan" not in rows
    assert "Pangkat/Gol. Ruang" not in rows


@pytest.mark.parametrize("audience", ["non_asn", "desa"])
def test_samples_of_others_show_a_masked_nik(siti, audience, tmp_path):
    campaign = make_campaign()
    text = PledgeText(campaign=campaign, audience=audience, version=1, title="Uji", points=[])
    rows = dict(sample_of(EXTREMES["biasa"], text, campaign)[1]["identity"])

    assert rows["NIK"] == "3604••••••••0001"
    assert "Pangkat/Gol. Ruang" not in rows


def test_page_offers_every_sample_and_stores_nothing(sign_in, kesbang, draft):
    page = sign_in(kesbang).get(reverse("pledges:text-preview", args=[draft.public_id])).content.decode()

    assert all(extreme.label in page for extreme in EXTREMES.values())
    assert not Document.objects.exists()


def test_picture_and_file_of_a_sample(sign_in, kesbang, draft, tmp_path):
    client = sign_in(kesbang)
    shown = client.get(reverse("pledges:text-picture", args=[draft.public_id, "terpendek"]))
    file = client.get(reverse("pledges:text-sample", args=[draft.public_id, "terpendek"]))

    assert 'src="data:image/png;base64,iVBOR' in shown.content.decode()
    assert 'id="contoh-terpendek"' in shown.content.decode(), "else lists.js leaves the page"
    assert file["Content-Type"] == "application/pdf"
    assert "RSUD" in said(file.content, tmp_path)


def test_unknown_sample_is_not_there(sign_in, kesbang, draft):
    assert sign_in(kesbang).get(reverse("pledges:text-picture", args=[draft.public_id, "lain"])).status_code == 404


def test_page_says_whether_the_text_can_be_stamped(sign_in, kesbang, draft, monkeypatch):
    client, address = sign_in(kesbang), reverse("pledges:text-speed", args=[draft.public_id])
    assert "Cetak cepat terbukti" in client.get(address).content.decode()

    monkeypatch.setattr(compiling, "compile_plan", lambda *_: unstampable("text 3 is not set as computed"))
    press.forget()
    page = client.get(address).content.decode()
    press.forget()
    assert "dicetak dengan cara biasa" in page
    assert "susunan kertasnya" in page


def unstampable(reason: str) -> None:
    raise Unstampable(reason)


def test_live_preview_prints_what_is_written_and_saves_nothing(sign_in, kesbang, draft, monkeypatch, tmp_path):
    pages = []
    monkeypatch.setattr(thumbnails, "picture_of", pages.append)
    before = draft.title
    answer = sign_in(kesbang).post(
        reverse("pledges:text-live", args=[draft.public_id]),
        {"contoh": "biasa", "preamble_saya": "Dengan ini menyatakan kata baru:", "closing_saya": "Sekian\x07\u202e.",
         "butir_kami": ["Kami tidak memihak", ""], "butir_saya": ["", ""]},
    )  # fmt: skip

    assert answer.status_code == 200
    assert "tidak dapat ditampilkan" in answer.content.decode()
    words = said(pages[0], tmp_path)
    assert "menyatakan kata baru" in words
    assert "1. Kami tidak memihak" in words
    assert "2." not in words.partition("Kami tidak memihak")[2].partition("Sekian")[0]
    draft.refresh_from_db()
    assert draft.title == before


def test_live_preview_says_when_letters_become_too_small(sign_in, kesbang, draft):
    long = {"butir_kami": ["kata " * 300] * 8, "butir_saya": [""] * 8, "contoh": "terpanjang"}
    answer = sign_in(kesbang).post(reverse("pledges:text-live", args=[draft.public_id]), long)

    assert "lebih kecil dari 8,5 poin" in answer.content.decode()


def test_without_poppler_the_page_goes_without_pictures(draft, monkeypatch):
    monkeypatch.setenv("PATH", "/tidak/ada")

    assert thumbnails.picture_of(b"%PDF-1.7") is None
