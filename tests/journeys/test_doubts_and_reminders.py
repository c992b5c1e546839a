"""Three stories: patterns asked about, a pledge its owner disputes, reminders over three simulated weeks."""

import re
from datetime import timedelta

import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from netralitas.jobs import outbox
from netralitas.jobs.models import Message
from netralitas.ledger.clock import pretend
from pledges.actions import reminders, signals
from pledges.models import Obligation, SignatureVoid
from tests.browser.signing import BY, open_personal_link
from tests.cast import make_staff
from tests.journeys.looking import DESK, PHONE, complaints
from tests.journeys.test_links_and_voids import account, enter
from tests.pledges.factory import obligation_of, open_campaign
from tests.pledges.signing import sign


def both_sizes(page: Page, name: str) -> list[str]:
    """What is wrong with a page on the desk and on the phone."""
    wrong = complaints(page, name, schemes=("light",))
    page.set_viewport_size(PHONE)
    wrong += complaints(page, name, schemes=("dark",))
    page.set_viewport_size(DESK)
    return wrong


def test_a_pattern_is_asked_about_and_its_threshold_set(desk, dinas_a):
    people = [make_staff(f"Pegawai {number}", dinas_a) for number in range(3)]
    campaign = open_campaign()
    for person in people:
        sign(person, campaign)
    signals.check_due(by=BY)
    enter(desk, account("Dewi Kesbang", "bakesbangpol"))

    desk.goto("/pola/")
    wrong = both_sizes(desk, "pola")
    desk.get_by_role("link", name="Dinas Pendidikan").click()
    expect(desk.get_by_text("bukan kesimpulan")).to_be_visible()
    wrong += both_sizes(desk, "pola satu perangkat daerah")
    desk.get_by_role("link", name="Apakah HP ini memang dipakai bergantian?").click()
    expect(desk.get_by_role("row", name=re.compile("Pegawai 2"))).to_be_visible()
    wrong += both_sizes(desk, "pola per orang")
    desk.goto("/pola/ambang/")
    wrong += both_sizes(desk, "ambang")
    desk.get_by_role("link", name="Orang pada satu perangkat").click()
    desk.get_by_label("Orang pada satu perangkat (orang)").fill("4")
    desk.get_by_label("Alasan perubahan").fill("Kantor kecil, HP dipakai bergantian.")
    wrong += both_sizes(desk, "ubah ambang")
    desk.get_by_role("button", name="Simpan Ambang").click()
    expect(desk.get_by_text("Kantor kecil, HP dipakai bergantian.")).to_be_visible()
    assert not wrong, "\n".join(wrong)


def test_owner_disputes_a_pledge_and_signs_anew(desk, phone, siti):
    campaign = open_campaign()
    signature = sign(siti, campaign)
    first, second = account("Dewi Kesbang", "bakesbangpol"), account("Agus Kesbang", "bakesbangpol")

    open_personal_link(phone, siti)
    phone.get_by_role("link", name="Bukan saya yang menandatangani").click()
    wrong = complaints(phone, "bukan saya")
    phone.get_by_label("Saya tidak pernah membuka halaman ikrar").check()
    phone.get_by_role("button", name="Bukan Saya", exact=True).last.click()
    expect(phone.get_by_text("Sedang diperiksa Bakesbangpol")).to_be_visible()
    wrong += complaints(phone, "riwayat yang diperiksa")

    outbox.deliver_due()
    assert any("disangkal" in sent.subject for sent in mail.outbox)
    enter(desk, first)
    desk.goto("/sangkalan/")
    wrong += both_sizes(desk, "ikrar disangkal")
    desk.get_by_role("link", name="Siti Aminah").click()
    expect(desk.get_by_text("41 detik")).to_be_visible()
    wrong += both_sizes(desk, "pemeriksaan sangkalan")
    desk.get_by_label("Alasan (dibaca orangnya)").fill("Tautannya dipakai orang lain menurut berita acara.")
    desk.get_by_role("button", name="Usulkan Pembatalan").click()
    expect(desk.get_by_role("button", name="Tarik Usulan")).to_be_visible()
    assert not SignatureVoid.objects.exists()

    desk.context.clear_cookies()
    enter(desk, second)
    desk.goto("/pembatalan/")
    desk.get_by_role("link", name="Siti Aminah").click()
    desk.get_by_role("button", name="Batalkan Ikrar").click()
    expect(desk.get_by_text("Ikrar dibatalkan.")).to_be_visible()
    desk.goto("/sangkalan/")
    expect(desk.get_by_role("row", name=re.compile("Siti Aminah")).get_by_text("Ikrar dibatalkan")).to_be_visible()

    phone.goto("/ikrar/")
    expect(phone.get_by_role("link", name="Baca dan Tanda Tangani")).to_be_visible()
    phone.goto(f"/v/{signature.document.code}")
    expect(phone.get_by_role("heading", name="Dokumen ini sudah dibatalkan")).to_be_visible()
    assert not wrong, "\n".join(wrong)


