"""docs/hukum.md names every entry of the first catalogue that a lawyer must still confirm."""

from pathlib import Path

import pytest

from sanctions.letters import kinds
from sanctions.models import Act, Authority, Measure, TimeLimit

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).parents[2] / "docs" / "hukum.md"


@pytest.mark.parametrize("model", [Act, Measure, TimeLimit, Authority])
def test_every_uncertain_entry_stands_in_the_list_for_the_lawyers(model):
    words = PAPER.read_text(encoding="utf-8")
    uncertain = set(model.objects.filter(is_certain=False).values_list("code", flat=True))

    assert uncertain
    assert not {code for code in uncertain if code not in words}


def test_every_uncertain_wording_stands_in_the_list_for_the_lawyers_and_no_other():
    table = PAPER.read_text(encoding="utf-8").partition("## 6. Naskah surat")[2]
    listed = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")} - {"Kode"}

    assert listed == {kind.code for kind in kinds.ALL if kind.caution}
