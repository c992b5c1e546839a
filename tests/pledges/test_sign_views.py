"""The pages of *Ikrar Saya* and of signing, as a browser without scripts sees them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from netralitas.accounts import cookies
from netralitas.accounts.models import Visit, WayIn
from netralitas.ledger import vault
from pledges.actions import campaigns
from pledges.forms.signatures import new_ticket
from pledges.models import Campaign, Obligation, PledgeText, Signature
from pledges.queries import texts
from tests.cast import make_staff
from tests.pledges.factory import BY, make_campaign, open_campaign
from tests.pledges.signing import sign
from tests.pledges.strokes import ink_text, line
from tests.pledges.test_signatures import substantive_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(siti):
    siti.unit.operator_name, siti.unit.operator_phone = "Budi Santoso", "(0254) 200-123"
    siti.unit.save()
    return open_campaign()


def client_of(staff, way=WayIn.PERSONAL_LINK, **marks) -> Client:
    """A phone with an open visit."""
    soon = timezone.now() + timedelta(hours=1)
    visit = Visit.objects.create(staff=staff, way_in=way, expires_at=soon, device_key="d" * 64, **marks)
    client = Client()
    client.cookies[cookies.VISIT_COOKIE] = cookies.signing.dumps(visit.public_id, salt=cookies._VISIT_SALT)
    return client


@pytest.fixture
def phone(siti, campaign) -> Client:
    return client_of(siti)


def form(campaign: Campaign, **parts: object) -> dict[str, object]:
    """The form as a person fills it who does everything right; None leaves a field out."""
    text = texts.current_text(campaign, "asn")
    whole = {
        "formulir": new_ticket(), "naskah": text.public_id, "butir": [0, 1, 2, 3], "cara": "drawn", "tinta": ink_text(),
        "nama": "", "detik": "41", "jaringan": "3g",
    } | parts  # fmt: skip
    return {name: value for name, value in whole.items() if value is not None}


def address(campaign: Campaign) -> str:
    return f"/ikrar/{campaign.public_id}/"


def words(response) -> str:
    """The text of a page, one space between words."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


# --- Ikrar Saya


def test_mine_greets_and_shows_what_waits_until_when(phone, siti, campaign):
    page = words(phone.get("/ikrar/"))

    assert "Bapak/Ibu Siti Aminah, S.Pd." in page
    assert "Ikrar Netralitas Pilkada" in page
    assert "14 hari lagi" in page
    assert "Baca dan Tanda Tangani" in page
    assert "Operator: Budi Santoso , (0254) 200-123" in page or "Operator: Budi Santoso, (0254) 200-123" in page


def test_mine_shows_history_with_number_and_way(phone, siti, campaign):
    signature = sign(siti, campaign, way_in=WayIn.UNIT_LINK, is_shared_device=True)

    page = words(phone.get("/ikrar/"))

    assert "Riwayat saya" in page
    assert signature.document.number in page
    assert "Tautan unit, HP bersama" in page
    assert "Sertifikat sedang disiapkan" in page
    assert "Tidak ada ikrar yang menunggu" in page


def test_mine_asks_again_after_a_substantive_change(phone, siti, campaign):
    sign(siti, campaign)
    substantive_change(campaign)

    page = words(phone.get("/ikrar/"))

    assert "Naskah ikrar berubah" in page
    assert "Baca dan Tanda Tangani" in page
    assert "Riwayat saya" in page


def test_mine_of_somebody_without_duty_says_so(siti, campaign):
    page = words(client_of(make_staff("Orang Baru", siti.unit)).get("/ikrar/"))

    assert "Belum ada ikrar untuk Bapak/Ibu" in page


def test_mine_shows_a_wet_signature(phone, siti, campaign):
    Obligation.objects.filter(staff=siti).update(state=Obligation.State.SIGNED_PAPER)

    page = words(phone.get("/ikrar/"))

    assert "Lembar basah" in page
    assert "Baca dan Tanda Tangani" not in page


