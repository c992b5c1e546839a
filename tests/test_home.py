"""Where everybody begins: each role at its own desk, a person at *Ikrar Saya*."""

import pytest

from tests.cast import make_account, make_staff
from tests.pledges.factory import open_campaign

pytestmark = pytest.mark.django_db

DESKS = {
    "bkpsdm": "/pemantauan/",
    "kesbang": "/pemantauan/",
    "sekda": "/pemantauan/",
    "budi": "/pemantauan/",
    "admin_sistem": "/pekerjaan/kesehatan/",
    "siti_user": "/ikrar/",
}


@pytest.mark.parametrize("who", DESKS)
def test_each_role_has_its_desk_once_a_campaign_is_open(who, request, sign_in, siti):
    open_campaign()
    user = request.getfixturevalue(who)

    assert sign_in(user).get("/").headers["Location"] == DESKS[who]


@pytest.mark.parametrize(("role", "desk"), [("penangan_itda", "/penanganan/"), ("pemeriksa", "/penanganan/perkara/")])
def test_who_only_works_on_cases_begins_there(role, desk, dinas_b, sign_in):
    account = make_account("Ratna Rekaan", role, staff=make_staff("Ratna Rekaan", dinas_b))

    assert sign_in(account).get("/").headers["Location"] == desk


def test_stranger_is_sent_to_the_sign_in(client, db):
    assert client.get("/").headers["Location"] == "/masuk/"
