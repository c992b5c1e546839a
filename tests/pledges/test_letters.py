"""Bakesbangpol's letters: who lags and by how much, in one step; counts for Bawaslu without a name."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.documents.letters import starts_for
from netralitas.documents.models import Letter
from netralitas.documents.queries.letters import visible_to
from netralitas.errors import DomainError
from pledges import letters as kinds
from pledges.actions import rosters
from pledges.actions.letters import remind_heads, tell_bawaslu
from pledges.queries.lagging import progress_by_opd, share_by_kind, whole_of
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def campaign(siti, sekolah_a, dinas_a, dinas_b):
    """Dinas A: Siti signed, two did not, one of them at the school; Dinas B: one, who signed."""
    make_staff("Amir Hamzah", dinas_a)
    make_staff("Guru Rekaan", sekolah_a)
    nurse = make_staff("Perawat Rekaan", dinas_b)
    campaign = factory.open_campaign()
    sign(siti, campaign)
    sign(nurse, campaign)
    return campaign


def test_progress_counts_each_office_and_unit(campaign, dinas_a, dinas_b, django_assert_num_queries):
    with django_assert_num_queries(2):
        behind, done = progress_by_opd(campaign)

    assert (behind.opd, behind.whole.obliged, behind.whole.done, behind.whole.missing) == (dinas_a, 3, 1, 2)
    assert {name: share.missing for name, share in behind.units.items()} == {
        "Dinas Pendidikan": 1,
        "SD Negeri Ciruas 1": 1,
    }
    assert (done.opd, done.whole.missing) == (dinas_b, 0)
    assert sum(share.obliged for _, share in share_by_kind(campaign)) == whole_of([behind, done]).obliged == 4


def test_letters_go_to_those_who_lag_only(campaign, dinas_a, dinas_b, by):
    both, today = [dinas_a.pk, dinas_b.pk], timezone.localdate()
    made = remind_heads(campaign, opd_ids=both, due_on=today, dated_on=DAY, office="KESBANGPOL", by=by)

    (letter,) = made
    facts = letter.document.facts()
    assert (letter.opd_id, letter.kind, letter.state) == (dinas_a.pk, kinds.LAGGING, "tanpa_nomor")
    assert facts["blocks"][1]["rows"][0] == [["Wajib menandatangani", False], ["3", True]]
    assert facts["annex"][1]["rows"] == [
        [["Dinas Pendidikan", False], ["2", True], ["1", True], ["1", True]],
        [["SD Negeri Ciruas 1", False], ["1", True], ["0", True], ["1", True]],
    ]
    words = str(facts)
    assert "Amir" not in words
    assert "Guru Rekaan" not in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"opd_ids": []}, "terpilih"), ({"due_on": date(2020, 1, 1)}, "sudah lewat")],
)  # fmt: skip
def test_reminding_is_refused(changes, words, campaign, dinas_a, by):
    given = {"opd_ids": [dinas_a.pk], "due_on": timezone.localdate(), "dated_on": DAY, "office": "SETDA", "by": by}

    with pytest.raises(DomainError, match=words):
        remind_heads(campaign, **(given | changes))
    assert not Letter.objects.exists()


def test_head_sees_the_own_letter_once_it_is_issued(campaign, dinas_a, by, kepala_a, rina, kesbang):
    draft = tell_bawaslu(campaign, request_letter="", dated_on=DAY, office="KESBANGPOL", by=by)
    (letter,) = remind_heads(
        campaign, opd_ids=[dinas_a.pk], due_on=timezone.localdate(), dated_on=DAY, office="SETDA", by=by
    )  # fmt: skip

    assert set(visible_to(kesbang)) == {draft, letter}
    assert list(visible_to(kepala_a)) == [letter]
    assert list(visible_to(rina)) == []
    assert [start.url_name for start in starts_for(kesbang)] == ["pledges:letter-remind", "pledges:letter-bawaslu"]
    assert starts_for(kepala_a) == []


def test_counts_for_bawaslu_have_no_name_and_no_small_group(campaign, by):
    letter = tell_bawaslu(campaign, request_letter="surat Nomor 112.", dated_on=DAY, office="KESBANGPOL", by=by)

    values = letter.content()["values"]
    assert values["permintaan"] == "Menindaklanjuti surat Nomor 112."
    assert values["opd"]["rows"] == [["1", "Perangkat Daerah lain", 4, 2, "50,0\u00a0%", "–"]]
    assert values["jenis"]["rows"] == [["Jenis lain", 4, 2, 2]]
    for name in ("Siti", "Amir", "Perawat"):
        assert name not in str(letter.content())


def test_office_of_five_stands_by_its_name(campaign, dinas_b, by):
    """The negative control of the suppression."""
    new = [make_staff(f"Pegawai Rekaan {number}", dinas_b).pk for number in range(5)]
    rosters.sync(campaign, staff_ids=new, by=by)

    letter = tell_bawaslu(campaign, request_letter="", dated_on=DAY, office="SETDA", by=by)

    rows = letter.content()["values"]["opd"]["rows"]
    assert [row[1] for row in rows] == ["Dinas Kesehatan", "Perangkat Daerah lain"]


def test_page_lists_first_and_issues_in_one_step(campaign, dinas_a, kesbang, sign_in):
    client, address = sign_in(kesbang), reverse("pledges:letter-remind")
    page = client.get(address).content.decode()
    assert "Dinas Pendidikan" in page
    assert "Dinas Kesehatan" not in page
    assert not Letter.objects.exists()

    due = timezone.localdate() + timedelta(days=3)
    given = {"due_on": due.isoformat(), "dated_on": "2026-11-23", "office": "KESBANGPOL"}
    assert "Pilih paling sedikit satu" in client.post(address, given).content.decode()
    answer = client.post(address, given | {"opd": [dinas_a.public_id]})

    assert (answer.status_code, Letter.objects.get().opd_id) == (302, dinas_a.pk)
    assert "Dinas Pendidikan" in client.get(answer.url).content.decode()
    assert client.post(address, given | {"opd": ["2" * 16]}).status_code == 200