def test_mine_after_the_deadline_says_so(phone, siti, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(closes_at=timezone.now() - timedelta(minutes=1))

    page = words(phone.get("/ikrar/"))

    assert "Lewat batas waktu" in page
    assert "Baca dan Tanda Tangani" not in page


@pytest.mark.parametrize("signed", [1, 6])
def test_mine_costs_the_same_for_one_and_many(siti, signed, django_assert_num_queries):
    for _ in range(signed):
        sign(siti, open_campaign())
    client = client_of(siti)
    client.get("/ikrar/")

    with django_assert_num_queries(4):  # the visit, the obligations, the signatures
        client.get("/ikrar/")


def test_visit_of_another_person_sees_nothing_of_it(phone, siti, budi, campaign):
    second = open_campaign()
    signature = sign(budi.staff_link.staff, second)

    for path in ("/ikrar/selesai/{}/", "/ikrar/sertifikat/{}/", "/ikrar/sertifikat/{}/keadaan/"):
        assert phone.get(path.format(signature.public_id)).status_code == 404
    assert signature.document.number not in words(phone.get("/ikrar/"))


def test_stranger_is_sent_to_the_sign_in(client, campaign):
    for path in ("/ikrar/", address(campaign)):
        assert client.get(path).headers["Location"].startswith("/masuk/")


# --- reading


def test_sign_page_leads_with_social_media_then_the_text(phone, campaign):
    page = words(phone.get(address(campaign)))

    assert page.index("Tidak boleh") < page.index("Media sosial") < page.index("Boleh ") < page.index("butir")
    assert "Menjaga dan menegakkan prinsip netralitas" in page
    assert "Saya tidak dapat menggambar tanda tangan" in page
    assert "Saya Menyatakan dan Menandatangani" in page
    assert "(0254) 200-123" in page


def test_sign_page_shows_no_number_of_the_person(phone, siti, campaign):
    assert siti.nip not in phone.get(address(campaign)).content.decode()


def test_sign_page_writes_nothing(phone, campaign, django_assert_max_num_queries):
    phone.get(address(campaign))
    with django_assert_max_num_queries(4) as captured:
        phone.get(address(campaign))

    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)


def test_conduct_speaks_to_each_audience(siti, campaign):
    honorer = make_staff("Ujang", siti.unit, category="HONORER", nip=None, nik_hash="h" * 64)
    second = open_campaign()

    page = words(client_of(honorer).get(address(second)))

    assert "SE MenPANRB 01/2023" in page
    assert "UU 20/2023" not in page


@pytest.mark.parametrize("state", ["draft", None])
def test_unknown_campaign_and_draft_are_the_same_404(phone, siti, state):
    public_id = make_campaign().public_id if state else "x" * 16

    assert phone.get(f"/ikrar/{public_id}/").status_code == 404


# --- signing


def test_post_signs_and_goes_on_to_the_done_screen(phone, siti, campaign):
    answer = phone.post(address(campaign), form(campaign))

    signature = Signature.objects.get(staff=siti)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/ikrar/selesai/{signature.public_id}/"


def test_done_screen_says_what_wording_asks_for(phone, siti, campaign):
    page = phone.post(address(campaign), form(campaign), follow=True)

    number = Signature.objects.get().document.number
    text = words(page)
    assert "Terima kasih, Bapak/Ibu Siti Aminah, S.Pd. Ikrar tercatat" in text
    assert f"Nomor register {number} . Tangkapan layar ini boleh dikirim ke operator." in text
    assert "Budi Santoso, (0254) 200-123" in text
    assert "Lanjut untuk rekan di HP ini" in text
    assert siti.nip not in page.content.decode()


