"""Two rows of one person: counted once, signed once is signed, everything back when it was wrong."""

from datetime import date

import pytest

from netralitas.access.actors import Actor
from netralitas.access.scopes import EVERYTHING, Scope
from netralitas.accounts.models import StaffLink
from netralitas.accounts.queries.signins import user_named
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.ledger.models import Entry
from netralitas.registry.actions import assignments, identities, proposals, staff
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import StaffEvent
from netralitas.registry.queries.duplicates import pairs
from netralitas.registry.queries.numbers import person_by_number
from pledges.actions import rosters
from pledges.models import Obligation, RosterEvent
from pledges.queries import mine
from pledges.queries.counts import differences, totals
from tests.cast import make_account, make_nip, make_staff
from tests.pledges import factory
from tests.pledges.factory import obligation_of
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db

SECOND = Actor.command("orang kedua")
GROUND = Ground(reason="SK pengangkatan PPPK 813/2026")
BORN = date(1990, 3, 5)
NIK = "9901014503900001"
State = Obligation.State


@pytest.fixture
def honorer(dinas_a, by):
    return staff.create(unit=dinas_a, by=by, name="Wulan Sari", category="HONORER", nik=NIK, birth_date=BORN)


@pytest.fixture
def pppk(dinas_b):
    person = make_staff("Wulan Sari", dinas_b, category="PPPK")
    person.birth_date = None
    person.save()
    return person


def join(kept, other, by):
    proposal = identities.propose_merge(kept=kept, other=other, ground=GROUND, is_from_opd=False, by=by)
    return proposals.accept(proposal, by=SECOND)


def part(other, by):
    other.refresh_from_db()
    return proposals.accept(identities.propose_split(other=other, ground=GROUND, is_from_opd=False, by=by), by=SECOND)


def states(campaign, *people):
    return [obligation_of(one, campaign).state for one in people]


def test_merge_counts_the_person_once(by, honorer, pppk):
    campaign = factory.open_campaign()
    assert totals(campaign, EVERYTHING).obliged == 2

    join(pppk, honorer, by)

    assert states(campaign, pppk, honorer) == [State.WAITING, State.MOVED]
    assert totals(campaign, EVERYTHING).obliged == 1
    assert totals(campaign, EVERYTHING).excluded == 0
    assert differences(campaign) == []
    assert rosters.sync_open_campaigns(by=by) == 0
    assert honorer.events.last().kind == StaffEvent.Kind.MERGED


def test_signature_of_the_old_row_counts_and_stays_in_the_history(by, honorer, pppk):
    campaign = factory.open_campaign()
    signature = sign(honorer, campaign)
    entries = list(Entry.objects.order_by("seq").values_list("seq", "kind"))

    join(pppk, honorer, by)

    pppk.refresh_from_db()
    assert states(campaign, pppk, honorer) == [State.SIGNED, State.MOVED]
    seen = mine.overview(pppk, "password", campaign.opens_at)
    assert [one.signature.pk for one in seen.signed] == [signature.pk]
    assert seen.duties == ()
    assert differences(campaign) == []
    assert list(Entry.objects.order_by("seq").values_list("seq", "kind"))[: len(entries)] == entries
    again = sign(pppk, campaign)
    assert again.pk == signature.pk


def test_list_of_names_shows_when_it_was_signed(by, honorer, pppk, sign_in, rina):
    campaign = factory.open_campaign()
    signature = sign(honorer, campaign)
    join(pppk, honorer, by)

    page = sign_in(rina).get(f"/pemantauan/unit/{pppk.unit.public_id}/nama/")

    shown = page.context["listing"].shown
    assert [row.signed.pk for row in shown if row.staff == pppk] == [signature.pk]


def test_both_signed_keeps_both_papers_and_says_so(by, honorer, pppk):
    campaign = factory.open_campaign()
    first, second = sign(honorer, campaign), sign(pppk, campaign)

    done = join(pppk, honorer, by)

    pppk.refresh_from_db()
    seen = mine.overview(pppk, "password", campaign.opens_at)
    assert {one.signature.pk for one in seen.signed} == {first.pk, second.pk}
    assert done.followed["pledges"]["both_signed"] == [campaign.public_id]
    assert Event.objects.filter(event="pledges.both_signed").count() == 1
    assert totals(campaign, EVERYTHING).done == 1


@pytest.mark.parametrize("who", ["nobody", "honorer", "pppk", "both", "pppk_later"])
def test_split_puts_everything_back(by, honorer, pppk, who):
    campaign = factory.open_campaign()
    for name, person in (("honorer", honorer), ("pppk", pppk)):
        if who in (name, "both"):
            sign(person, campaign)
    before = states(campaign, pppk, honorer)
    join(pppk, honorer, by)
    if who == "pppk_later":
        pppk.refresh_from_db()
        sign(pppk, campaign)
        before[0] = State.SIGNED

    part(honorer, by)

    honorer.refresh_from_db()
    assert states(campaign, pppk, honorer) == before
    assert (honorer.status, honorer.merged_into) == ("aktif", None)
    assert differences(campaign) == []
    assert rosters.sync_open_campaigns(by=by) == 0
    kinds = set(RosterEvent.objects.filter(obligation__staff=honorer).values_list("kind", flat=True))
    assert {"merged", "split"} <= kinds


