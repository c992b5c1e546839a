"""The pemda's identity: what is refused, what follows it on screens and papers."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from netralitas.errors import DomainError
from netralitas.ledger import actions as ledger
from netralitas.ledger.models import Entry
from netralitas.registry.actions import pemda
from netralitas.registry.models import Pemda
from netralitas.registry.queries.pemda import forget_pemda
from netralitas.registry.zone import begin_task
from netralitas.ui import formats
from pledges.forms.campaigns import CampaignForm
from pledges.forms.printing import SlipsForm

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Pemerintah Kabupaten Contoh", "short_name": "Kabupaten Contoh", "head_title": "Wali Kota",
    "capital": "Contohsari", "place": "Contohsari", "address": "Jalan Raya 1", "accent_colour": "#1f4e79",
    "time_zone": "", "public_address": "https://ikrar.contoh.go.id/", "help_contact": "Meja bantuan 0800",
    "register_pattern": "IKR/{tahun}/{nomor}", "certificate_paper": "A4", "slip_paper": "F4",
    "default_ways": ["personal_link"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    """Nobody remembers the pemda of another test."""
    forget_pemda()
    yield
    timezone.deactivate()
    forget_pemda()


@pytest.fixture
def client(admin_sistem, sign_in):
    return sign_in(admin_sistem)


def send(client, **changes):
    return client.post(reverse("registry:pemda"), ANSWERS | changes).content.decode()


def test_the_page_keeps_everything(client):
    send(client)

    row = Pemda.objects.get()
    assert (row.name, row.head_title, row.slip_paper) == ("Pemerintah Kabupaten Contoh", "Wali Kota", "F4")
    assert row.public_address == "ikrar.contoh.go.id"
    assert not row.allows_operator_links


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"accent_colour": "#ffee88"}, "terlalu pucat (kontras 1,2"),
        ({"accent_colour": "merah"}, "Tulis warna seperti"),
        ({"register_pattern": "IKR/{tahun}"}, "harus memuat {nomor}"),
        ({"register_pattern": "{nomor}/{nomor}"}, "satu kali"),
        ({"register_pattern": "IKR/{bulan}/{nomor}"}, "{bulan} tidak dikenal"),
        ({"register_pattern": "IKR/{nomor"}, "harus memuat {nomor}"),
        ({"public_address": "ikrar contoh"}, "Tulis alamatnya saja"),
        ({"time_zone": "Asia/Tokyo"}, "Asia/Tokyo"),
        ({"name": ""}, ""),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(client, changes, sentence):
    page = send(client, **changes)

    assert sentence in page
    assert not Pemda.objects.exists()


def test_the_number_pattern_is_shown_with_an_example(client):
    page = client.get(reverse("registry:pemda")).content.decode()

    assert f"IKR/{timezone.localdate().year}/000123" in page


@pytest.mark.parametrize(("zone", "clock"), [("Asia/Makassar", "08.30 WITA"), ("Asia/Jayapura", "09.30 WIT")])
def test_screens_and_tasks_follow_the_zone(admin_sistem, sign_in, zone, clock, by):
    pemda.edit(by=by, time_zone=zone)
    forget_pemda()

    with time_machine.travel(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), tick=False):
        page = sign_in(admin_sistem).get(reverse("registry:pemda")).content.decode()
        before_task = formats.clock(timezone.now())
        begin_task()
        in_task = formats.clock(timezone.now())

    assert clock in page
    assert (before_task, in_task) == ("07.30 WIB", clock)


def test_the_zone_stays_once_a_campaign_was_opened(by):
    ledger.append(Entry.Kind.ROSTER, {"campaign": "x"})

    with pytest.raises(DomainError, match="Zona waktu tidak dapat diganti"):
        pemda.edit(by=by, time_zone="Asia/Makassar")


def test_a_new_campaign_and_slips_start_from_the_pemdas_choices(by):
    pemda.edit(by=by, default_ways=["unit_link"], slip_paper="F4")
    forget_pemda()

    assert CampaignForm().initial["ways_in"] == ["unit_link"]
    assert SlipsForm.base_fields["kertas"].initial() == "F4"


def test_a_sample_is_a_pdf_on_an_empty_portal_and_for_a_unit(client, dinas_a, bkpsdm, sign_in):
    own = sign_in(bkpsdm).get(reverse("pledges:unit-sample", args=[dinas_a.public_id]))

    for answer in (client.get(reverse("pledges:sample")), own):
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_sample_before_there_is_any_unit(client):
    assert b"".join(client.get(reverse("pledges:sample")).streaming_content).startswith(b"%PDF")


def test_an_emblem_that_is_no_picture_is_refused(client):
    file = SimpleUploadedFile("lambang.png", b"bukan gambar")
    page = client.post(reverse("registry:emblem-upload"), {"emblem": file}, follow=True).content.decode()

    assert "Belum ada yang berubah" in page