def test_our_script_gets_the_address_instead_of_a_redirect(phone, campaign):
    answer = phone.post(address(campaign), form(campaign), headers={"X-Requested-With": "fetch"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["X-Next"].startswith("/ikrar/selesai/")


def test_typed_way_works_without_any_script(phone, siti, campaign):
    answer = phone.post(
        address(campaign), form(campaign, cara="typed", tinta=None, nama="SITI AMINAH", detik=None, jaringan=None)
    )

    assert answer.status_code == 303
    assert Signature.objects.get().method == "typed"


def test_marks_of_the_visit_and_private_evidence_are_kept(siti, campaign):
    phone = client_of(siti, WayIn.UNIT_LINK, is_shared_device=True, is_via_operator=True)

    phone.post(address(campaign), form(campaign), headers={"User-Agent": "Uji/1.0"}, REMOTE_ADDR="203.0.113.9")

    signature = Signature.objects.get()
    assert (signature.way_in, signature.is_shared_device, signature.is_via_operator) == ("unit_link", True, True)
    private = vault.unseal(bytes(signature.facts_ciphertext), vault.open_key(signature.row_key))["private"]
    evidence = private["evidence"]
    assert (evidence["seconds_on_text"], evidence["network"], evidence["agent"]) == (41, "3g", "Uji/1.0")
    assert evidence["device"] == signature.device_key == "d" * 64
    assert evidence["seconds_on_page"] in {0, 1, 2}
    assert "203.0.113" not in str(evidence)


@pytest.mark.parametrize(("detik", "jaringan"), [("-5", "5g; DROP"), ("9" * 40, ""), ("٣", "x"), ("", "wifi")])
def test_strange_circumstances_never_stop_a_signature(phone, campaign, detik, jaringan):
    assert phone.post(address(campaign), form(campaign, detik=detik, jaringan=jaringan)).status_code == 303


def test_signing_by_password_is_written_so(siti_user, sign_in, siti, campaign):
    assert sign_in(siti_user).post(address(campaign), form(campaign)).status_code == 303
    assert Signature.objects.get().way_in == "password"


# --- refused: a sentence, and everything typed and drawn is still there


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"butir": [0, 1]}, "Centang setiap butir"),
        ({"butir": None}, "Centang setiap butir"),
        ({"tinta": ""}, "Tanda tangan belum digambar"),
        ({"tinta": "{"}, "tidak terbaca"),
        ({"tinta": ink_text([line(10, 10, 600, 10)])}, "garis lurus"),
        ({"cara": "typed", "nama": "Orang Lain"}, "Ketik nama lengkap seperti tercatat: Siti Aminah."),
        ({"cara": "typed", "nama": ""}, "Ketik nama lengkap sebagai tanda tangan."),
        ({"formulir": "abc:def:ghi"}, "tidak dikenali"),
        ({"formulir": None}, "tidak dikenali"),
        ({"cara": "stempel"}, "tidak dikenali"),
        ({"butir": ["x", "999"]}, "tidak dikenali"),
    ],
)
def test_refused_form_says_why_and_keeps_everything(phone, campaign, parts, sentence):
    sent = form(campaign, **parts)

    answer = phone.post(address(campaign), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Signature.objects.exists()
    assert len(re.findall(r"checked", page)) == len([n for n in sent.get("butir", []) if n in (0, 1, 2, 3)])
    assert sent["tinta"].replace('"', "&quot;") in page
    if sent["nama"]:
        assert f'value="{sent["nama"]}"' in page


def test_refused_form_keeps_its_key(phone, campaign):
    ticket = new_ticket()

    page = phone.post(address(campaign), form(campaign, formulir=ticket, butir=[0])).content.decode()

    assert f'value="{ticket}"' in page


def test_text_changed_meanwhile_shows_the_new_one_unticked(phone, campaign):
    sent = form(campaign)
    new = substantive_change(campaign)

    answer = phone.post(address(campaign), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Naskah diperbarui ketika Bapak/Ibu sedang membaca" in words(answer)
    assert "Demikian, dengan sebenar-benarnya." in words(answer)
    assert f'value="{new.public_id}"' in page
    assert "checked" not in page
    assert sent["tinta"].replace('"', "&quot;") in page
    assert 'data-sign="baca"' in page


@pytest.mark.parametrize("form_is_good", [True, False])
def test_closed_meanwhile_has_its_own_screen(phone, campaign, form_is_good):
    sent = form(campaign) if form_is_good else {}
    campaigns.close_campaign(campaign, by=BY)

    answer = phone.post(address(campaign), sent)

    assert "Kegiatan sudah ditutup" in words(answer)
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"closes_at": timedelta(minutes=-1)}, "Lewat batas waktu"),
        ({"opens_at": timedelta(hours=1)}, "Belum dibuka"),
        ({"ways_in": ["password"]}, "Gunakan cara masuk lain"),
    ],
)
def test_each_hindrance_has_its_plain_screen(phone, campaign, change, title):
    moved = {name: timezone.now() + value if isinstance(value, timedelta) else value for name, value in change.items()}
    Campaign.objects.filter(pk=campaign.pk).update(**moved)

    page = words(phone.get(address(campaign)))

    assert title in page
    assert "Ke Ikrar Saya" in page
    assert "Saya Menyatakan" not in page


def test_person_not_in_the_roster_has_a_plain_screen(siti, campaign):
    assert "tidak ada di daftar wajib" in words(client_of(make_staff("Baru", siti.unit)).get(address(campaign)))


def test_campaign_without_a_text_has_a_plain_screen(phone, campaign):
    Obligation.objects.update(audience=PledgeText.Audience.VILLAGE)
    PledgeText.objects.filter(audience=PledgeText.Audience.VILLAGE).delete()

    assert "Naskah belum tersedia" in words(phone.get(address(campaign)))
