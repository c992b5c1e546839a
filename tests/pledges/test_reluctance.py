"""*Belum bersedia*: no reason, no name in the log, and nobody but the kepala and BKPSDM can tell it from belum."""

import io
import re

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from netralitas.access.actors import Actor
from netralitas.accounts.models import RoleAssignment
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from pledges.actions import reach, reluctance
from pledges.models import Campaign, Counter, Obligation
from tests.cast import make_account, make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

State = Obligation.State
BY = Actor("visit", "siti", "Siti Aminah")


@pytest.fixture
def amir(dinas_a):
    """A colleague of Siti's who has simply not signed."""
    return make_staff("Amir Hamzah", dinas_a, back_title="S.T.", golongan="III/c", sex="L")


@pytest.fixture
def campaign(siti, amir):
    """Siti has said that she is not willing yet; Amir has said nothing."""
    campaign = factory.open_campaign()
    reluctance.decline(factory.obligation_of(siti, campaign), by=BY)
    return campaign


def counted(campaign):
    return list(Counter.objects.filter(campaign=campaign).order_by("pk").values())


def test_it_counts_as_belum_and_names_nobody_in_the_log(siti, amir):
    campaign = factory.open_campaign()
    before = counted(campaign)

    reluctance.decline(factory.obligation_of(siti, campaign), by=BY)
    reluctance.decline(factory.obligation_of(siti, campaign), by=BY)  # a second tap

    assert factory.obligation_of(siti, campaign).state == State.UNWILLING
    assert counted(campaign) == before
    event = Event.objects.get(event="pledges.answer_kept")
    assert "siti" not in f"{event.actor_key}{event.actor_label}{event.subject_key}{event.details}".lower()
    assert event.opd_id is None


def test_signing_ends_it(siti, campaign):
    sign(siti, campaign)

    assert factory.obligation_of(siti, campaign).state == State.SIGNED


def test_it_can_be_taken_back(siti, campaign):
    reluctance.take_back(factory.obligation_of(siti, campaign), by=BY)

    assert factory.obligation_of(siti, campaign).state == State.WAITING


@pytest.mark.parametrize("state", [State.SIGNED, State.EXCLUDED, State.HINDERED])
def test_only_whoever_is_waited_for_can_say_so(siti, campaign, state):
    Obligation.objects.update(state=state)

    with pytest.raises(DomainError):
        reluctance.decline(factory.obligation_of(siti, campaign), by=BY)


def test_not_after_the_window(siti, amir):
    campaign = factory.open_campaign()
    Campaign.objects.update(closes_at=campaign.opens_at.replace(second=1))

    with pytest.raises(DomainError):
        reluctance.decline(factory.obligation_of(siti, campaign), by=BY)


def test_operator_marks_both_alike(siti, amir, campaign):
    marked = [reach.mark_unreachable(factory.obligation_of(one, campaign), reason="", by=BY) for one in (siti, amir)]

    assert {one.state for one in marked} == {State.UNREACHABLE}


# --- the person's pages


def test_person_says_so_from_the_sign_page_and_can_still_sign(sign_in, siti, siti_user, amir):
    campaign, client = factory.open_campaign(), sign_in(siti_user)
    address = reverse("pledges:unwilling", args=[campaign.public_id])

    assert address in client.get(reverse("pledges:sign", args=[campaign.public_id])).content.decode()
    page = client.get(address).content.decode()
    assert "<textarea" not in page
    assert '<input type="text"' not in page
    client.post(address)
    assert factory.obligation_of(siti, campaign).state == State.UNWILLING

    own = client.get(reverse("pledges:mine")).content.decode()
    assert "menyatakan belum bersedia" in own
    assert "Baca dan Tanda Tangani" in own
    client.post(address, {"tarik": "1"})
    assert factory.obligation_of(siti, campaign).state == State.WAITING


def test_who_has_signed_is_led_back(sign_in, siti, siti_user, amir):
    campaign = factory.open_campaign()
    sign(siti, campaign)

    client = sign_in(siti_user)

    assert client.post(reverse("pledges:unwilling", args=[campaign.public_id])).status_code == 302
    assert factory.obligation_of(siti, campaign).state == State.SIGNED


# --- who can tell


def pages(dinas_a):
    """Every page that lists the persons of Dinas A with their state, in every order and filter that may tell."""
    people, past = (reverse(f"dashboards:{name}", args=[dinas_a.public_id]) for name in ("people", "as-of-people"))
    queries = ("?urut=status", "?urut=-status", "?status=belum_bersedia")
    lists = [f"{one}{query}" for one in (people, past) for query in queries]
    return [*lists, reverse("dashboards:desk"), f"{people}?unduh=xlsx"]


def answers(client, addresses):
    """Each page as it stands in its table: the words of every row; of a workbook its whole text."""
    return [_rows(client.get(address)) for address in addresses]


def _rows(answer):
    if answer.streaming:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer))).get_sheet_by_index(0)
        return str(sheet.to_python()[1:])  # without the title, which tells the time
    table = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return re.sub(r"(<[^>]*>|\s)+", " ", table)


OTHERS = ["operator_opd", "operator_unit", "bakesbangpol", "sekda", "inspektorat"]


@pytest.mark.parametrize("role", OTHERS)
def test_for_all_others_nothing_at_all_changes(sign_in, siti, amir, dinas_a, role):
    client = sign_in(make_account("Pembaca", role, dinas_a if role.startswith("operator") else None))
    campaign = factory.open_campaign()
    before = answers(client, pages(dinas_a))

    reluctance.decline(factory.obligation_of(siti, campaign), by=BY)

    assert answers(client, pages(dinas_a)) == before
    assert any("Siti" in one for one in before) is (
        role in {"operator_opd", "operator_unit", "bakesbangpol", "inspektorat"}
    )


@pytest.mark.parametrize("role", ["kepala_opd", "bkpsdm"])
def test_the_kepala_and_bkpsdm_can_tell(sign_in, campaign, dinas_a, role):
    client = sign_in(make_account("Pembaca", role, dinas_a if role == "kepala_opd" else None))

    assert any("Belum bersedia" in one for one in answers(client, pages(dinas_a)))


def test_a_kepala_with_a_second_office_sees_it_in_the_own_opd_only(sign_in, campaign, dinas_a, dinas_b):
    both = make_account("Kepala Bakesbangpol", "kepala_opd", dinas_b)
    RoleAssignment.objects.create(user=both, role="bakesbangpol", starts_on="2026-01-01", given_by="uji")

    found = answers(sign_in(both), pages(dinas_a))

    assert any("Siti Aminah" in one for one in found)
    assert not any("Belum bersedia" in one for one in found)