def test_merge_in_a_campaign_only_the_old_row_was_in(by, honorer, pppk):
    pppk.status = "mutasi_keluar"
    pppk.save()
    campaign = factory.open_campaign()
    sign(honorer, campaign)
    pppk.status = "aktif"
    pppk.save()

    join(pppk, honorer, by)

    assert states(campaign, pppk, honorer) == [State.SIGNED, State.MOVED]
    assert differences(campaign) == []


def test_account_goes_along_and_comes_back(by, honorer, pppk):
    user = make_account("Wulan", staff=honorer)

    join(pppk, honorer, by)
    assert StaffLink.objects.get(user=user).staff == pppk
    assert user_named(NIK) == user
    part(honorer, by)

    assert StaffLink.objects.get(user=user).staff == honorer


def test_both_accounts_open_the_same_ikrar_saya(by, honorer, pppk, sign_in):
    old, new = make_account("Lama", staff=honorer), make_account("Baru", staff=pppk)
    campaign = factory.open_campaign()
    sign(honorer, campaign)
    join(pppk, honorer, by)

    pages = [sign_in(user).get("/ikrar/") for user in (old, new)]

    assert [page.context["person"] for page in pages] == [pppk, pppk]
    assert all(campaign.title in page.content.decode() for page in pages)


def test_posts_follow_and_come_back(by, honorer, pppk, dinas_a):
    post = assignments.assign_head(staff=honorer, unit=dinas_a, starts_on=honorer.created_at.date(), by=by)

    join(pppk, honorer, by)
    post.refresh_from_db()
    assert post.staff == pppk
    part(honorer, by)

    post.refresh_from_db()
    assert post.staff == honorer


def test_merge_needs_two_persons_and_two_rows(by, honorer, pppk):
    proposal = identities.propose_merge(kept=pppk, other=honorer, ground=GROUND, is_from_opd=False, by=by)

    with pytest.raises(DomainError, match="orang kedua"):
        proposals.accept(proposal, by=by)
    with pytest.raises(DomainError, match="dua data"):
        identities.propose_merge(kept=pppk, other=pppk, ground=GROUND, is_from_opd=False, by=by)
    with pytest.raises(DomainError, match="tidak tergabung"):
        identities.propose_split(other=honorer, ground=GROUND, is_from_opd=False, by=by)


def test_change_of_kind_keeps_the_person_and_the_old_number(by, honorer, dinas_a):
    campaign = factory.open_campaign()
    sign(honorer, campaign)
    nip = make_nip()

    identities.change_kind(
        honorer, category="PPPK", number=nip, on=campaign.opens_at.date(), reason="SK 813", golongan="IX", by=by
    )
    rosters.sync_open_campaigns(by=by)

    honorer.refresh_from_db()
    assert (honorer.category, honorer.nip, honorer.nik, honorer.golongan) == ("PPPK", nip, "", "IX")
    assert person_by_number(NIK) == person_by_number(nip) == honorer
    assert obligation_of(honorer, campaign).state == State.SIGNED
    assert NIK not in str(list(StaffEvent.objects.values())) + str(list(Event.objects.values()))
    assert honorer.former_numbers.get().masked.startswith("9901••")
    assert differences(campaign) == []


def test_change_of_kind_refuses_a_number_of_somebody_else(by, honorer, pppk):
    with pytest.raises(DomainError, match="penggabungan"):
        identities.change_kind(honorer, category="PPPK", number=pppk.nip, on="2026-01-01", reason="SK", by=by)
    with pytest.raises(DomainError, match="memerlukan NIP"):
        identities.change_kind(honorer, category="PPPK", number="", on="2026-01-01", reason="SK", by=by)


def test_candidates_share_name_and_birth_date(honorer, pppk, dinas_a, by):
    assert pairs(EVERYTHING) == []
    pppk.birth_date, pppk.name_key = BORN, honorer.name_key
    pppk.save()

    found = pairs(EVERYTHING)

    assert [(pair.kept, pair.other) for pair in found] == [(pppk, honorer)]
    assert pairs(Scope(paths=(dinas_a.path,))) == []
    join(pppk, honorer, by)
    assert pairs(EVERYTHING) == []


def test_pages_propose_and_show_the_merge(sign_in, bkpsdm, kesbang, rina, honorer, pppk):
    client = sign_in(bkpsdm)
    found = client.post(f"/pegawai/{pppk.public_id}/gabung/", {"number": NIK})
    assert found.url.endswith(f"/{honorer.public_id}/")
    made = client.post(found.url, {"kept": pppk.public_id, "reason": "SK 813"})
    sign_in(kesbang).post(f"{made.url}terima/")

    honorer.refresh_from_db()
    assert honorer.merged_into == pppk
    page = sign_in(rina).get(f"/pegawai/{pppk.public_id}/")
    assert "Satu orang, satu identitas" in page.content.decode()
    assert client.get(f"/pegawai/{honorer.public_id}/pisah/").status_code == 200
    assert client.get(f"/pegawai/{pppk.public_id}/pisah/").status_code == 404
    assert pppk in client.get("/pegawai/", {"cari": NIK}).context["listing"].rows


def test_operator_does_not_learn_who_works_elsewhere(sign_in, budi, honorer, pppk):
    page = sign_in(budi).post(f"/pegawai/{honorer.public_id}/gabung/", {"number": pppk.nip})

    assert "tidak ada di unit Bapak/Ibu" in page.content.decode()
    assert sign_in(budi).get(f"/pegawai/{honorer.public_id}/gabung/{pppk.public_id}/").status_code == 404
