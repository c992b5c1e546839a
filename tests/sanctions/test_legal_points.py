"""docs/hukum.md names every entry of the first catalogue that a lawyer must still confirm."""

from pathlib import Path

import pytest

from sanctions.models import Act, Authority, Measure, TimeLimit

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).parents[2] / "docs" / "hukum.md"


@pytest.mark.parametrize("model", [Act, Measure, TimeLimit, Authority])
def test_every_uncertain_entry_stands_in_the_list_for_the_lawyers(model):
    words = PAPER.read_text(encoding="utf-8")
    uncertain = set(model.objects.filter(is_certain=False).values_list("code", flat=True))

    assert uncertain
    assert not {code for code in uncertain if code not in words}
