"""The catalogue: versions by date, refusals, who may edit, and what the law leaves open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from netralitas.errors import DomainError, SealedRowError
from pledges.models import Election, Stage
from sanctions.actions import catalogue as actions
from sanctions.models import Act, Authority, Measure, Supervisor
from sanctions.models.catalogue import ElectionStage
from sanctions.queries import catalogue as queries
from tests.cast import make_staff

pytestmark = pytest.mark.django_db
BY = Actor.command("uji")
DAY = date(2026, 11, 20)


def current(code: str, day: date = DAY) -> Act:
    return Act.objects.in_force(day).get(code=code)


def test_first_catalogue_is_there_with_its_open_questions():
    assert Act.objects.in_force(DAY).count() == 30
    assert not current("D-12").is_certain
    assert current("KE-01").track == "kode_etik"
    assert Measure.objects.in_force(DAY).filter(code="R-1").exists()
    assert not Act.objects.in_force(date(2022, 9, 21)).exists()  # before the joint decree


def test_missing_pledge_is_no_act():
    assert not Act.objects.filter(name__icontains="ikrar").exists()


def test_new_version_holds_from_its_day_and_leaves_the_past_alone():
    before = current("KE-01")

    actions.change(before, starts_on=date(2026, 10, 1), reason="SKB baru", by=BY, normal_level="ringan")

    assert current("KE-01", date(2026, 9, 30)) == before
    assert current("KE-01", date(2026, 10, 1)).normal_level == "ringan"
    assert Event.objects.filter(event="sanctions.catalogue_changed").count() == 1


def test_correction_of_the_same_day_wins():
    first = current("KE-01")

    actions.change(first, starts_on=first.starts_on, reason="salah ketik", by=BY, name="Dibetulkan")

    assert current("KE-01", first.starts_on).name == "Dibetulkan"
    assert len(queries.history(Act, "KE-01")) == 2


def test_same_content_is_no_new_version():
    first = current("KE-01")

    with pytest.raises(DomainError, match="Tidak ada yang berubah"):
        actions.change(first, starts_on=first.starts_on, reason="iseng", by=BY, name=first.name)

    assert len(queries.history(Act, "KE-01")) == 1


def test_change_without_a_reason_is_refused_and_writes_nothing():
    with pytest.raises(DomainError, match="alasan"):
        actions.change(current("KE-01"), starts_on=DAY, reason="  ", by=BY, name="Lain")

    assert len(queries.history(Act, "KE-01")) == 1
    assert not Event.objects.filter(event__startswith="sanctions.").exists()


def test_withdrawn_entry_still_holds_for_earlier_acts():
    actions.withdraw(current("KE-07"), starts_on=DAY, reason="dicabut", by=BY)

    assert not Act.objects.in_force(DAY).filter(code="KE-07").exists()
    assert current("KE-07", DAY - timedelta(days=1))
    with pytest.raises(DomainError, match="sudah dihentikan"):
        actions.withdraw(queries.history(Act, "KE-07")[0], starts_on=DAY, reason="lagi", by=BY)


def test_used_code_is_refused():
    with pytest.raises(DomainError, match="sudah dipakai"):
        actions.add(Supervisor, code="PENGAWAS", starts_on=DAY, reason="x", by=BY, name="Lembaga Baru")


def test_version_never_changes():
    version = current("KE-01")
    version.name = "diam-diam"

    with pytest.raises(SealedRowError):
        version.save()
    with pytest.raises(SealedRowError):
        Act.objects.filter(code="KE-01").update(name="diam-diam")


def test_supervisor_follows_the_date():
    assert queries.supervisor_on(date(2023, 1, 1)).name.startswith("Komisi Aparatur")
    assert queries.supervisor_on(DAY).name.startswith("Badan Kepegawaian")
    assert queries.supervisor_on(date(2010, 1, 1)) is None


def test_stage_comes_from_the_election():
    election = Election.objects.create(kind="pilkada", name="Pemilihan Bupati", year=2026)
    assert queries.stage_on(election, DAY) is None

    Stage.objects.create(election=election, kind=Stage.Kind.PENETAPAN, starts_on=DAY)

    assert queries.stage_on(election, DAY) == ElectionStage.AFTER
    assert queries.stage_on(election, DAY - timedelta(days=1)) == ElectionStage.BEFORE


def test_acts_fit_the_kind_of_employee_and_the_stage(dinas_a):
    head_of_village = make_staff("Kades Rekaan", dinas_a, category="KADES")
    teacher = make_staff("Guru Rekaan", dinas_a)

    of_village = queries.possible_acts(head_of_village, DAY, None)
    before = queries.possible_acts(teacher, DAY, ElectionStage.BEFORE)

    assert {act.track for act in of_village} <= {"desa", "pidana"}
    assert {act.stage for act in before} <= {"bakal_calon", "keduanya", "tidak_terkait"}
    assert "KE-01" in {act.code for act in before}


def test_every_possible_authority_is_listed():
    found = {one.code for one in queries.authorities_for("PELAKSANA", "sedang", DAY)}

    assert found == {"PPK-ADM", "ADM-2"}
    assert not Authority.objects.in_force(DAY).filter(is_certain=True).exists()  # one source only


@pytest.mark.parametrize("kind", ["perbuatan", "hukuman", "kewenangan", "pengawas", "tenggat"])
def test_bkpsdm_adds_a_version_on_screen(sign_in, bkpsdm, kind):
    client = sign_in(bkpsdm)
    code = queries.KINDS[kind].objects.first().code
    page = client.get(reverse("sanctions:catalogue-change", args=[kind, code]))
    form = page.context["form"]
    posted = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in posted.items() if value not in (None, False)}
    posted |= {"name": "Nama baru", "reason": "Surat penegasan Bagian Hukum", "starts_on": "2026-11-01"}

    answer = client.post(page.request["PATH_INFO"], posted)

    assert answer.status_code == 302, answer.context["form"].errors
    assert queries.history(queries.KINDS[kind], code)[0].name == "Nama baru"
    assert "Nama baru" in client.get(reverse("sanctions:catalogue-entry", args=[kind, code])).text


def test_pages_say_what_a_lawyer_must_confirm(sign_in, kesbang):
    client = sign_in(kesbang)

    assert "Perlu penegasan" in client.get(reverse("sanctions:catalogue", args=["perbuatan"])).text
    entry = client.get(reverse("sanctions:catalogue-entry", args=["perbuatan", "D-12"])).text
    assert "Bagian Hukum atau BKPSDM perlu menegaskan" in entry
    assert client.get(reverse("sanctions:catalogue-entry", args=["perbuatan", "TIDAK-ADA"])).status_code == 404
    assert client.get("/penanganan/katalog/lain/").status_code == 404


def test_list_asks_the_same_number_of_queries_whatever_its_length(sign_in, bkpsdm, django_assert_max_num_queries):
    client = sign_in(bkpsdm)
    address = reverse("sanctions:catalogue", args=["perbuatan"])
    client.get(address)
    with django_assert_max_num_queries(8):
        assert client.get(address + "?per=100").context["listing"].total == 30
    assert client.get(address + f"?tanggal={timezone.localdate() - timedelta(days=9999)}").context["listing"].total == 0
