"""Which level the rules point to: heaviest of several, heavier on repeat, by impact, and who may impose it."""

from datetime import date

import pytest

from sanctions.models import Act, Level, Measure, Track
from sanctions.queries.suggestions import measures_for, suggest
from sanctions.weighing import SCALE, heavier_than, heaviest, track_for, weigh

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)
PELAKSANA = {"category": "PNS", "jenjang": "PELAKSANA", "track": "disiplin", "day": DAY}


def acts(*codes: str) -> list[Act]:
    return [Act.objects.in_force(DAY).get(code=code) for code in codes]


def measure(code: str) -> Measure:
    return Measure.objects.filter(code=code).latest("pk")


def test_one_act_keeps_its_normal_level():
    found = suggest(acts=acts("D-13"), **PELAKSANA)

    assert found.weight.level == Level.MEDIUM
    assert {one.code for one in found.fitting} == {"ST-1", "ST-2", "ST-3"}


def test_several_acts_take_the_heaviest_only():
    found = suggest(acts=acts("D-13", "D-02"), **PELAKSANA)

    assert found.weight.level == Level.HEAVY
    assert any("terberat" in reason for reason in found.weight.reasons)


def test_act_whose_level_the_sources_dispute_is_left_to_the_examiner():
    found = suggest(acts=acts("D-12"), **PELAKSANA)

    assert found.weight.level is None
    assert not found.fitting
    assert {one.code for one in found.others} >= {"R-1", "ST-1", "B-1"}
    assert any("D-12" in point for point in found.weight.open_points)


def test_disputed_act_beside_a_clear_one_leaves_the_clear_level_and_its_note():
    found = suggest(acts=acts("D-12", "D-13"), **PELAKSANA)

    assert found.weight.level == Level.MEDIUM
    assert any("tidak memberi tingkat baku" in point for point in found.weight.open_points)


@pytest.mark.parametrize(
    ("impact", "level"), [("unit_kerja", "ringan"), ("instansi", "sedang"), ("negara", "berat"), ("", None)]
)
def test_breached_duty_follows_its_impact(impact, level):
    found = suggest(acts=acts("W-01"), impact=impact, **PELAKSANA)

    assert found.weight.level == level
    assert bool(impact) != any("pilih dahulu dampaknya" in point for point in found.weight.open_points)


def test_impact_changes_nothing_where_the_rule_does_not_ask_for_it():
    assert suggest(acts=acts("D-02"), impact="unit_kerja", **PELAKSANA).weight.level == Level.HEAVY


@pytest.mark.parametrize(
    ("last", "act", "level"),
    [
        ("R-1", "D-13", "sedang"),  # the normal level is already heavier
        ("R-3", "W-01", "sedang"),  # the heaviest light one: the next is of the next level
        ("ST-3", "D-13", "berat"),
        ("B-1", "D-13", "berat"),
    ],
)
def test_repeat_is_heavier_than_the_last_measure(last, act, level):
    found = suggest(acts=acts(act), impact="unit_kerja", last=measure(last), **PELAKSANA)

    assert found.weight.level == level
    assert any("Pengulangan" in reason for reason in found.weight.reasons)
    assert all(one in heavier_than(measure(last), measures_for("PNS", "disiplin", DAY)) for one in found.fitting)


def test_without_the_earlier_measure_nothing_is_heavier():
    assert suggest(acts=acts("W-01"), impact="unit_kerja", **PELAKSANA).weight.level == Level.LIGHT


def test_repeat_after_the_heaviest_says_so():
    weight = weigh(acts("D-02"), "", measure("PTDH"), measures_for("PNS", "disiplin", DAY))

    assert weight.level == Level.HEAVY
    assert any("Tidak ada jenis hukuman yang lebih berat" in point for point in weight.open_points)


def test_moral_sanction_stands_by_itself():
    ethics = suggest(acts=acts("KE-04"), **PELAKSANA | {"track": "kode_etik"})

    assert ethics.weight.level == Level.MORAL
    assert {one.code for one in (*ethics.fitting, *ethics.others)} == {"SM-T", "SM-B"}
    assert not any(one.level == "moral" for one in measures_for("PNS", "disiplin", DAY))
    assert ethics.imposers[0].name.startswith("PPK")


def test_every_official_who_may_impose_is_listed():
    found = suggest(acts=acts("D-13"), **PELAKSANA)

    assert [(one.name, one.over) for one in found.imposers] == [
        ("PPK (Bupati/Wali Kota)", "Administrator ke bawah"), ("Administrator", "dua tingkat di bawahnya"),
    ]  # fmt: skip
    assert not any(one.is_certain for one in found.imposers)  # one source only: the page says so


def test_contract_worker_follows_the_contract():
    found = suggest(acts=acts("D-02"), category="PPPK", jenjang="", track="kontrak", day=DAY)

    assert any("perjanjian kerja" in point for point in found.weight.open_points)
    assert {one.code for one in found.fitting} == {"PPPK-B1"}
    assert [one.name for one in found.imposers] == ["PPK"]


def test_village_head_is_warned_or_dismissed_by_the_regent():
    found = suggest(acts=acts("DS-04"), category="KADES", jenjang="", track="desa", day=DAY)

    assert found.weight.level is None
    assert {one.code for one in found.others} == {"DES-1", "DES-2", "DES-3"}
    assert any("Bupati" in one.name for one in found.imposers)


@pytest.mark.parametrize(
    ("code", "category", "track"),
    [
        ("KE-01", "PNS", "kode_etik"), ("D-02", "CPNS", "disiplin"), ("D-02", "PPPK", "kontrak"),
        ("KE-01", "PPPK_PW", "kontrak"), ("D-02", "HONORER", "kontrak"), ("DS-04", "KADES", "desa"),
        ("PD-01", "PNS", "pidana"), ("PD-01", "KADES", "pidana"),
    ],
)  # fmt: skip
def test_track_follows_the_act_and_the_kind_of_employee(code, category, track):
    assert track_for(acts(code)[0], category) == Track(track)


def test_heaviest_ignores_words_that_are_no_level():
    assert heaviest(["ringan", "tidak_pasti", "sedang"]) == Level.MEDIUM
    assert heaviest(["diteruskan"]) is None
    assert heaviest([]) is None
    assert [heaviest([level]) for level in SCALE] == list(SCALE)
