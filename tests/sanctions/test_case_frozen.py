"""What the file of a case keeps by itself: the person as on the day of the act, and the pledge signed by then."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from netralitas.errors import SealedRowError
from netralitas.ledger.models import RowKey
from netralitas.ledger.vault import Erased
from netralitas.registry.actions import staff as registry
from sanctions.actions import allegations
from sanctions.models import FrozenFacts
from sanctions.queries.frozen import person_on
from sanctions.queries.missing_pledge import is_missing_pledge
from tests.pledges import factory
from tests.pledges.signing import sign
from tests.sanctions.matters import ACTED_ON, BY

pytestmark = pytest.mark.django_db


def test_pledge_signed_by_the_day_is_kept_with_its_entry(accused, siti):
    signature = sign(siti, factory.open_campaign())
    signed_on = timezone.localdate(signature.signed_at)

    before = allegations.freeze(accused, signed_on - timedelta(days=1))
    after = allegations.freeze(accused, signed_on)

    assert before.facts["ikrar"] is None
    assert (after.signature, after.ledger_seq) == (signature, signature.ledger_seq)
    assert after.facts["ikrar"]["nomor"] == signature.document.number
    assert after.facts["ikrar"]["sidik_naskah"] == signature.text.sha256


def test_later_changes_do_not_reach_the_day_of_the_act(accused, siti, dinas_b):
    registry.edit(siti, by=BY, on=date(2026, 1, 5), reason="SK lama", position="Guru Ahli Pertama")
    registry.edit(siti, by=BY, on=date(2026, 3, 1), reason="SK baru", position="Kepala Sekolah", unit=dinas_b)

    then, now = person_on(siti, ACTED_ON), person_on(siti, date(2026, 3, 2))

    assert (then.staff.position, then.unit.name) == ("Guru Ahli Pertama", "Dinas Pendidikan")
    assert (now.staff.position, now.unit.name) == ("Kepala Sekolah", "Dinas Kesehatan")


def test_frozen_facts_never_change_and_are_erased_with_their_key(accused):
    frozen = accused.frozen.get()
    with pytest.raises(SealedRowError):
        FrozenFacts.objects.filter(pk=frozen.pk).update(ciphertext=b"")

    RowKey.objects.filter(pk=frozen.row_key_id).delete()

    with pytest.raises(Erased):
        _ = FrozenFacts.objects.get(pk=frozen.pk).facts
    assert FrozenFacts.objects.get(pk=frozen.pk).shown == {}


@pytest.mark.parametrize(
    ("words", "is_missing"),
    [
        ("Tidak menandatangani ikrar netralitas", True),
        ("Belum mengisi pakta integritas", True),
        ("Terlambat menandatangani ikrar", True),
        ("Menghadiri deklarasi pasangan calon", False),
        ("Membuat pernyataan dukungan dengan tanda tangan", False),
        ("Melanggar ikrar netralitas dengan ikut kampanye", False),
    ],
)
def test_missing_pledge_is_known_by_its_words(words, is_missing):
    assert is_missing_pledge(words) is is_missing
