"""Unknown and known NIP: same status, same length, the same time within a tenth over 500 tries (G-A7)."""

import random
import statistics
import time

import pytest
from django.test import Client

from netralitas.accounts.actions import signins
from tests.accounts.phones import enrol
from tests.cast import make_account, make_staff

pytestmark = [
    pytest.mark.long,
    pytest.mark.alone,
    pytest.mark.django_db,
    pytest.mark.real_hasher,
    pytest.mark.timeout(600),
]
TRIES = 500
UNKNOWN = "199001012015011999"


@pytest.fixture
def names(dinas_a, by, monkeypatch) -> list[str]:
    """An unknown NIP, one of a member of staff, one of an operator with a second factor; tries are not counted."""
    monkeypatch.setattr(signins, "_count_try", lambda *_: None)
    plain, operator = make_staff("Siti", dinas_a), make_staff("Budi", dinas_a)
    make_account("Siti", staff=plain)
    enrol(make_account("Budi", "operator_opd", dinas_a, operator), by)
    return [UNKNOWN, plain.nip, operator.nip]


def test_wrong_password_says_and_costs_the_same_for_every_name(names):
    device, order = Client(), random.Random(7)
    costs: dict[str, list[float]] = {name: [] for name in names}
    answers = set()
    for _ in range(TRIES):
        for name in order.sample(names, len(names)):  # CPU, not wall time: the machine is shared
            began = time.thread_time()
            answer = device.post("/masuk/", {"name": name, "password": "bukan-kata-sandi-ini"})
            costs[name].append(time.thread_time() - began)
            body = answer.content.replace(name.encode(), b"0" * 18)
            answers.add((answer.status_code, len(body)))

    mean = {name: statistics.mean(sorted(costs[name])[: TRIES * 9 // 10]) for name in names}
    assert len(answers) == 1
    assert max(mean.values()) - min(mean.values()) < 0.1 * mean[UNKNOWN], mean
