"""A few invented desa under two kecamatan: heads, apparatus and BPD, who pledge outside the ASN figure."""

import random
from datetime import date

from netralitas.demo.loading import BY
from netralitas.demo.people import invented_name, invented_nik
from netralitas.registry.actions import opd
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Opd, OpdKind, StaffCategory

_DESA = ("Peragasari", "Contohmulya", "Umpamajaya", "Rekaanasri", "Misalmukti")
_POSTS = (
    (StaffCategory.KADES, "Kepala Desa"),
    (StaffCategory.PERANGKAT_DESA, "Sekretaris Desa"),
    (StaffCategory.PERANGKAT_DESA, "Kepala Urusan Keuangan"),
    (StaffCategory.PERANGKAT_DESA, "Kepala Dusun"),
    (StaffCategory.BPD, "Ketua BPD"),
    (StaffCategory.BPD, "Anggota BPD"),
)


def load_villages(units: dict[str, Opd]) -> int:
    """Five desa under the first two kecamatan, six persons each; returns how many persons."""
    chance = random.Random(29)  # noqa: S311  invented data, no secret
    kind = OpdKind.objects.get(code="DESA")
    for number, name in enumerate(_DESA):
        parent = units[f"4.{number % 2 + 1:02d}"]
        desa = opd.create(
            by=BY, parent=parent, code=f"{parent.code}.D{number + 1}", name=f"Desa {name}", kind=kind,
            kecamatan=parent.kecamatan, protocol_order=number + 1,
        )  # fmt: skip
        for place, (category, position) in enumerate(_POSTS):
            born, sex = date(1970 + chance.randrange(25), 1 + place, 1 + number), chance.choice("LP")
            staff_actions.create(
                unit=desa, by=BY, nik=invented_nik(born, sex, 900 + number), name=invented_name(chance, sex),
                category=category, position=position, birth_date=born, sex=sex,
            )  # fmt: skip
    return len(_DESA) * len(_POSTS)
