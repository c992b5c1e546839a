"""Opening *Ikrar Saya* by a link: what GET may not do, what POST does, marks, cookies, refusals."""

from datetime import time, timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netralitas.accounts import cookies
from netralitas.accounts.actions import links
from netralitas.accounts.models import Visit, WayIn
from netralitas.accounts.queries.links import personal_token, unit_token
from netralitas.audit.models import Event
from netralitas.keys import keyed_hash
from netralitas.registry.models import StaffStatus
from tests.accounts.entering import enter, known, proof_in, recognised
from tests.cast import make_staff

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


# --- looking


def test_looking_at_links_writes_nothing(phone, siti_path, unit_path):
    """Chat previews fetch every link that is posted."""
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            assert phone.get(siti_path).status_code == 200
            assert phone.head(siti_path).status_code == 200
            assert phone.get(unit_path).status_code == 200

    assert [q["sql"] for q in queries if q["sql"].startswith(WRITES)] == []
    assert not Visit.objects.exists()
    assert phone.post(siti_path).status_code == 302


def test_personal_page_greets_by_name_but_not_in_its_title(phone, siti_path):
    page = phone.get(siti_path).content.decode()

    assert "Siti Aminah, S.Pd." in page
    assert "Siti" not in page.split("</title>")[0]  # what a chat preview shows to the group


def test_pages_with_secrets_in_the_address_leave_no_trace(phone, siti_path, unit_path):
    for path in (siti_path, unit_path, siti_path[:-1] + "!"):
        answer = phone.get(path)
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_unit_page_shows_no_name(phone, unit_path, siti):
    assert b"Siti" not in phone.get(unit_path).content
    assert b"Siti" not in recognised(phone, unit_path, siti).content
    assert b"S*** A*****" in recognised(phone, unit_path, siti).content


def test_replaced_link_names_the_operator(phone, siti, siti_path, dinas_a, by):
    dinas_a.operator_name, dinas_a.operator_phone = "Budi Santoso", "0254-200100"
    dinas_a.save()
    links.replace_personal_link(staff=siti, by=by)

    answer = phone.get(siti_path)

    assert answer.status_code == 410
    assert "Mintalah tautan baru kepada operator Budi Santoso, 0254-200100." in answer.content.decode()
    assert b"Siti" not in answer.content


def test_unknown_link_names_nobody(phone, db):
    answer = phone.get("/t/" + "2" * 16 + "-" + "a" * 24)

    assert answer.status_code == 404
    assert b"Tautan ini sudah diganti atau kegiatannya sudah ditutup" in answer.content


# --- personal link


def test_yes_opens_a_visit(phone, siti, siti_path):
    answer = phone.post(siti_path)

    visit = Visit.objects.get()
    assert answer.headers["Location"] == "/ikrar/"
    assert (visit.staff, visit.way_in, visit.link_generation) == (siti, WayIn.PERSONAL_LINK, 1)
    assert (visit.is_shared_device, visit.is_via_operator) == (False, False)
    assert visit.device_key
    event = Event.objects.get(event="accounts.visit_opened")
    assert event.actor_label == "Siti Aminah, S.Pd."


def test_cookies_are_closed_to_scripts_and_plain_http(siti_path, phone):
    answer = phone.post(siti_path)

    for name in (cookies.VISIT_COOKIE, cookies.DEVICE_COOKIE):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
    assert answer.cookies[cookies.DEVICE_COOKIE]["max-age"] > 300 * 24 * 3600
    assert Visit.objects.get().device_key not in str(answer.cookies)


def test_forged_visit_cookie_is_nobody(phone, siti_path):
    phone.post(siti_path)
    visit = Visit.objects.get()
    stranger = Client()
    stranger.cookies[cookies.VISIT_COOKIE] = visit.public_id
    assert not stranger.get("/kunjungan/selesai/").wsgi_request.visit
    stranger.cookies[cookies.VISIT_COOKIE] = signing.dumps(visit.public_id, salt="another purpose")
    assert not stranger.get("/kunjungan/selesai/").wsgi_request.visit
    assert phone.get("/kunjungan/selesai/").wsgi_request.visit == visit


