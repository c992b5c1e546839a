"""Personal links by e-mail: who gets one, once a day, to the own address, without *Melalui operator*."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from netralitas.access.scopes import EVERYTHING, NOTHING, Scope
from netralitas.accounts.models import LinkReveal, PersonalLink, Visit
from netralitas.accounts.queries.links import personal_address
from netralitas.audit.models import Access, Event
from netralitas.errors import DomainError
from netralitas.jobs import outbox, testing
from netralitas.jobs.models import Job, Message
from netralitas.registry.models import Staff
from pledges.actions import mailings as actions
from pledges.actions import rosters
from pledges.models import Campaign
from pledges.queries import mailings
from tests.cast import make_account, make_staff
from tests.pledges.factory import BY, make_campaign, obligation_of, open_campaign
from tests.pledges.signing import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(dinas_a, sekolah_a, dinas_b) -> dict[str, Staff]:
    """Ani and Ida with addresses, Udin without, Oni and Omi with one between them, Tia who will sign, a stranger."""
    return {
        "ani": make_staff("Ani", dinas_a, email="ani@contoh.id"),
        "ida": make_staff("Ida", sekolah_a, email="ida@contoh.id"),
        "udin": make_staff("Udin", dinas_a),
        "oni": make_staff("Oni", dinas_a, email="tu@contoh.id"),
        "omi": make_staff("Omi", sekolah_a, email="TU@contoh.id"),
        "tia": make_staff("Tia", dinas_a, email="tia@contoh.id"),
        "bea": make_staff("Bea", dinas_b, email="bea@contoh.id"),
    }


@pytest.fixture
def campaign(people) -> Campaign:
    campaign = open_campaign()
    sign(people["tia"], campaign)
    Message.objects.all().delete()
    return campaign


@pytest.fixture
def operator(dinas_a):
    return make_account("Operator A", "operator_opd", dinas_a)


def send(client, campaign, unit) -> Job:
    answer = client.post(reverse("pledges:mailing-send", args=[campaign.public_id, unit.public_id]))
    assert answer.status_code == 302, answer.content
    testing.run_all()
    outbox.deliver_due()
    return Job.objects.last()


def page(client, campaign, unit, name="mailing", **query) -> str:
    return client.get(reverse(f"pledges:{name}", args=[campaign.public_id, unit.public_id]), query).content.decode()


# --- who


def test_amounts_tell_every_group(campaign, dinas_a):
    found = mailings.amounts(campaign, dinas_a, EVERYTHING)

    assert found == mailings.Amounts(ready=2, today=0, waiting=0, no_address=1, shared_address=2, signed=1)


def test_amounts_stay_inside_the_scope(campaign, dinas_a, sekolah_a):
    assert mailings.amounts(campaign, dinas_a, Scope(unit_ids=(sekolah_a.pk,))).ready == 1
    assert mailings.amounts(campaign, dinas_a, NOTHING).ready == 0


def test_amounts_cost_the_same_for_many(campaign, dinas_a, django_assert_num_queries):
    with django_assert_num_queries(2):
        mailings.amounts(campaign, dinas_a, EVERYTHING)
    for number in range(30):
        make_staff(f"Orang {number}", dinas_a, email=f"o{number}@contoh.id")
    rosters.sync_open_campaigns(by=BY)
    with django_assert_num_queries(2):
        assert mailings.amounts(campaign, dinas_a, EVERYTHING).ready == 32


# --- sending


def test_each_gets_the_own_link_at_the_own_address(sign_in, operator, campaign, dinas_a, people):
    job = send(sign_in(operator), campaign, dinas_a)

    assert job.state == Job.State.DONE
    sent = {letter.to[0]: letter for letter in mail.outbox}
    assert set(sent) == {"ani@contoh.id", "ida@contoh.id"}
    link = PersonalLink.objects.get(staff=people["ani"])
    assert personal_address(link) in sent["ani@contoh.id"].body
    assert "Bapak/Ibu Ani" in sent["ani@contoh.id"].body
    assert personal_address(link) not in sent["ida@contoh.id"].body


def test_nothing_secret_is_stored(sign_in, operator, campaign, dinas_a, people):
    send(sign_in(operator), campaign, dinas_a)

    kept = str([*Message.objects.values(), *Job.objects.values(), *Event.objects.values()])
    assert "/t/" not in kept
    assert "ani@contoh.id" not in kept


def test_mail_is_own_contact_and_leaves_no_mark(sign_in, operator, campaign, dinas_a, people, client):
    send(sign_in(operator), campaign, dinas_a)
    client.post(personal_address(PersonalLink.objects.get(staff=people["ani"])).removeprefix("http://testserver"))

    assert not LinkReveal.objects.exists()
    assert Visit.objects.get(staff=people["ani"]).is_via_operator is False


def test_one_batch_leaves_one_event(sign_in, operator, campaign, dinas_a):
    send(sign_in(operator), campaign, dinas_a)

    event = Event.objects.get(event="pledges.links_mailed")
    assert event.opd_id == dinas_a.pk
    assert event.details["count"] == 2


def test_second_run_on_the_same_day_sends_nothing(sign_in, operator, campaign, dinas_a):
    client = sign_in(operator)
    send(client, campaign, dinas_a)
    send(client, campaign, dinas_a)

    assert len(mail.outbox) == 2
    assert Job.objects.count() == 1, "nothing to do is said on the page"


def test_next_day_sends_again(sign_in, operator, campaign, dinas_a):
    client = sign_in(operator)
    send(client, campaign, dinas_a)
    Message.objects.update(sent_at=timezone.now() - timedelta(days=1))
    send(client, campaign, dinas_a)

    assert len(mail.outbox) == 4


def test_run_begun_before_another_ended_doubles_nobody(campaign, people, dinas_a):
    pks = mailings.ready_ids(campaign, dinas_a, EVERYTHING)
    first, second = actions._queue(pks), actions._queue(pks)

    assert (first, second) == (2, 0)
    assert Message.objects.count() == 2


def test_failed_mail_may_be_sent_again_the_same_day(sign_in, operator, campaign, dinas_a, people):
    client = sign_in(operator)
    send(client, campaign, dinas_a)
    ani = obligation_of(people["ani"], campaign)
    Message.objects.filter(recipient_key=ani.public_id).update(state=Message.State.BOUNCED)

    assert mailings.amounts(campaign, dinas_a, EVERYTHING).ready == 1


def test_who_signs_before_the_mail_leaves_gets_none(campaign, people, dinas_a):
    actions._queue(mailings.ready_ids(campaign, dinas_a, EVERYTHING))
    sign(people["ani"], campaign)
    outbox.deliver_due()

    key = obligation_of(people["ani"], campaign).public_id
    assert Message.objects.get(recipient_key=key, template="tautan_pribadi").state == Message.State.UNNEEDED
    assert [letter.to for letter in mail.outbox if "Tautan" in letter.subject] == [["ida@contoh.id"]]


def test_address_is_looked_up_when_the_mail_leaves(campaign, people, dinas_a):
    actions._queue(mailings.ready_ids(campaign, dinas_a, EVERYTHING))
    Staff.objects.filter(name="Ani").update(email="ani.baru@contoh.id")
    outbox.deliver_due()

    assert {letter.to[0] for letter in mail.outbox} == {"ani.baru@contoh.id", "ida@contoh.id"}


def test_address_taken_over_by_another_meanwhile_is_no_own_contact(campaign, people, dinas_a):
    actions._queue(mailings.ready_ids(campaign, dinas_a, EVERYTHING))
    Staff.objects.filter(name="Ani").update(email="ida@contoh.id")
    outbox.deliver_due()

    assert mail.outbox == []


@pytest.mark.parametrize("change", [{"ways_in": ["password"]}, {"closes_at": timezone.now() - timedelta(hours=1)}])
def test_campaign_without_personal_links_sends_nothing(sign_in, operator, campaign, dinas_a, change):
    Campaign.objects.update(opens_at=timezone.now() - timedelta(days=9), **change)
    campaign.refresh_from_db()

    with pytest.raises(DomainError):
        actions.check_possible(campaign)
    send(sign_in(operator), campaign, dinas_a)
    assert mail.outbox == []
    assert not Job.objects.exists()


def test_owner_who_lost_the_role_sends_nothing(sign_in, operator, campaign, dinas_a):
    client = sign_in(operator)
    client.post(reverse("pledges:mailing-send", args=[campaign.public_id, dinas_a.public_id]))
    operator.role_assignments.update(revoked_at=timezone.now())
    testing.run_all()
    outbox.deliver_due()

    assert mail.outbox == []
    assert Job.objects.get().state == Job.State.FAILED


def test_ended_links_are_made_usable_first(sign_in, operator, campaign, dinas_a, people):
    PersonalLink.objects.update(is_active=False)
    send(sign_in(operator), campaign, dinas_a)

    assert len(mail.outbox) == 2


# --- pages


def test_confirmation_tells_the_dry_count(sign_in, operator, campaign, dinas_a):
    asked = page(sign_in(operator), campaign, dinas_a, "mailing-send")

    assert "Kirim ke 2 Orang" in asked
    assert "1 orang tidak punya surel" in asked
    assert "1 orang sudah menandatangani, tidak dikirimi." in asked
    assert not Message.objects.exists(), "asking sends nothing"


def test_list_tells_what_became_of_each_mail(sign_in, operator, campaign, dinas_a, people):
    client = sign_in(operator)
    send(client, campaign, dinas_a)
    Message.objects.filter(recipient_key=obligation_of(people["ida"], campaign).public_id).update(state="failed")
    shown = page(client, campaign, dinas_a)

    assert "Terkirim" in shown
    assert "Gagal" in shown
    assert "Belum pernah dikirimi" in shown
    only = page(client, campaign, dinas_a, keadaan="failed")
    assert "Ida" in only
    assert "Udin" not in only


def test_stranger_finds_nothing(sign_in, rina, campaign, dinas_a):
    address = reverse("pledges:mailing-send", args=[campaign.public_id, dinas_a.public_id])

    assert sign_in(rina).post(address).status_code == 404
    assert not Job.objects.exists()


def test_draft_is_no_place_to_send_from(sign_in, kesbang, siti, dinas_a):
    draft = make_campaign()

    answer = sign_in(kesbang).get(reverse("pledges:mailing", args=[draft.public_id, dinas_a.public_id]))
    assert answer.status_code == 404


def test_download_is_written_down(sign_in, operator, campaign, dinas_a):
    answer = sign_in(operator).get(
        reverse("pledges:mailing", args=[campaign.public_id, dinas_a.public_id]), {"unduh": "xlsx"}
    )

    assert answer.status_code == 200
    assert Access.objects.filter(what="surel tautan").count() == 1
