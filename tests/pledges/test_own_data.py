"""Data saya: everything about the person and nothing about others; who looked; asking for a correction; taking it."""

import io
import json

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links
from netralitas.accounts.models import PersonalLink, Visit
from netralitas.accounts.queries.links import personal_token
from netralitas.audit import actions as audit
from netralitas.audit.models import Access, Event
from netralitas.errors import DomainError
from netralitas.registry.actions import corrections
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Correction
from pledges.queries.own_data import own_data
from tests.cast import make_staff
from tests.pledges import factory

pytestmark = pytest.mark.django_db

BUDI = Actor("user", "b", "Budi Santoso")


@pytest.fixture
def campaign(siti, dinas_b):
    make_staff("Orang Lain", dinas_b)
    return factory.open_campaign()


@pytest.fixture
def me(campaign, siti_user, sign_in) -> Client:
    return sign_in(siti_user)


def page(client: Client) -> str:
    return client.get(reverse("pledges:own-data")).content.decode()


def test_page_holds_identity_history_duties_and_who_looked(me, siti, by):
    staff_actions.edit(siti, position="Guru Ahli Madya", by=by, reason="SK 1")
    audit.record_access("registry.staff", by=BUDI, subject=siti, reason="periksa data")
    audit.record_access("dashboards.people", by=BUDI, subject=siti.unit)

    text = page(me)

    assert "Siti Aminah, S.Pd." in text
    assert "Guru Ahli Muda → Guru Ahli Madya" in text
    assert "Ikrar Netralitas Pilkada" in text
    assert "Data seorang pegawai" in text
    assert "periksa data" in text
    assert "Daftar nama satu unit (Terbatas)" in text
    assert "Orang Lain" not in text


def test_sections_ask_as_many_queries_for_much_as_for_little(campaign, siti, by, django_assert_max_num_queries):
    for number in range(20):
        staff_actions.edit(siti, position=f"Jabatan {number}", by=by)
        audit.record_access("registry.staff", by=BUDI, subject=siti)
    siti.refresh_from_db()

    with django_assert_max_num_queries(24):
        sections = own_data(siti)
    assert len(next(one for one in sections if one.key == "riwayat").rows) == 20


def test_files_say_what_the_page_says(me, siti):
    answer = me.get(reverse("pledges:own-data-download", args=["json"]))
    found = json.loads(answer.content)
    workbook = me.get(reverse("pledges:own-data-download", args=["xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(workbook.streaming_content))).active
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}

    assert {"Data": "Nama", "Isi": "Siti Aminah, S.Pd."} in found["identitas"]
    assert found["kewajiban"][0]["Status"] == "Belum menandatangani"
    assert "Siti Aminah, S.Pd." in cells
    assert Access.objects.filter(what="pledges.own_data", subject_key=siti.public_id).count() == 2


def visiting(siti, campaign, *, is_revealed: bool = False) -> Client:
    """A visit opened by the personal link."""
    client = Client()
    links.ensure_personal_links(staff_ids=[siti.pk], expires_at=campaign.closes_at, by=factory.BY)
    link = PersonalLink.objects.get(staff=siti)
    if is_revealed:
        links.reveal_link(link=link, way="salin", by=BUDI)
    client.post(f"/t/{personal_token(link)}")
    return client


def test_own_link_on_the_own_phone_opens_it(campaign, siti):
    client = visiting(siti, campaign)

    assert "Siti Aminah, S.Pd." in page(client)


def test_link_an_operator_saw_does_not_open_it_and_says_why(campaign, siti):
    client = visiting(siti, campaign, is_revealed=True)
    answer = client.get(reverse("pledges:own-data"))

    assert answer.status_code == 403
    assert "dapat dipakai orang lain" in answer.content.decode()
    assert client.get(reverse("pledges:own-data-download", args=["json"])).status_code == 403
    assert client.post(reverse("pledges:own-data-correct"), {"about": "nama", "text": "x"}).status_code == 403
    assert Correction.objects.count() == 0


def test_shared_device_does_not_open_it(me, siti, campaign):
    client = visiting(siti, campaign)
    Visit.objects.update(is_shared_device=True)

    assert client.get(reverse("pledges:own-data")).status_code == 403


def test_correction_travels_to_the_operator_and_back(me, siti, budi, rina, sign_in):
    me.post(reverse("pledges:own-data-correct"), {"about": "nama", "text": "Siti Aminah, M.Pd."})
    asked = Correction.objects.get()
    operator, stranger = sign_in(budi), sign_in(rina)

    assert "Siti Aminah" in operator.get(reverse("registry:corrections")).content.decode()
    assert "Siti Aminah" not in stranger.get(reverse("registry:corrections")).content.decode()
    assert stranger.get(reverse("registry:correction", args=[asked.public_id])).status_code == 404
    operator.post(
        reverse("registry:correction", args=[asked.public_id]), {"state": "diperbaiki", "answer": "Sudah sesuai SK."}
    )
    assert "Sudah sesuai SK." in page(me)
    assert Event.objects.filter(event="registry.correction_answered").count() == 1
    assert "M.Pd." not in str(Event.objects.get(event="registry.correction_asked").details)


def test_refusals_are_said_in_words(siti, by, me):
    with pytest.raises(DomainError, match="Tulis data yang benar"):
        corrections.ask(staff=siti, about="nama", text="  ", by=by)
    for number in range(corrections.MOST_OPEN):
        corrections.ask(staff=siti, about="nama", text=str(number), by=by)
    with pytest.raises(DomainError, match="belum dijawab"):
        corrections.ask(staff=siti, about="nama", text="lagi", by=by)
    answer = me.post(reverse("pledges:own-data-correct"), {"about": "nama", "text": "lagi"})
    assert "belum dijawab" in answer.content.decode()


def test_keeping_the_data_needs_an_explanation_and_happens_once(siti, by):
    asked = corrections.ask(staff=siti, about="nama", text="x", by=by)
    with pytest.raises(DomainError, match="Jelaskan"):
        corrections.answer(asked, state="tetap", answer="", by=by)
    corrections.answer(asked, state="tetap", answer="Sesuai SIASN.", by=by)
    with pytest.raises(DomainError, match="sudah dijawab"):
        corrections.answer(asked, state="tetap", answer="Lagi.", by=by)