def test_visit_ends_by_itself(phone, siti_path):
    phone.post(siti_path)
    with time_machine.travel(Visit.objects.get().expires_at + timedelta(seconds=1)):
        assert not phone.get("/kunjungan/selesai/").wsgi_request.visit


def test_not_me_opens_nothing_and_is_noted(phone, siti_path):
    answer = phone.post(siti_path, {"bukan": "1"})

    assert b"milik orang lain" in answer.content
    assert not Visit.objects.exists()
    assert Event.objects.filter(event="accounts.link_disowned").count() == 1


def test_visit_by_a_revealed_link_says_so(phone, siti_link, siti_path, by):
    links.reveal_link(link=siti_link, way="whatsapp", by=by)
    phone.post(siti_path)

    assert Visit.objects.get().is_via_operator


def test_replaced_generation_forgets_the_reveal(phone, siti, siti_link, by):
    links.reveal_link(link=siti_link, way="whatsapp", by=by)
    phone.post(f"/t/{personal_token(links.replace_personal_link(staff=siti, by=by))}")

    assert not Visit.objects.get().is_via_operator


def test_visit_on_a_signed_in_operators_device_says_so(sign_in, budi, siti_path):
    sign_in(budi).post(siti_path)

    assert Visit.objects.get().is_via_operator
    assert Event.objects.get(event="accounts.visit_opened").actor_label == "Budi Santoso"


def test_own_visit_while_signed_in_is_nobody_elses(sign_in, siti_user, siti_path):
    sign_in(siti_user).post(siti_path)

    assert not Visit.objects.get().is_via_operator


def test_second_person_on_a_device_is_marked(phone, siti_path, dinas_a, by, closes_at):
    other = make_staff("Agus Salim", dinas_a)
    links.ensure_personal_links(staff_ids=[other.pk], expires_at=closes_at, by=by)
    phone.post(siti_path)

    phone.post(f"/t/{personal_token(other.personal_link)}")

    first, second = Visit.objects.order_by("pk")
    assert (first.is_shared_device, second.is_shared_device) == (False, True)
    assert first.ended_at is not None  # one visit at a time on a device


def test_link_replaced_between_look_and_yes_opens_nothing(phone, siti, siti_link, siti_path, by, monkeypatch):
    stale = siti_link
    links.replace_personal_link(staff=siti, by=by)
    monkeypatch.setattr("netralitas.accounts.views.links.resolve_personal", lambda token: stale)

    phone.post(siti_path)

    assert not Visit.objects.exists()


# --- unit link


def test_unit_link_opens_after_number_date_and_yes(phone, siti, unit_path, unit_link):
    answer = enter(phone, unit_path, siti)

    visit = Visit.objects.get()
    assert answer.headers["Location"] == "/ikrar/"
    assert (visit.staff, visit.way_in, visit.unit_link) == (siti, WayIn.UNIT_LINK, unit_link)


@pytest.mark.parametrize("spelling", ["{:%d/%m/%Y}", "{:%d.%m.%Y}", "{:%d%m%Y}", "{:%Y-%m-%d}"])
def test_number_and_date_are_read_as_people_write_them(phone, siti, unit_path, spelling):
    number = f" {siti.nip[:8]} {siti.nip[8:14]}-{siti.nip[14]}.{siti.nip[15:]}\u00a0"
    answer = phone.post(unit_path, {"number": number, "birth_date": spelling.format(siti.birth_date)})

    assert b"Apakah ini Bapak/Ibu?" in answer.content


def test_non_asn_enters_by_nik(phone, dinas_a, unit_path):
    tuti = make_staff("Tuti", dinas_a, category="THL", nip=None, nik_hash=keyed_hash("3604015204850001", "nik"))
    tuti.birth_date = None  # then the date written in the NIK counts
    tuti.save()

    answer = phone.post(unit_path, {"number": "3604015204850001", "birth_date": "12-04-1985"})

    assert b"Apakah ini Bapak/Ibu?" in answer.content


