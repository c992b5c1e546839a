"""*Ikrar Saya* offers a password to whoever came by the own personal link, and to nobody else."""

import pytest

from netralitas.access.actors import Actor
from netralitas.accounts.actions import passwords
from netralitas.accounts.models import StaffLink, Visit, WayIn
from netralitas.errors import DomainError
from tests.cast import make_account
from tests.pledges.factory import open_campaign
from tests.pledges.test_sign_views import client_of

pytestmark = pytest.mark.django_db
OFFER = "/kata-sandi/buat/"


def is_offered(phone) -> bool:
    return OFFER in phone.get("/ikrar/").content.decode()


def test_own_personal_link_offers_a_password(siti):
    open_campaign()

    assert is_offered(client_of(siti))


@pytest.mark.parametrize(
    "marks",
    [
        {"way": WayIn.UNIT_LINK},
        {"is_shared_device": True},
        {"is_via_operator": True},
        {"is_read_only": True},
    ],
)
def test_other_visits_offer_none(siti, marks):
    open_campaign()

    assert not is_offered(client_of(siti, **marks))


def test_account_that_has_a_password_is_not_offered_another(siti):
    open_campaign()
    make_account("Siti Aminah", staff=siti)

    assert not is_offered(client_of(siti))


def test_visit_for_reading_makes_no_password(siti):
    client_of(siti, is_read_only=True)
    with pytest.raises(DomainError):
        passwords.set_in_visit(visit=Visit.objects.get(), password="sawah-hijau-Ciruas", by=Actor.command("uji"))
    assert not StaffLink.objects.exists()


def test_first_letter_of_the_text_is_a_capital(siti):
    campaign = open_campaign()
    page = client_of(siti).get(f"/ikrar/{campaign.public_id}/").content.decode()

    assert "<p>Dengan ini menyatakan bahwa saya:" in page
