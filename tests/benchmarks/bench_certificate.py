"""One certificate in a warm worker, 60 different kops; the rival is WeasyPrint per person, in the right step at once.

Both get the pictures drawn already (the portal draws them once and keeps them). Equality is by pixels and text, as in
the stamper's own proof.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from netralitas.documents import engine, papers, rendering
from netralitas.documents.stamper import plans, press, proof, stamping
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.documents import people

needs_database = False
KOPS = 60
PERSONS = 240
RIVAL_PERSONS = 6
_FIRST = (
    "Siti", "Ahmad", "Muhamad", "Arifin", "Fitri", "Yulianti", "Wahyu", "Dewi", "Sofia", "Taufiq", "Agus", "Nur’aini",
    "Endang", "Vivi", "Tubagus", "Ratu", "Affan",
)  # fmt: skip
_LAST = (
    "Rahmawati", "Hidayat", "Supriyadi", "Wulandari", "Aisyah", "Kurniasih", "Ma'ruf", "Jayabaya", "Firdaus",
    "Syafi'i", "AVATAR", "Yanto",
)  # fmt: skip
_TITLES = ("", ", S.Pd.", ", S.Pd., M.Pd.", ", A.Ma.Pd.", ", S.Kep., Ners", ", Amd.Keb.")
_UNITS = ("SD Negeri Ciruas {}", "SMP Negeri {} Satu Atap Pulau Panjang", "Puskesmas Kramatwatu {}", "UPTD Wilayah {}")
_POSTS = (
    "Guru Ahli Muda", "Guru Ahli Pertama", "Perawat Terampil", "Pengadministrasi Perkantoran",
    "Kepala Seksi Pelayanan Umum dan Kepegawaian",
)  # fmt: skip


def person(number: int) -> dict[str, Any]:
    """Facts as an office of 60 units has them."""
    chance = random.Random(number)
    kop = number % KOPS
    unit = _UNITS[kop % len(_UNITS)].format(kop + 1)
    names = [chance.choice(_FIRST), *chance.sample(_LAST, chance.randint(0, 2))]
    return people.facts(
        name=" ".join(names) + chance.choice(_TITLES), number=number, unit=unit, position=chance.choice(_POSTS),
        nip=f"19{chance.randint(65, 99)}0926 20{chance.randint(10, 24)}05 {chance.randint(1, 2)} {number % 1000:03d}",
        clock=f"{7 + number % 9:02d}.{number % 60:02d}", address=f"Jalan Raya Serang–Jakarta Km. {kop}, Ciruas 42100",
    )  # fmt: skip


def run() -> Iterator[Line | Control]:
    """Equal pixels first, then time."""
    pictures = papers.paper("pakta").draw(people.facts())
    everybody = [person(number) for number in range(PERSONS)]
    stamped = [press.stamped("pakta", facts, pictures) for facts in everybody]
    plain = stamped.count(None)
    step = next(iter(press._plans))[1]

    def laid_out(facts: dict[str, Any]) -> bytes:
        return engine.write(rendering.in_step(papers.sheet_of("pakta", facts, pictures), step))

    for facts, ours in list(zip(everybody, stamped, strict=True))[:KOPS]:
        if ours:
            proof.compare(ours, laid_out(facts))
    yield control("a line 0.12 px to the right is seen", _is_caught(everybody[0], pictures, laid_out(everybody[0])))

    ours, rival = compare(
        lambda: [press.stamped("pakta", facts, pictures) for facts in everybody],
        lambda: [laid_out(facts) for facts in everybody[:RIVAL_PERSONS]],
        rounds=5, cpu=True,
    )  # fmt: skip
    remark = f"{KOPS} kops, {len(press._plans)} plans, {plain} of {PERSONS} plain, 0 different pixels, CPU"
    yield Line("certificate", ours / PERSONS * 1000, rival / RIVAL_PERSONS * 1000, "ms", 30, 200, remark=remark)


def _is_caught(facts: dict[str, Any], pictures: dict[str, bytes], theirs: bytes) -> bool:
    ready = press.prepared("pakta", facts, pictures)
    parts = [
        replace(part, left=part.left + 0.12) if isinstance(part, plans.CentreHole) else part
        for part in ready.plan.page.parts
    ]
    spoiled = replace(ready.plan, page=plans.Pieces(parts))
    try:
        proof.compare(stamping.file_of(spoiled, ready.split, ready.lines, pictures), theirs)
    except proof.Unequal:
        return True
    return False