def test_operator_writes_a_dispute_down_and_a_person_is_not_willing_yet(desk, phone, dinas_a, siti):
    amir = make_staff("Amir Hamzah", dinas_a)
    campaign = open_campaign()
    sign(siti, campaign)

    open_personal_link(phone, amir)
    phone.get_by_role("link", name="Baca dan Tanda Tangani").click()
    phone.get_by_role("link", name="Saya belum bersedia menandatangani").click()
    wrong = complaints(phone, "belum bersedia")
    phone.get_by_role("button", name="Saya Belum Bersedia").click()
    expect(phone.get_by_text("menyatakan belum bersedia")).to_be_visible()
    assert obligation_of(amir, campaign).state == Obligation.State.UNWILLING

    enter(desk, account("Operator Dinas", "operator_opd", unit=dinas_a))
    desk.goto("/sangkalan/catat/")
    wrong += both_sizes(desk, "cari ikrar")
    desk.get_by_role("link", name="Siti Aminah").click()
    desk.get_by_label("Kartu identitas yang ditunjukkan").select_option("ktp")
    desk.get_by_label("Nama dan foto pada kartu cocok").check()
    desk.get_by_label("Tautan atau HP saya dipakai orang lain").check()
    wrong += both_sizes(desk, "catat sangkalan")
    desk.get_by_role("button", name="Catat dan Beri Tahu Bakesbangpol").click()
    expect(desk.get_by_text("Sedang diperiksa")).to_be_visible()
    assert not wrong, "\n".join(wrong)


def test_reminders_run_over_three_weeks_and_stop(desk, dinas_a, siti):
    siti.email = "siti@contoh.example"
    siti.save()
    amir = make_staff("Amir Hamzah", dinas_a, email="amir@contoh.example")
    make_staff("Udin Tanpa Surel", dinas_a)
    start = timezone.localtime().replace(hour=9, minute=0)
    campaign = open_campaign(closes_at=start.replace(hour=23) + timedelta(days=14))
    enter(desk, account("Dewi Kesbang", "bakesbangpol"))

    desk.goto("/pengingat/")
    wrong = both_sizes(desk, "pengingat belum diatur")
    desk.get_by_role("link", name="Atur Jadwal").click()
    desk.get_by_label("Mulai pukul").fill("00:00")
    wrong += both_sizes(desk, "atur jadwal")
    desk.get_by_role("button", name="Simpan Jadwal").click()
    expect(desk.get_by_text("7 hari sebelum hari sasaran")).to_be_visible()

    sent = []
    for day in range(22):
        moment = start + timedelta(days=day)
        with time_machine.travel(moment, tick=False), pretend(moment):
            if day == 12:
                sign(siti, campaign)
            reminders.run_due(by=BY)
            mail.outbox.clear()
            outbox.deliver_due()
            sent += [(day, one.to[0].split("@")[0]) for one in mail.outbox if "Pengingat" in one.subject]
    both = [(7, "amir"), (7, "siti"), (11, "amir"), (11, "siti")]
    assert sorted(sent) == [*both, (13, "amir"), (14, "amir")]  # Siti signed on the twelfth day

    desk.goto("/pengingat/")
    expect(desk.get_by_text("Selesai").first).to_be_visible()
    wrong += both_sizes(desk, "pengingat")
    key = obligation_of(amir, campaign).public_id
    last = Message.objects.filter(recipient_key=key).order_by("-pk").first()
    Message.objects.filter(pk=last.pk).update(state="bounced", error="alamat ditolak penyedia surel")
    desk.goto("/pengingat/tidak-sampai/")
    expect(desk.get_by_role("row", name=re.compile("Amir Hamzah"))).to_be_visible()
    wrong += both_sizes(desk, "tidak sampai")
    desk.goto("/pengingat/siapa/")
    expect(desk.get_by_role("row", name=re.compile("Amir Hamzah")).get_by_text("4 kali")).to_be_visible()
    wrong += both_sizes(desk, "siapa diingatkan")
    assert not wrong, "\n".join(wrong)
