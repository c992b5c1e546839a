"""The harness of `make bench` calls a missed target missed."""

import pytest

from tests.benchmarks.__main__ import names
from tests.benchmarks.measuring import Line, compare


@pytest.mark.parametrize(
    ("line", "meets"),
    [
        (Line("a", ours=1, rival=30, first=30), True),
        (Line("a", ours=1, rival=29, first=30), False),
        (Line("rate", ours=40, rival=100, first=0.3, higher_is_better=True), True),
        (Line("rate", ours=20, rival=100, first=0.3, higher_is_better=True), False),
        (Line("size", ours=99, first=100, unit="KB"), True),
        (Line("size", ours=101, first=100, unit="KB"), False),
    ],
)
def test_line_knows_whether_it_meets_its_first_target(line, meets):
    assert line.meets(line.first) is meets
    assert ("MISSED" in str(line)) is not meets


def test_line_prints_one_ratio():
    assert str(Line("roll", 0.5, 50)) == "roll: ours 0.5 s rival 50 s ratio 100"


def test_compare_runs_both_equally_often():
    calls = []

    compare(lambda: calls.append("ours"), lambda: calls.append("rival"), rounds=3)

    assert sorted(calls) == ["ours"] * 3 + ["rival"] * 3


def test_every_benchmark_can_be_run():
    import importlib

    for name in names():
        assert callable(importlib.import_module(f"tests.benchmarks.bench_{name}").run), name