def test_unknown_number_and_wrong_date_get_the_same_answer(unit_path, siti, dinas_b):
    stranger = make_staff("Dedi", dinas_b)
    unknown = Client().post(unit_path, {"number": "198504122010012999", "birth_date": "12-04-1985"})
    wrong_date = Client().post(unit_path, known(siti) | {"birth_date": "13-04-1985"})
    elsewhere = Client().post(unit_path, known(stranger))

    def said(answer):
        return str(answer.context["form"].non_field_errors())

    assert unknown.status_code == wrong_date.status_code == elsewhere.status_code == 200
    assert "NIP ini belum ada di daftar. Periksa 18 angkanya, atau hubungi operator" in said(unknown)
    assert said(unknown) == said(wrong_date) == said(elsewhere)
    assert len(unknown.content) == len(wrong_date.content)


def test_retired_person_does_not_enter_by_the_unit_link(phone, siti, unit_path):
    siti.status = StaffStatus.RETIRED
    siti.save()

    assert b"belum ada di daftar" in phone.post(unit_path, known(siti)).content


@pytest.mark.parametrize("number", ["123", "1.98504E+17", "abc", "", "1" * 19, "\u0661" * 18])
def test_damaged_number_is_refused_in_words(phone, unit_path, number):
    answer = phone.post(unit_path, {"number": number, "birth_date": "12-04-1985"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["number"]


def test_confirm_without_proof_or_with_anothers_opens_nothing(phone, siti, unit_path, dinas_b, by, closes_at):
    other_unit = links.ensure_unit_link(unit=dinas_b, expires_at=closes_at, by=by)
    proof = proof_in(recognised(phone, unit_path, siti))

    for path, sent in ((unit_path, ""), (unit_path, proof[:-2]), (f"/u/{unit_token(other_unit)}", proof)):
        answer = phone.post(f"{path}/ya", {"bukti": sent})
        assert answer.headers["Location"] == path
    assert not Visit.objects.exists()


def test_confirm_after_ten_minutes_asks_again(phone, siti, unit_path):
    proof = proof_in(recognised(phone, unit_path, siti))
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert phone.post(f"{unit_path}/ya", {"bukti": proof}).headers["Location"] == unit_path
    assert not Visit.objects.exists()


def test_second_person_must_say_the_phone_is_shared(phone, siti, unit_path, dinas_a):
    other = make_staff("Agus Salim", dinas_a)
    enter(phone, unit_path, siti)

    refused = enter(phone, unit_path, other)
    assert b"HP ini sudah dipakai rekan lain" in refused.content
    assert b"S*** A*****" in refused.content  # the holder is named, masked
    assert Visit.objects.count() == 1

    enter(phone, unit_path, other, hp_bersama="1")
    assert Visit.objects.order_by("pk").last().is_shared_device


def test_same_person_again_is_not_a_shared_phone(phone, siti, unit_path):
    enter(phone, unit_path, siti)
    enter(phone, unit_path, siti)

    assert not Visit.objects.filter(is_shared_device=True).exists()


def test_outside_its_hours_the_unit_link_says_when(phone, siti, unit_link, unit_path, by):
    proof = proof_in(recognised(phone, unit_path, siti))
    hour = timezone.localtime().hour
    links.set_hours(link=unit_link, opens=time((hour + 2) % 24), closes=time((hour + 4) % 24), by=by)

    page = phone.get(unit_path).content.decode()
    assert f"pukul {(hour + 2) % 24:02d}.00 WIB sampai {(hour + 4) % 24:02d}.00 WIB" in page
    assert b"Apakah ini" not in phone.post(unit_path, known(siti)).content
    phone.post(f"{unit_path}/ya", {"bukti": proof})
    assert not Visit.objects.exists()
